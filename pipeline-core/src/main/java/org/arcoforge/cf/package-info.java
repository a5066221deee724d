/**
 * The CF conventions: times and calendars, packing, missing values, unsigned types, valid ranges,
 * and which attribute refers to which variable. Values in, values out, after the conventions' own
 * chapters and what xarray does where they are silent. It knows arrays only; it must not know
 * recipes or files.
 *
 * <p>In the order of the conventions:
 *
 * <p><b>2. NetCDF files and components</b>
 *
 * <ul>
 *   <li>{@link UnsignedAttribute}: 2.2: {@code _Unsigned}
 *   <li>{@link FillValues}: 2.5.1: default fill values
 *   <li>{@link FillAdvice}: 2.5.1: one that an author may write
 *   <li>{@link MissingValues}: 2.5.1: what stands for nothing
 *   <li>{@link MissingAttributes}: 2.5.1: attributes that a store can say
 *   <li>{@link UnitConversion}: 3.1: units
 *   <li>{@link ValidRange}: 2.5.1: {@code valid_range}
 *   <li>{@link DescribedGroups}: 2.7: groups
 *   <li>{@link CfNames}: 2.7: names in groups
 * </ul>
 *
 * <p><b>4.4 Time coordinate</b>
 *
 * <ul>
 *   <li>{@link CfTimeUnit}: units
 *   <li>{@link CfTimeText}: {@code units} as they are written
 *   <li>{@link CfTimeEncoding}: unit, reference time, calendar
 *   <li>{@link CfTimeUnion}: one for many
 *   <li>{@link CfTimeConversion}: from one to another
 *   <li>{@link CfCalendar}: 4.4.1: calendars
 *   <li>{@link CfDate}: 4.4.1: a date
 * </ul>
 *
 * <p><b>5 to 7, attributes that name variables</b>
 *
 * <ul>
 *   <li>{@link CfReferences}: coordinates, grid mappings, bounds, cell measures
 * </ul>
 *
 * <p><b>4.1 to 4.3 Coordinate types</b>
 *
 * <ul>
 *   <li>{@link AxisRole}: what a coordinate measures
 * </ul>
 *
 * <p><b>8.1 Packed data</b>
 *
 * <ul>
 *   <li>{@link CfEncoding}: how numbers stand for values
 *   <li>{@link ScaleOffset}: {@code scale_factor}, {@code add_offset}
 *   <li>{@link CfConversion}: from one encoding to another, exactly
 *   <li>{@link TypePromotion}: a type for two
 *   <li>{@link PhysicalValues}: values of stored numbers
 *   <li>{@link SeenValues}: values as readers see them, compared and ordered
 * </ul>
 *
 * <p><b>Statistics</b>
 *
 * <ul>
 *   <li>{@link BlockSummary}: minimum, maximum, count
 *   <li>{@link FloatSummary}: of floats
 *   <li>{@link ShortSummary}: of 16-bit integers
 *   <li>{@link VectorLoops}: whether the JVM makes vectors of their loops
 *   <li>{@link ShortValues}: their values, row by row
 * </ul>
 */
@NullMarked
package org.arcoforge.cf;

import org.jspecify.annotations.NullMarked;
