/**
 * Many files become one description: which variables there are, and the type, encoding and
 * attributes that fit all files, or a refusal that names the first file that disagrees. Works on
 * headers only; does not know how the result is chunked or tiled.
 */
@NullMarked
package org.arcoforge.plan.merge;

import org.jspecify.annotations.NullMarked;
