package org.arcoforge.source;

import java.io.Serializable;

/**
 * Tells one content of a URL from another.
 *
 * @param size bytes
 * @param etag the server's strong validator, or the crc32c or generation of an object; empty if
 *     none
 * @param modified milliseconds since 1970; 0 if unknown
 */
public record SourceVersion(long size, String etag, long modified) implements Serializable {}
