package org.arcoforge.plan;

import org.arcoforge.array.Region;

/**
 * What one file contributes to a region of an array.
 *
 * @param position row-major number of the file in the pattern
 * @param source the box in the file's view of the variable
 * @param target the box in the array
 * @param filled whether the file or its variable is missing, so that the fill value stands there by
 *     the author's policy
 */
public record Fragment(long position, Region source, Region target, boolean filled) {}
