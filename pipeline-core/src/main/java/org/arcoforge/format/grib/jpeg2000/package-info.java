/**
 * JPEG 2000 code streams as GRIB packs fields with them: a stream's headers are checked, then
 * JJ2000 decodes it under a limit of time. Knows nothing of GRIB.
 */
@NullMarked
package org.arcoforge.format.grib.jpeg2000;

import org.jspecify.annotations.NullMarked;
