"""Tiles that are larger than the memory for all: filled band by band, as of each large object only a part is in memory."""

import netCDF4
import numpy as np

from conformance.case import Case, files
from conformance.making import joined

THEME = "Tiles larger than memory"
ARGUMENTS = ["--memory", "64"]
OPTIONS = "-Xmx200m"  # too little for the encoded bytes of a tile
SERIES = {"chunks": {"time": -1, "y": 64, "x": 64}, "codec": {"name": "blosc", "cname": "lz4", "clevel": 5, "shuffle": "shuffle"}}


def maps(folder, name, first, steps, noise):
    """Maps of 128 x 320 points, chunks of 20 of them: smooth ones deflated, or random bits."""
    with netCDF4.Dataset(folder / name, "w") as file:
        for dim, length in (("time", steps), ("y", 128), ("x", 320)):
            file.createDimension(dim, length)
        time = file.createVariable("time", "i4", ("time",))
        time.units = "hours since 2000-01-01"
        time[:] = np.arange(first, first + steps)
        shape, chunk = (steps, 128, 320), (20, 128, 320)
        if noise:
            values = file.createVariable("v", "i4", ("time", "y", "x"), chunksizes=chunk)
            values[:] = np.random.default_rng(first).integers(-2**31, 2**31, shape, dtype="i4")
        else:
            values = file.createVariable("v", "f4", ("time", "y", "x"), zlib=True, complevel=1, shuffle=True, chunksizes=chunk)
            t, y, x = np.ogrid[first:first + steps, 0:128, 0:320]
            values[:] = np.round(280 + np.sin(t / 40 + y / 30) + np.cos(x / 50 + y / 70), 2).astype("f4")


def smooth(folder):
    maps(folder, "a.nc", 0, 500, False)
    maps(folder, "b.nc", 500, 450, False)


def random(folder):
    maps(folder, "a.nc", 0, 500, True)
    maps(folder, "b.nc", 500, 450, True)


CASES = [
    Case("maps become long series", "Of chunks of 16 MB, with `--memory 64` (MB); each source chunk is decoded once, as `arco plan` says.",
         smooth, files("a.nc", "b.nc"), joined("a.nc", "b.nc"), target=SERIES),
    Case("maps become long series, format 2", "The same for stores of format 2.",
         smooth, files("a.nc", "b.nc"), joined("a.nc", "b.nc"), target={**SERIES, "zarr_format": 2}),
    Case("random bits become long series", "They cannot be compressed in parts, and go by way of a file in scratch without a name.",
         random, files("a.nc", "b.nc"), joined("a.nc", "b.nc"), target=SERIES),
]
