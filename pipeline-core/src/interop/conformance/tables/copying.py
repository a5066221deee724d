"""Chunks that are copied from the files as they are stored, and chunks that are not written at all.

Values are judged as in every theme; besides, h5py says what bytes the files hold, which those of the store must be.
"""

import pathlib

import h5py
import netCDF4
import numcodecs
import numpy as np
import xarray as xr
import zarr

from conformance.case import Case, along, files, single
from conformance.tables.hdf5 import array, bitshuffle, encoded, make as written, masks, netcdf

THEME = "Chunks copied without decoding, chunks left out"
RAMP = (np.arange(4 * 6 * 8).reshape(4, 6, 8) * 37 % 911).astype("i2")


class Copied:
    """A case's files, the expectation, and which objects of `v` must be the files' own bytes."""

    def __init__(self, expect, chunks, decoded=0):
        self.expected, self.chunks, self.decoded = expect, chunks, decoded

    def expect(self, folder, *url):
        self.folder = folder
        return self.expected(folder, *url)

    def inspect(self, store, name="v"):
        """`chunks` of the objects are chunks of some file; `decoded` ones are not."""
        held = set()
        for path in sorted(self.folder.glob("*.[hn]*")):
            with h5py.File(path) as f:
                d = f[name]
                held |= {trimmed(d, d.id.read_direct_chunk(d.id.get_chunk_info(i).chunk_offset)[1])
                         for i in range(d.id.get_num_chunks())}
        return self.count(store, held, name)

    def count(self, store, held, name="v"):
        objects = [p.read_bytes() for p in sorted((pathlib.Path(store) / name).rglob("*"))
                   if p.is_file() and not p.name.startswith(".z") and p.name != "zarr.json"]
        copied = sum(o in held for o in objects)
        wanted = (self.chunks, self.decoded)
        return [] if (copied, len(objects) - copied) == wanted else [
            f"{name}: {copied} objects are chunks of the files and {len(objects) - copied} are not, expected {wanted}"]


class CopiedFromZarr(Copied):
    def inspect(self, store, name="v"):
        return self.count(store, {p.read_bytes() for p in self.folder.glob(f"*.zarr/{name}/**/*") if p.is_file()}, name)


def trimmed(d, chunk):
    return chunk[:-4] if d.fletcher32 else chunk


def hdf5(values=RAMP, chunks=(1, 6, 8), dtype="i2", **options):
    return written(lambda f: f.create_dataset("v", values.shape, dtype, values, chunks=chunks, **options))


def daily(name, start, stop, chunks=(1, 6, 8), values=RAMP, **options):
    """A file with a time axis, by netCDF4's own way of naming dimensions."""
    def make(folder):
        ds = xr.Dataset({"v": (("time", "y", "x"), values[start:stop], {"units": "m"})},
                        {"time": ("time", np.arange(start, stop), {"units": "days since 2001-01-01"})})
        ds.to_netcdf(folder / name, unlimited_dims=["time"], engine="netcdf4",
                     encoding={"v": {"chunksizes": chunks, "zlib": True, "shuffle": True, **options}})
    return make


def big(name, start, stop):
    """As daily, with the highest byte first."""
    def make(folder):
        daily(name, start, stop)(folder)
        with netCDF4.Dataset(folder / name, "a") as nc:
            nc.renameVariable("v", "old")
            v = nc.createVariable("v", ">i2", ("time", "y", "x"), zlib=True, shuffle=True, chunksizes=(1, 6, 8), endian="big")
            v.units = "m"
            v[:] = RAMP[start:stop]
    return make


def both(*makes):
    def make(folder):
        for one in makes:
            one(folder)
    return make


def joined(*names, engine="netcdf4"):
    return lambda folder: xr.concat([xr.open_dataset(folder / n, engine=engine).load() for n in names], "time")


PAIR = ("a.nc", "b.nc")
DEFLATE = {"compression": 4, "shuffle": True}


def case(name, says, make, pattern, copied, formats=(2, 3), target=(), also=None, oracle="h5py", **keys):
    for zarr_format in formats:
        mine = type(copied)(copied.expected, copied.chunks, copied.decoded)
        inspect = mine.inspect if also is None else (lambda store, m=mine: m.inspect(store) + also(store))
        yield Case(f"{name}, Zarr {zarr_format}", says, make, pattern, mine.expect, inspect=inspect, oracle=oracle,
                   target={"encoding": "source", "zarr_format": zarr_format, **dict(target)}, **keys)


def one(name, says, make, chunks, decoded=0, expect=netcdf, **keys):
    return case(name, says, make, single("a.h5"), Copied(expect, chunks, decoded), **keys)


def codecs_are(*wanted):
    """The names of the codecs, as zarr-python reads them."""
    def inspect(store):
        a = zarr.open_group(store, mode="r")["v"]
        found = tuple(c.get_config()["id"] if hasattr(c, "get_config") else c.to_dict()["name"].replace("numcodecs.", "")
                      for c in (*a.filters, *a.compressors))
        return [] if found == wanted else [f"v: codecs {found}, expected {wanted}"]
    return inspect


def flipped(folder):
    return netcdf(folder).isel(phony_dim_1=slice(None, None, -1))


def partly(f, **attributes):
    d = f.create_dataset("v", (4, 6, 8), "i2", chunks=(1, 6, 8), fillvalue=-5, **DEFLATE)
    d[1:3] = RAMP[1:3]
    d.attrs.update(attributes)


def masked(f):
    partly(f, _FillValue=np.int16([-5]))


def filled(f):
    d = f.create_dataset("v", (4, 6, 8), "f4", chunks=(1, 6, 8), compression=1)
    d[:] = RAMP
    d[1] = np.nan
    d[2, 0, 0] = np.nan
    d.attrs["_FillValue"] = np.float32([np.nan])


def absent(*missing, of=4, key="v/c/{}/0/0"):
    """These objects are not there, and all the others are."""
    def inspect(store):
        there = [n for n in range(of) if (pathlib.Path(store) / key.format(n)).exists()]
        wanted = [n for n in range(of) if n not in missing]
        return [] if there == wanted else [f"objects {there} are there, expected {wanted}"]
    return inspect


def zarr_source(zarr_format, **encoding):
    def make(folder):
        ds = xr.Dataset({"v": (("time", "y", "x"), RAMP)}, {"time": ("time", np.arange(4), {"units": "days since 2001-01-01"})})
        ds.to_zarr(folder / "a.zarr", zarr_format=zarr_format, encoding={"v": {"chunks": (1, 6, 8), **encoding}})
    return make


def opened(folder):
    return xr.open_zarr(folder / "a.zarr").load()


def from_zarr(name, says, make):
    return case(name, says, make, single("a.zarr", format="zarr"), CopiedFromZarr(opened, 4), oracle="xarray")


def left_out(name, says, zarr_format, missing, make=written(filled), **target):
    key = "v/c/{}/0/0" if zarr_format == 3 else "v/{}.0.0"
    return Case(name, says, make, single("a.h5"), netcdf, oracle="netCDF4", inspect=absent(*missing, key=key),
                target={"chunks": {"phony_dim_0": 1}, "zarr_format": zarr_format, "write_empty_chunks": False, **target})


def refused(name, says, make, *texts, target=None, code=2):
    return Case(name, says, make, single("a.h5"), refused=(code, *texts), oracle="", target=target or {"encoding": "source"})


BLOSC = numcodecs.Blosc("zstd", clevel=5, shuffle=1)
INTEGERS = np.arange(120, dtype="i4") * 3

CASES = [
    *one("shuffle and deflate", "The usual pair: filters shuffle and zlib", hdf5(**DEFLATE), 4, also=codecs_are("shuffle", "zlib")),
    *one("deflate", "Deflate alone", hdf5(compression=9), 4, also=codecs_are("zlib")),
    *one("shuffle", "Shuffle alone", hdf5(shuffle=True), 4, also=codecs_are("shuffle")),
    *one("no filter", "Chunks that are not compressed", hdf5(), 4, also=codecs_are()),
    *one("fletcher32", "The checksum at the end of a chunk is checked and taken off", hdf5(fletcher32=True, **DEFLATE), 4),
    *one("big-endian", "The order of bytes stays, as part of the type or of the codec bytes",
         hdf5(RAMP.astype(">i2"), dtype=">i2", **DEFLATE), 4),
    *one("big-endian floats", "Floats as well", hdf5(RAMP.astype(">f8"), dtype=">f8", **DEFLATE), 4),
    *one("bytes", "Elements of one byte", hdf5((RAMP % 100).astype("i1"), dtype="i1", **DEFLATE), 4),
    *one("edges", "Chunks that reach beyond the end, whole as they are stored", hdf5(chunks=(3, 4, 5), **DEFLATE), 8),
    *one("longer than the axis", "A chunk longer than its dimension", hdf5(chunks=(9, 6, 8), **DEFLATE | {"maxshape": (None, 6, 8)}), 1),
    *one("zstd", "HDF5's zstd filter", encoded(INTEGERS, 32015, numcodecs.Zstd(3).encode, (3,)), 2, expect=array(INTEGERS), also=codecs_are("zstd")),
    *one("blosc", "HDF5's Blosc filter", encoded(INTEGERS, 32001, BLOSC.encode, (2, 2, 4, 240, 5, 1, 5)), 2, expect=array(INTEGERS), also=codecs_are("blosc")),
    *one("never-written chunks", "Chunks that no file holds are encoded with the same codec", written(partly), 2, 2),
    *case("chunks without some filters", "A chunk for which filters were left out is decoded and encoded", written(masks),
          single("a.h5"), Copied(lambda folder: xr.Dataset({"v": ("phony_dim_0", np.r_[
              np.arange(10), np.arange(100, 110), np.arange(100, 110)].astype("i4"))}), 1, 2)),
    *one("turned axis", "Values in another order are decoded and encoded with the same codec", hdf5(**DEFLATE), 0, 4,
         expect=flipped, also=codecs_are("shuffle", "zlib"), transforms=[{"isel": {"phony_dim_1": {"step": -1}}}]),
    *case("part of an axis", "Whole chunks of what is selected", hdf5(**DEFLATE), single("a.h5"), Copied(
        lambda folder: netcdf(folder).isel(phony_dim_0=slice(1, 3)), 2), transforms=[{"isel": {"phony_dim_0": {"start": 1, "stop": 3}}}]),
    *case("files in a row", "Files that end where chunks end", both(daily("a.nc", 0, 2, (2, 6, 8)), daily("b.nc", 2, 4, (2, 6, 8))),
          files(*PAIR), Copied(joined(*PAIR), 2), oracle="netCDF4"),
    *case("files that cut chunks", "Where files end within chunks, these are decoded and encoded with the same codec",
          both(daily("a.nc", 0, 3, (2, 6, 8)), daily("b.nc", 3, 4, (2, 6, 8))), files(*PAIR), Copied(joined(*PAIR), 1, 1), oracle="netCDF4"),
    *case("another level in a file", "The codec is the first file's; other chunks are decoded and encoded", both(
        daily("a.nc", 0, 2, complevel=4), daily("b.nc", 2, 4, complevel=9)), files(*PAIR), Copied(joined(*PAIR), 2, 2), oracle="netCDF4"),
    *case("another order of bytes in a file", "So it is with another order of bytes", both(
        daily("a.nc", 0, 2), big("b.nc", 2, 4)), files(*PAIR), Copied(lambda folder: joined(*PAIR)(folder)[["v"]], 2, 2), oracle="netCDF4",
          transforms=[{"keep": ["v"]}]),
    *case("chunks of the recipe", "Chunks that the recipe names, like the files' or not",
          daily("a.nc", 0, 4), single("a.nc"), Copied(joined("a.nc"), 0, 2), oracle="netCDF4", target={"chunks": {"time": 2}}),
    *case("one variable", "`encoding: {v: source}` for one variable", daily("a.nc", 0, 4), single("a.nc"), Copied(joined("a.nc"), 4),
          oracle="netCDF4", target={"encoding": {"v": "source"}}),
    *case("codec of one variable", "`encoding: {v: {codec: source}}` says the same", daily("a.nc", 0, 4), single("a.nc"),
          Copied(joined("a.nc"), 4), oracle="netCDF4", target={"encoding": {"v": {"codec": "source"}}}),
    *case("new dimension", "A dimension of the pattern that no file has", both(
        hdf5(**DEFLATE), lambda folder: (folder / "a.h5").rename(folder / "m1.h5"), hdf5(RAMP + 1, **DEFLATE),
        lambda folder: (folder / "a.h5").rename(folder / "m2.h5")), {"url": "m{member}.h5", "dims": along("member", keys=[1, 2])},
        Copied(lambda folder: xr.concat([xr.open_dataset(folder / f"m{m}.h5", engine="netcdf4").load() for m in (1, 2)], "member")
               .assign_coords(member=[1, 2]), 8), oracle="netCDF4"),
    *from_zarr("from Zarr 2: blosc", "A Zarr store as the source", zarr_source(2, compressors=[BLOSC])),
    *from_zarr("from Zarr 2: shuffle and zlib", "Filters of Zarr 2", zarr_source(
        2, filters=[numcodecs.Shuffle(2)], compressors=[numcodecs.Zlib(3)])),
    *from_zarr("from Zarr 3: zstd", "Codecs of Zarr 3", zarr_source(3, compressors=[zarr.codecs.ZstdCodec(level=2)])),
    *from_zarr("from Zarr 3: gzip", "gzip", zarr_source(3, compressors=[zarr.codecs.GzipCodec(level=2)])),
    refused("lzf", "A filter that Zarr has not", hdf5(compression="lzf"), "'v'", "lzf", "a.h5", "encoding: {v: {codec: blosc}}"),
    refused("bitshuffle", "HDF5's own bitshuffle", encoded(INTEGERS, 32008, bitshuffle, (0, 4, 4, 4096)), "'v'", "bitshuffle"),
    refused("source and codec", "The codec of the files and another one", hdf5(), "remove one of them",
            target={"encoding": "source", "codec": "zstd"}),
    left_out("empty chunks, Zarr 3", "`write_empty_chunks: false`: a chunk of nothing but the fill value is not written", 3, [1]),
    left_out("empty chunks, Zarr 2", "The same in Zarr 2", 2, [1]),
    left_out("empty chunks and copying", "What no file holds is left out, the rest copied", 3, [0, 3], written(masked), encoding="source",
             chunks="auto"),
    left_out("zeros in Zarr 2", "Zarr 2 has no fill value where none is missing: all is written", 2, [], written(
        lambda f: f.create_dataset("v", (4, 6, 8), "i2", np.zeros((4, 6, 8)), chunks=(1, 6, 8)))),
]
