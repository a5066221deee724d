/**
 * Makes the quality report of a version from its store and its manifest, within a budget of objects
 * and bytes, and writes it. It reads what readers see and no source; of objects that this process
 * made it has samples, which give the same report. It must not know where the data came from, but
 * for what policies left out; what looks wrong is decided in {@code quality}.
 */
@NullMarked
package org.arcoforge.bake.quality;

import org.jspecify.annotations.NullMarked;
