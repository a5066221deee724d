/**
 * Reads TIFF images with places on the earth (GeoTIFF, cloud-optimized or not) from ranges of
 * bytes, after TIFF 6.0, BigTIFF, and OGC GeoTIFF 1.1; strips and tiles are decoded one by one,
 * within the size that the header gives them. Knows nothing of coordinate systems beyond their
 * codes. The structure is read by ourselves because no library for Java reads tiles by region,
 * 64-bit samples and BigTIFF within bounds.
 */
@NullMarked
package org.arcoforge.format.tiff;

import org.jspecify.annotations.NullMarked;
