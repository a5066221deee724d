/**
 * A client of OPeNDAP servers, protocol DAP 2.0 (ESE-RFC-004): DDS and DAS become a description as
 * netCDF-C shows it, and regions of variables are asked for with constraint expressions and read
 * from their XDR. It must not know recipes, nor how requests are limited and repeated.
 *
 * <p>In the order of the protocol:
 *
 * <ul>
 *   <li>{@link DapReader}: the door: one data set
 *   <li>{@link DapUrl}: URLs and projections
 *   <li>{@link DapType}: atomic types, and their XDR
 *   <li>{@link DapVariable}: a variable that can be asked for
 *   <li>{@link DapWords}: words of all three texts
 *   <li>{@link DdsNode}: 5.1: a declaration of a DDS
 *   <li>{@link DdsParser}: 5.1: the DDS
 *   <li>{@link DasTable}: 5.2: the DAS
 *   <li>{@link DapAnswer}: 6: a data answer
 *   <li>{@link DapError}: 6.2: an error
 *   <li>{@link DapDescription}: the description that netCDF-C would show
 *   <li>{@link DapFillValues}: fill values in their variable's type
 * </ul>
 */
@NullMarked
package org.arcoforge.format.dap;

import org.jspecify.annotations.NullMarked;
