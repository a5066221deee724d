package org.arcoforge.bake;

/**
 * A written tile says what writing one tile came to.
 *
 * @param objects that it has
 * @param bytesRead of sources
 * @param bytesWritten of objects
 * @param reused whether a run before had written it
 * @param ofSources whether sources were read for it
 */
public record WrittenTile(
    long objects, long bytesRead, long bytesWritten, boolean reused, boolean ofSources) {}
