/**
 * JPEG 2000 code streams (ISO/IEC 15444-1) as GRIB packs fields with them, data template 7.40. A
 * stream's headers are checked, then JJ2000 decodes it under a limit of time. It must not know
 * GRIB.
 *
 * <p>In the order of the standard:
 *
 * <ul>
 *   <li>{@link Jpeg2000}: the door: samples of a stream
 *   <li>{@link StreamCheck}: annex A: marker segments
 *   <li>{@link StreamTiles}: A.5.1: image and tile size
 *   <li>{@link StreamCoding}: A.6.1: coding style
 *   <li>{@link StreamInput}: the stream as JJ2000 reads it
 * </ul>
 */
@NullMarked
package org.arcoforge.format.grib.jpeg2000;

import org.jspecify.annotations.NullMarked;
