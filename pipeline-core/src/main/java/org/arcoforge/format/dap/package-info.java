/**
 * A client of OPeNDAP servers, protocol DAP 2.0 (ESE-RFC-004): DDS and DAS become a description as
 * netCDF-C shows it, and boxes of variables are asked for with constraint expressions and read from
 * their XDR. Knows nothing of recipes, nor how requests are limited and repeated.
 */
@NullMarked
package org.arcoforge.format.dap;

import org.jspecify.annotations.NullMarked;
