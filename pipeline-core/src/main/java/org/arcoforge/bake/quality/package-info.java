/**
 * Makes the quality report of a version from its store and its manifest, within a budget of objects
 * and bytes, and writes it. It reads what readers see and no source. It must not know how the data
 * were made, but for what policies left out; what looks wrong is decided in {@code quality}.
 */
@NullMarked
package org.arcoforge.bake.quality;

import org.jspecify.annotations.NullMarked;
