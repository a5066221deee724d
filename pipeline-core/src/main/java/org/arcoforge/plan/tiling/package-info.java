/**
 * How the work is cut: tiles of whole output chunks within a memory budget, and whether an
 * intermediate array costs less than decoding sources many times. Arithmetic on shapes and chunk
 * grids; does not know files, variables or recipes.
 */
@NullMarked
package org.arcoforge.plan.tiling;

import org.jspecify.annotations.NullMarked;
