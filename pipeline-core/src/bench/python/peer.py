#!/usr/bin/env python3
"""peer.py WHAT ARCHIVE SOURCE OUT: what arco is measured against, each in a process of its own.

xarray   open_mfdataset, chunk, to_zarr on dask's threads, packed numbers left packed
floor    reads, decodes, encodes and writes by libhdf5 and c-blosc, with no work between
compare  OUT, a store, has the values of the files
size     bytes of all values, decoded
"""
import glob
import os
import sys
from concurrent.futures import ProcessPoolExecutor

import netCDF4
import numpy as np
import xarray as xr
from numcodecs import Blosc, blosc

from archives import ARCHIVES


def files(name, source):
    keys = ARCHIVES[name].get("merge", [""])
    return [sorted(glob.glob(f"{source}/{key}*.nc")) for key in keys]


def open_all(name, source):
    parts = [xr.open_mfdataset(group, combine="nested", concat_dim="time", mask_and_scale=False, decode_times=False,
                               data_vars="minimal", coords="minimal", compat="override", parallel=False)
             for group in files(name, source)]
    return xr.merge(parts)


def with_xarray(name, source, out):
    ds = open_all(name, source)
    chunks = {d: ARCHIVES[name]["chunks"].get(d, -1) for d in ds.dims}
    ds = ds.chunk({d: ds.sizes[d] if n == -1 else n for d, n in chunks.items()})
    for v in ds.variables.values():
        v.encoding = {"compressor": Blosc("lz4", clevel=5, shuffle=Blosc.SHUFFLE)}
    ds.to_zarr(out, consolidated=True)


def work(path, out):
    """One file: decoded, encoded by pieces of 8 MB, and written."""
    blosc.use_threads = False
    codec = Blosc("lz4", clevel=5, shuffle=Blosc.SHUFFLE)
    with netCDF4.Dataset(path) as nc, open(f"{out}/{os.path.basename(path)}", "wb") as f:
        nc.set_auto_maskandscale(False)
        for v in nc.variables.values():
            values = np.ascontiguousarray(v[:]).ravel()
            step = max(1, (8 << 20) // values.itemsize)
            for at in range(0, values.size, step):
                f.write(codec.encode(values[at:at + step]))


def floor(name, source, out):
    os.makedirs(out)
    paths = [path for group in files(name, source) for path in group]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(work, paths, [out] * len(paths)))


def compare(name, source, store):
    expected = open_all(name, source)
    found = xr.open_zarr(store, mask_and_scale=False, decode_times=False)
    for v in expected.data_vars:
        for at in range(0, expected.sizes["time"], 50):
            part = {"time": slice(at, at + 50)}
            np.testing.assert_array_equal(found[v].isel(part).values, expected[v].isel(part).values, err_msg=f"{name} {v} {at}")


def size(name, source, _):
    """Decoded bytes of what runs along time, and of one file's other variables; needs no dask."""
    total = 0
    for group in files(name, source):
        for n, path in enumerate(group):
            with netCDF4.Dataset(path) as nc:
                total += sum(v.size * np.dtype(v.dtype).itemsize for v in nc.variables.values()
                             if n == 0 or "time" in v.dimensions)
    print(total)


if __name__ == "__main__":
    what, *arguments = sys.argv[1:]
    {"xarray": with_xarray, "floor": floor, "compare": compare, "size": size}[what](*arguments)
