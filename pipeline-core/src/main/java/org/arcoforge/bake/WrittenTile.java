package org.arcoforge.bake;

import org.arcoforge.commit.Receipt;

/**
 * A written tile says what writing one tile came to.
 *
 * @param made objects that were written
 * @param reused objects that were there before, of a stopped run or of the published version
 * @param bytesRead of sources
 * @param bytesWritten of objects
 * @param ofSources whether sources were read for it
 * @param receipt that was left
 */
public record WrittenTile(
    long made,
    long reused,
    long bytesRead,
    long bytesWritten,
    boolean ofSources,
    Receipt receipt) {}
