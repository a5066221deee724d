/**
 * The joined axes: which file gives which elements along a concat dimension, in what order, and
 * what stands where files are missing. Follows the recipe's policies for order, overlap and gaps.
 * Does not know variables' types or encodings.
 */
@NullMarked
package org.arcoforge.plan.axis;

import org.jspecify.annotations.NullMarked;
