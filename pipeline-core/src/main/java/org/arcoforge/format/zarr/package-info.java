/**
 * Zarr stores as sources, through {@code zarr}; on web servers by their consolidated metadata.
 * Writes nothing.
 */
@NullMarked
package org.arcoforge.format.zarr;

import org.jspecify.annotations.NullMarked;
