/**
 * What a version's values look like, and what looks wrong: maps, histograms, series of area means,
 * completeness, and flags, of numbers that are handed in. Values in, a report out; it knows arrays
 * and the CF conventions. It must not know stores, recipes or catalogs, nor how a report is drawn.
 *
 * <p><b>The report</b>
 *
 * <ul>
 *   <li>{@link QualityReport}: what is said of a version
 *   <li>{@link VariableQuality}: what is said of a variable
 *   <li>{@link QualityFlag}: what looks wrong
 *   <li>{@link QualityJson}: the report as JSON
 * </ul>
 *
 * <p><b>Its parts</b>
 *
 * <ul>
 *   <li>{@link Plane}: what is drawn
 *   <li>{@link Histogram}: counts of values
 *   <li>{@link TimeSeries}: numbers along the time axis
 *   <li>{@link Completeness}: what is there
 *   <li>{@link VariableGrid}: which dimensions are time and place
 *   <li>{@link CoordinateValues}: coordinates with their numbers
 *   <li>{@link Coastlines}: where land is
 * </ul>
 *
 * <p><b>Checks</b>
 *
 * <ul>
 *   <li>{@link VariableChecks}: of a variable
 *   <li>{@link CoordinateChecks}: of coordinates
 *   <li>{@link LevelShift}: of a series
 *   <li>{@link LandMask}: of where values are missing
 *   <li>{@link PlausibleRange}: between which values
 *   <li>{@link ValidValues}: as the file says
 *   <li>{@link StandardNames}: as the standard name says
 * </ul>
 */
@NullMarked
package org.arcoforge.quality;

import org.jspecify.annotations.NullMarked;
