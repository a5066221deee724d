/**
 * ArcoForge: declarative recipes become cloud-optimized Zarr and a STAC catalog. Only the packages
 * below hold code; which may use which is written down in the architecture test.
 */
@NullMarked
package org.arcoforge;

import org.jspecify.annotations.NullMarked;
