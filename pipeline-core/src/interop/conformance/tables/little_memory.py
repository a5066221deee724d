"""Archives that are far larger than the memory: what is pulled would be decoded many times, so it goes through scratch."""

import h5py
import netCDF4
import numpy as np

from conformance.case import Case, files
from conformance.making import joined

THEME = "Larger than memory"
ARGUMENTS = ["--memory", "1"]
SERIES = {"chunks": {"time": -1, "y": 3, "x": 4}}


def maps(folder, name, first, steps, kind="f4", chunk=(20, 30, 20), **attributes):
    """Deflated maps of 30 x 40 points; a megabyte holds a few of their chunks."""
    with netCDF4.Dataset(folder / name, "w") as file:
        file.set_auto_maskandscale(False)
        for dim, length in (("time", steps), ("y", 30), ("x", 40)):
            file.createDimension(dim, length)
        time = file.createVariable("time", "i4", ("time",))
        time.units = "hours since 2000-01-01"
        time[:] = np.arange(first, first + steps)
        fill = attributes.pop("_FillValue", None)
        values = file.createVariable("v", kind, ("time", "y", "x"), zlib=True, shuffle=True, complevel=1,
                                     chunksizes=chunk, fill_value=fill)
        values.setncatts(attributes)
        random = np.random.default_rng(first + steps)
        numbers = random.integers(-3000, 3000, (steps, 30, 40))
        if fill is not None:
            numbers[random.random(numbers.shape) < 0.05] = fill
        values[:] = numbers.astype(kind) if np.dtype(kind).kind == "i" else (numbers / 16).astype(kind)


def alike(folder):
    maps(folder, "a.nc", 0, 610)
    maps(folder, "b.nc", 610, 590, chunk=(17, 30, 23))


def packed(folder):
    maps(folder, "a.nc", 0, 600, "i2", _FillValue=np.int16(-9), scale_factor=0.5, add_offset=1.0)
    maps(folder, "b.nc", 1500, 600, "i2", _FillValue=np.int16(-8), scale_factor=0.25, add_offset=2.0)


def holes(folder):
    with h5py.File(folder / "a.h5", "w") as file:
        for dim, length in (("time", 1220), ("y", 30), ("x", 40)):
            scale = file.create_dataset(dim, data=np.arange(length, dtype="i4"))
            scale.make_scale(dim)
        values = file.create_dataset("v", (1220, 30, 40), "f8", chunks=(20, 30, 20), compression=1, fillvalue=-5.0)
        for axis, dim in enumerate(("time", "y", "x")):
            values.dims[axis].attach_scale(file[dim])
        random = np.random.default_rng(7)
        for first in range(0, 1220, 60):  # of three chunks two are never written
            values[first:first + 20, :, 20:] = random.normal(size=(20, 30, 20))


def never_written(folder):
    import xarray as xr

    return xr.open_dataset(folder / "a.h5", engine="netcdf4").load()


CASES = [
    Case("maps become series", "With `--memory 1` (MB), of files whose chunks differ; by way of scratch, as `arco plan` says.",
         alike, files("a.nc", "b.nc"), joined("a.nc", "b.nc"), target=SERIES),
    Case("maps become series, packed differently", "Values are decoded once, on their way into scratch.", packed,
         files("a.nc", "b.nc"), joined("a.nc", "b.nc"), target=SERIES),
    Case("maps become series, format 2", "The same for stores of format 2, with chunks that were never written.", holes,
         {"url": "a.h5", "dims": []}, never_written, target={**SERIES, "zarr_format": 2}),
]
