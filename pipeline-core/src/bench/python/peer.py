#!/usr/bin/env python3
"""peer.py WHAT ARCHIVE SOURCE OUT: what arco is measured against, each in a process of its own.

xarray   open_mfdataset, chunk, to_zarr on dask's threads, packed numbers left packed
hand     what one writes by hand for the one archive: netCDF4 and zarr, a process a processor, region writes
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
import zarr
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


def create(group, name, v, shape, chunks):
    attributes = {k: a.item() if isinstance(a, np.generic) else a for k, a in v.__dict__.items()}
    z = group.create_dataset(name, shape=shape, chunks=chunks, dtype=v.dtype, fill_value=attributes.pop("_FillValue", None),
                             compressor=Blosc("lz4", clevel=5, shuffle=Blosc.SHUFFLE))
    z.attrs.update({**attributes, "_ARRAY_DIMENSIONS": list(v.dimensions)})
    return z


def task(out, names, paths, starts, steps, columns):
    """Fills those steps and columns of some variables from the files that hold them."""
    blosc.use_threads = False
    group, buffers = zarr.open_group(out, mode="r+"), {}
    for path, start, end in zip(paths, starts, starts[1:]):
        low, high = max(start, steps[0]), min(end, steps[1])
        if low < high:
            with netCDF4.Dataset(path) as nc:
                nc.set_auto_maskandscale(False)
                for name in names:
                    part = nc[name][low - start:high - start, :, columns[0]:columns[1]]
                    buffers.setdefault(name, np.empty((steps[1] - steps[0], *part.shape[1:]), part.dtype))
                    buffers[name][low - steps[0]:high - steps[0]] = part
    for name in names:
        group[name][steps[0]:steps[1], :, columns[0]:columns[1]] = buffers.pop(name)


def by_hand(name, source, out):
    group, target, tasks = zarr.open_group(out, mode="w"), ARCHIVES[name]["chunks"], []
    for paths in files(name, source):
        times = []
        for path in paths:
            with netCDF4.Dataset(path) as nc:
                times.append(nc["time"][:].data)
        starts = np.cumsum([0] + [len(t) for t in times]).tolist()
        with netCDF4.Dataset(paths[0]) as nc:
            nc.set_auto_maskandscale(False)
            names = [n for n, v in nc.variables.items() if "time" in v.dimensions and n != "time"]
            for n, v in nc.variables.items():
                if n in names:
                    shape = (starts[-1], *v.shape[1:])
                    create(group, n, v, shape, tuple(s if target.get(d, -1) == -1 else min(target[d], s)
                                                     for d, s in zip(v.dimensions, shape)))
                elif n not in group:
                    whole = np.concatenate(times) if n == "time" else v[:]
                    create(group, n, v, whole.shape, whole.shape)[:] = whole
            width = nc[names[0]].shape[-1]
        if target["time"] == -1:  # a transposition: the files' chunks are halves of the longitudes
            halves = ((0, width // 2), (width // 2, width))
            tasks += [(out, [n], paths, starts, (0, starts[-1]), half) for n in names for half in halves]
        else:
            steps = range(0, starts[-1], target["time"])
            tasks += [(out, names, paths, starts, (t, min(t + steps.step, starts[-1])), (0, width)) for t in steps]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(task, *zip(*tasks)))
    zarr.consolidate_metadata(out)


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
    {"xarray": with_xarray, "hand": by_hand, "floor": floor, "compare": compare, "size": size}[what](*arguments)
