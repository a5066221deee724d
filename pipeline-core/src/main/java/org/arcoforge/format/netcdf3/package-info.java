/**
 * NetCDF classic, 64-bit offset and CDF-5, after the published format specification. Reads ranges;
 * never a whole file.
 */
@NullMarked
package org.arcoforge.format.netcdf3;

import org.jspecify.annotations.NullMarked;
