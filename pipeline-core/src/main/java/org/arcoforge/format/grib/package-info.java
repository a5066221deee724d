/**
 * Reads GRIB of editions 1 and 2 (WMO Manual on Codes, FM 92) from ranges of bytes: a scan of the
 * messages' headers, values decoded message by message, no index written anywhere. Messages become
 * variables, dimensions and coordinates as the Python library cfgrib names them, values as ecCodes
 * decodes them. It must not know where the bytes come from, nor any recipe but its filter.
 *
 * <p>In the order of a message's sections:
 *
 * <p><b>Doors</b>
 *
 * <ul>
 *   <li>{@link GribReader}: one file
 * </ul>
 *
 * <p><b>Section 0, indicator</b>
 *
 * <ul>
 *   <li>{@link MessageScan}: messages, wherever they stand, and the extents of their sections
 *   <li>{@link HeaderWindow}: small reads, gathered
 *   <li>{@link Octets}: octets of a section, counted from 1
 *   <li>{@link Found}: a field as it is found
 * </ul>
 *
 * <p><b>Sections 1, 2 and 4 of edition 2; section 1 of edition 1</b>
 *
 * <ul>
 *   <li>{@link Product1}: keys of edition 1
 *   <li>{@link Product2}: keys of edition 2: identification, local use, product definition
 *   <li>{@link Steps}: lead times
 *   <li>{@link Naming}: names of parameters
 *   <li>{@link Rules}: words by the values of keys
 *   <li>{@link Tables}: code tables
 *   <li>{@link KeyFilter}: messages that a recipe wants
 *   <li>{@link Headers}: what was found as fields
 * </ul>
 *
 * <p><b>Section 3 of edition 2, section 2 of edition 1: grids</b>
 *
 * <ul>
 *   <li>{@link Grid}: a grid
 *   <li>{@link Grids1}: edition 1
 *   <li>{@link Grids2}: edition 2
 *   <li>{@link GridBuilder}: what both say
 *   <li>{@link LatLonAxes}: latitudes and longitudes at equal steps
 *   <li>{@link Gaussian}: Gaussian latitudes
 *   <li>{@link Reduced}: reduced grids
 *   <li>{@link ReducedGrid}: their points
 *   <li>{@link Rotation}: rotated grids
 *   <li>{@link Projection}: projected grids
 *   <li>{@link ScanOrder}: the order of points
 * </ul>
 *
 * <p><b>Section 5 of edition 2: data representation</b>
 *
 * <ul>
 *   <li>{@link Place}: where values are, and what unpacks them
 *   <li>{@link Scaling}: reference value and scale factors
 * </ul>
 *
 * <p><b>Section 6 (3 of edition 1), bitmap, and section 7 (4), data</b>
 *
 * <ul>
 *   <li>{@link FieldValues}: one field, read
 *   <li>{@link Packing}: values of all packings, and the bitmap
 *   <li>{@link BitReader}: numbers of any number of bits
 *   <li>{@link ComplexPacking}: templates 7.2 and 7.3
 *   <li>{@link SecondOrder}: edition 1, second order
 *   <li>{@link PngSamples}: template 7.41
 *   <li>{@link EntropyDecoder}: template 7.42
 *   <li>{@link UnsupportedPackingException}: any other packing
 * </ul>
 *
 * <p><b>Fields as variables</b>
 *
 * <ul>
 *   <li>{@link Field}: one field
 *   <li>{@link Product}: what the fields of a variable share
 *   <li>{@link Cube}: fields of one variable
 *   <li>{@link CubeBuilder}: fields, arranged
 *   <li>{@link CoordinateAttributes}: attributes of coordinates
 *   <li>{@link CoordinateMerge}: coordinates of all variables
 *   <li>{@link GribDescription}: the description of the file
 * </ul>
 */
@NullMarked
package org.arcoforge.format.grib;

import org.jspecify.annotations.NullMarked;
