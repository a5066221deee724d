/** Tests of the GRIB reader against what cfgrib and ecCodes read. */
@NullMarked
package org.arcoforge.format.grib;

import org.jspecify.annotations.NullMarked;
