/** Tests of the HDF5 reader against what netCDF4 and h5py read. */
@NullMarked
package org.arcoforge.format.hdf5;

import org.jspecify.annotations.NullMarked;
