"""Attributes as a store holds them: JSON that every parser reads, of kinds that every netCDF library writes."""

import netCDF4
import numpy as np
import xarray as xr

from conformance.case import Case, files, single
from conformance.making import joined, one, write
from readers import again

THEME = "Attributes"
INF = np.inf
KINDS = {
    "NaN": np.nan, "infinities": np.array([-INF, INF]), "NaN in single precision": np.float32(np.nan),
    "a list with NaN": np.array([np.nan, 1.5, 1e20]), "a list of NaN": np.array([np.nan, np.nan], "f4"), "no number at all": np.array([], "f8"),
    "an empty text": "", "a text": "Ærø\n", "texts": ["a", "b"], "integers": np.array([1, -2], "i2"), "a byte": np.int8(-5),
    "64 bits": np.int64(2**62 + 1), "64 bits without sign": np.uint64(2**63 + 5), "a float": np.float32(0.1)}
NAMES = {kind: kind.replace(" ", "_") for kind in KINDS}


def every_kind(folder):
    """Of the data set, of a variable and of a coordinate."""
    attrs = {NAMES[kind]: value for kind, value in KINDS.items()}
    write(folder / "a.nc", {"x": ("x", np.arange(3.0), attrs), "v": ("x", np.float32([1, 2, 3]), {**attrs, "actual_range": np.float32([np.nan] * 2)})},
          attrs)


def usable(store):
    return again.problems(store, "v2" if (store / ".zgroup").exists() else "v3")


def groups(folder):
    with netCDF4.Dataset(folder / "a.nc", "w") as file:
        file.createGroup("deep").limit = np.nan
        file["deep"].limits = np.array([np.nan, 2.0])
        file["deep"].createDimension("x", 2)
        file["deep"].createVariable("v", "f4", ("x",))[:] = [1, 2]


def tree(folder):
    with xr.open_datatree(folder / "a.nc", engine="netcdf4") as found:
        return found.load()


def truths(folder):
    import h5py
    with h5py.File(folder / "a.nc", "w") as file:
        found = file.create_dataset("v", data=np.arange(3.0))
        found.make_scale("v")
        found.attrs.update(good=True, flags=np.array([True, False]))


def hdf5_file(folder):
    with xr.open_dataset(folder / "a.nc", engine="h5netcdf") as file:
        return file.load()


def ranges(folder):
    for n, name in enumerate(("a.nc", "b.nc")):
        time = ("time", np.arange(2 * n, 2 * n + 2), {"units": "days since 2000-01-01", "calendar": "standard"})
        write(folder / name, {"time": time, "v": ("time", np.float32([n, n]), {"actual_range": [np.nan, float(n)], "limit": np.nan})})


CASES = [
    *(Case(f"every kind, Zarr {number}", "Numbers that JSON lacks are texts (`NaN`), lists with them texts of JSON, no number at all is the empty text.",
           every_kind, single("a.nc"), one("a.nc"), target={"zarr_format": number}, inspect=usable) for number in (2, 3)),
    *(Case(f"of groups, Zarr {number}", "The same in groups.", groups, single("a.nc", group="**"), tree, target={"zarr_format": number})
      for number in (2, 3)),
    *(Case(f"truth values, Zarr {number}", "Truth values are 1 and 0.", truths, single("a.nc"), hdf5_file, target={"zarr_format": number},
           inspect=usable) for number in (2, 3)),
    Case("of several files", "Files are compared before: NaN is alike.", ranges, files("a.nc", "b.nc"), joined("a.nc", "b.nc"), inspect=usable),
]
