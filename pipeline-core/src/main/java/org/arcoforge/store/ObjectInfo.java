package org.arcoforge.store;

import java.io.Serializable;

/**
 * An object info is what a store knows of an object besides its bytes.
 *
 * @param key its key
 * @param size bytes
 * @param crc32c the CRC-32C (RFC 3720) of its bytes, or -1 where a listing does not tell; as an
 *     unsigned 32-bit number
 * @param generation changes with every replacement, never 0; where a listing does not tell it, a
 *     negative number that changes with the content, and that no replacement can match
 * @param modified milliseconds since 1970
 */
public record ObjectInfo(String key, long size, long crc32c, long generation, long modified)
    implements Serializable {}
