/**
 * Reads NetCDF-4 and other HDF5 files from ranges of bytes, after the HDF5 File Format
 * Specification 3.0 and the NetCDF-4 conventions on top of it. Structure is parsed with bounds and
 * checksums, chunks are decoded one by one into reused buffers. Knows nothing of where the bytes
 * come from, and follows no link out of the file.
 */
@NullMarked
package org.arcoforge.format.hdf5;

import org.jspecify.annotations.NullMarked;
