/**
 * Reads GRIB of editions 1 and 2 (WMO Manual on Codes, FM 92) from ranges of bytes: a scan of the
 * messages' headers, values decoded message by message, no index written anywhere. Messages become
 * variables, dimensions and coordinates as the Python library cfgrib names them, values as ecCodes
 * decodes them. Knows nothing of where the bytes come from, and of no recipe but its filter.
 */
@NullMarked
package org.arcoforge.format.grib;

import org.jspecify.annotations.NullMarked;
