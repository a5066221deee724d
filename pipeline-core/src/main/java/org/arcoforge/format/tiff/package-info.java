/**
 * Reads TIFF images with places on the earth (GeoTIFF, cloud-optimized or not) from ranges of
 * bytes, after TIFF 6.0, BigTIFF, and OGC GeoTIFF 1.1; strips and tiles are decoded one by one,
 * within the size that the header gives them. The structure is read by ourselves because no library
 * for Java reads tiles by region, 64-bit samples and BigTIFF within bounds. It must not know
 * coordinate systems beyond their codes.
 *
 * <p>In the order of the specifications:
 *
 * <p><b>TIFF 6.0</b>
 *
 * <ul>
 *   <li>{@link TiffReader}: the door: the first full image of a file
 *   <li>{@link TiffBytes}: section 2: header, byte order; BigTIFF too
 *   <li>{@link Ifd}: section 2: an image file directory
 *   <li>{@link TiffImage}: sections 8 and 15: fields of an image; strips and tiles
 *   <li>{@link BandReader}: strips and tiles, read by region
 *   <li>{@link Codec}: {@code Compression}
 *   <li>{@link Lzw}: section 13: LZW
 *   <li>{@link Predictor}: section 14: differencing; floating-point predictor of technical note 3
 * </ul>
 *
 * <p><b>GeoTIFF 1.1 and GDAL</b>
 *
 * <ul>
 *   <li>{@link Placement}: where the image is
 *   <li>{@link GdalTags}: missing value and metadata
 * </ul>
 */
@NullMarked
package org.arcoforge.format.tiff;

import org.jspecify.annotations.NullMarked;
