/**
 * NetCDF classic, 64-bit offset and CDF-5, after the published format specification. It reads
 * ranges and never a whole file. It must not know where the bytes come from.
 *
 * <p>In the order of the specification's grammar:
 *
 * <ul>
 *   <li>{@link Netcdf3Reader}: the door: one file
 *   <li>{@link Netcdf3Header}: {@code header}: magic, number of records, dimensions, attributes,
 *       variables
 *   <li>{@link Netcdf3Variable}: {@code var}
 *   <li>{@link ForwardBytes}: numbers of the header
 *   <li>{@link StridedRead}: {@code data}: values of fixed size and of records
 * </ul>
 */
@NullMarked
package org.arcoforge.format.netcdf3;

import org.jspecify.annotations.NullMarked;
