"""File formats: what is told apart by its first bytes, and what is not a scientific file at all."""

import netCDF4
import numpy as np
import xarray as xr

from conformance.case import Case, single

THEME = "Formats"


def netcdf(format):
    def make(folder):
        with netCDF4.Dataset(folder / "a.nc", "w", format=format) as nc:
            nc.createDimension("x", 4)
            nc.createVariable("x", "i4", ("x",))[:] = [1, 2, 3, 4]
            nc.createVariable("v", "f4", ("x",))[:] = [1, 2, np.nan, 4]
    return make


CASES = [
    Case("classic", "NetCDF classic", netcdf("NETCDF3_CLASSIC"), single("a.nc"),
         lambda folder: xr.open_dataset(folder / "a.nc")),
    Case("spoilt", "A file that is not there", lambda folder: None, single("a.nc"), refused=(3, "a.nc")),
]
