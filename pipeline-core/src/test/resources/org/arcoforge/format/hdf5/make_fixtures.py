#!/usr/bin/env python3
"""Makes the HDF5 fixtures beside it and expected-SUFFIX.jsonl, what netCDF4 and h5py read from them.

  make_fixtures.py SUFFIX    SUFFIX tells the libraries apart: "new" (HDF5 2.0), "old" (HDF5 1.10,
                             netCDF-4 only)

Numbers are compared by the CRC-32 of their little-endian bytes, texts by that of their UTF-8 bytes
with a NUL after each.
"""
import bz2
import gzip
import json
import os
import struct
import sys
import zlib

import h5py
import netCDF4
import numpy as np

here = os.path.dirname(os.path.abspath(__file__))
suffix = sys.argv[1]
rng = np.random.default_rng(7)
NUMBERS = ["i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f4", "f8"]


def path(name):
    stem, ext = os.path.splitext(name)
    full = os.path.join(here, f"{stem}-{suffix}{ext}")
    if os.path.exists(full):
        os.remove(full)
    return full


def numbers(kind, shape):
    if kind[0] == "f":
        x = rng.normal(size=shape).astype(kind)
        x.flat[0] = np.nan
        return x
    info = np.iinfo(kind)
    return rng.integers(info.min, info.max, size=shape, dtype=kind, endpoint=True)


# ---- netCDF-4 ----------------------------------------------------------------------------------
def types():
    with netCDF4.Dataset(path("types.nc"), "w") as nc:
        nc.createDimension("y", 5)
        nc.createDimension("x", 7)
        nc.createDimension("strlen", 6)
        for kind in NUMBERS:
            for storage, how in {
                "plain": dict(contiguous=True),
                "big": dict(contiguous=True, endian="big"),
                "packed": dict(zlib=True, shuffle=True, chunksizes=(2, 3)),
                "bigpacked": dict(zlib=True, shuffle=True, chunksizes=(2, 3), endian="big"),
                "checked": dict(fletcher32=True, chunksizes=(5, 7)),
            }.items():
                v = nc.createVariable(f"{kind}_{storage}", kind, ("y", "x"), **how)
                v[:] = numbers(kind, (5, 7))
            s = nc.createVariable(f"{kind}_scalar", kind, ())
            s[...] = numbers(kind, (2,))[1]
            nc.setncattr(f"one_{kind}", numbers(kind, (2,))[1])
            nc.setncattr(f"many_{kind}", numbers(kind, (4,)))
        nc.text = "plain"
        nc.unicode = "Zürich — 東京"
        nc.empty = ""
        nc.setncattr_string("string", "one")
        nc.setncattr("strings", ["a", "", "ünï"])
        nc.setncattr("none", np.array([], "f4"))
        v = nc.createVariable("words", str, ("y",))
        v[:] = np.array(["a", "", "ünïcode", "d" * 300, "e"], object)
        v = nc.createVariable("halfwords", str, ("y",))
        v[1] = "only one"
        v = nc.createVariable("word", str, ())
        v[...] = "scalar"
        v = nc.createVariable("chars", "S1", ("y", "strlen"))
        v[:] = netCDF4.stringtochar(np.array(["abc", "", "abcdef", "x y", "z"], "S6"))
        v = nc.createVariable("latin", "S1", ("y", "strlen"), zlib=True)
        v._Encoding = "latin-1"
        v.set_auto_chartostring(False)
        latin = np.array([t.encode("latin-1") for t in ["é", "", "abcdef", "ñ y", "z"]], "S6")
        v[:] = latin.view("S1").reshape(5, 6)
        v = nc.createVariable("letters", "S1", ("x",))
        v[:] = np.array(list("abcdefg"), "S1")
        v = nc.createVariable("letter", "S1", ())
        v[...] = b"q"
        e = nc.createEnumType(np.int16, "cloud_t", {"Clear": 0, "Cumulus": 2, "Missing": -5})
        v = nc.createVariable("cloud", e, ("y",), fill_value=-5)
        v[1:4] = np.array([0, 2, 2], "i2")
        c = nc.createCompoundType(np.dtype([("r", "f4"), ("i", "f4")]), "complex_t")
        nc.createVariable("complex", c, ("y",))
        w = nc.createVLType(np.int32, "ragged_t")
        nc.createVariable("ragged", w, ("y",))


def dims():
    with netCDF4.Dataset(path("dims.nc"), "w") as nc:
        for name, n in dict(time=None, lat=3, lon=4, member=None, strlen=5, other=2, lonely=9).items():
            nc.createDimension(name, n)
        v = nc.createVariable("temp", "i2", ("time", "lat", "lon"), fill_value=-9)
        v[:4] = numbers("i2", (4, 3, 4))
        v = nc.createVariable("time", "f8", ("time",))
        v[:] = np.arange(6.0)
        v = nc.createVariable("short", "f4", ("time", "lat"))
        v[:2] = numbers("f4", (2, 3))
        v = nc.createVariable("shorter", "i4", ("time", "member"))
        v[:2, :2] = [[1, 2], [3, 4]]
        v = nc.createVariable("never", "i4", ("time", "lat"))
        v = nc.createVariable("lat", "f4", ("lat",))
        v[:] = [1, 2, 3]
        v = nc.createVariable("other", "f4", ("lat", "lon"))  # shares its name with a dimension
        v[:] = numbers("f4", (3, 4))
        v = nc.createVariable("member", "S1", ("member", "strlen"))  # a coordinate of two dimensions
        v[:] = netCDF4.stringtochar(np.array(["r1", "r20", "r300"], "S5"))
        v = nc.createVariable("pair", "i4", ("other", "lat"), fill_value=False)
        v[:] = numbers("i4", (2, 3))
        v = nc.createVariable("square", "i1", ("lat", "lat"))
        v[:] = numbers("i1", (3, 3))
        v = nc.createVariable("holes", "i4", ("lat", "lon"), chunksizes=(1, 2), fill_value=77, zlib=True)
        v[1, 1] = 5
        v = nc.createVariable("untouched", "f8", ("lat", "lon"), contiguous=True, fill_value=1.5)
        a = nc.createGroup("a")
        a.title = "group a"
        a.createDimension("depth", 2)
        a.createDimension("lon", 6)  # hides the root's
        v = a.createVariable("depth", "f4", ("depth",))
        v[:] = [5, 10]
        b = a.createGroup("b")
        v = b.createVariable("salt", "f4", ("time", "depth", "lon"))
        v[:5] = numbers("f4", (5, 2, 6))
        v = b.createVariable("later", "i2", ("time",))  # makes the root's dimension longer
        v[:8] = numbers("i2", (8,))


def many():
    with netCDF4.Dataset(path("many.nc"), "w") as nc:
        nc.createDimension("x", 3)
        for i in range(150):
            v = nc.createVariable(f"v{(i * 37) % 150:03d}" + "_long_name" * (i % 7), "i2", ("x",))
            v[:] = [i, i + 1, i + 2]
            if i % 50 == 0:
                for k in range(30):
                    v.setncattr(f"attribute_{(k * 7) % 30}", k)
        for k in range(200):
            nc.setncattr(f"global_{(k * 7) % 200:03d}", f"value {k} " + "x" * (k % 50) * 20)
        nc.huge = "h" * 150_000
        nc.history = "y" * 70_000


# ---- HDF5 without netCDF -----------------------------------------------------------------------
def plain():
    with h5py.File(path("plain.h5"), "w", userblock_size=1024) as f:
        f["bool"] = np.array([True, False, True])
        f["half"] = np.arange(6, dtype="f2").reshape(2, 3) / 3
        f["bighalf"] = (np.arange(6, dtype=">f2") / 7)
        f["s3"] = np.array([b"a", b"abc", b""], "S3")
        f["vlen"] = np.array(["x", "yy"], object)
        f["phony_a"] = numbers("i4", (3, 4))
        f["phony_b"] = numbers("i4", (4, 3))
        f["phony_c"] = numbers("i4", (3, 3))
        f.create_dataset("growing", data=numbers("i2", (3, 4)), maxshape=(None, 4), chunks=(2, 2))
        f.create_dataset("shuffled3", data=np.array([b"abc", b"def"] * 50, "S3"), chunks=(30,), shuffle=True, compression=4)
        f.create_dataset("lzf", data=numbers("i2", (40, 30)) // 1000, chunks=(16, 16), compression="lzf", shuffle=True)
        f.create_dataset("checked", data=numbers("u8", (33, 3)), chunks=(7, 2), fletcher32=True, shuffle=True, compression=1)
        f.create_dataset("scaled", data=np.arange(100), chunks=(10,), scaleoffset=0)
        plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        plist.set_chunk((2,))
        plist.set_filter(32013, h5py.h5z.FLAG_OPTIONAL, (1, 2))
        h5py.h5d.create(f.id, b"zfp", h5py.h5t.IEEE_F32LE, h5py.h5s.create_simple((4,)), plist)
        f.create_dataset("filled", shape=(5, 5), dtype=">i4", chunks=(2, 2), fillvalue=-3)
        f["filled"][0, 0] = 8
        f.create_dataset("unset", shape=(4,), dtype="f4")
        f["compound"] = np.zeros(2, [("a", "i4"), ("b", "f8")])
        f["array"] = np.zeros(2, np.dtype(("i4", (3,))))
        f["opaque"] = np.zeros(2, "V5")
        f["complex"] = np.zeros(2, "c8")
        f["empty"] = h5py.Empty("f4")
        f["zero"] = np.zeros((0, 3), "i2")
        f.create_dataset("ragged", (2,), dtype=h5py.vlen_dtype("i4"))
        f.create_dataset("reference", (2,), dtype=h5py.ref_dtype)
        f["soft"] = h5py.SoftLink("/phony_a")
        f["dangling"] = h5py.SoftLink("/nowhere")
        f["external"] = h5py.ExternalLink("/etc/passwd", "/data")
        space = h5py.h5s.create_simple((4,))
        plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        plist.set_layout(h5py.h5d.COMPACT)
        d = h5py.h5d.create(f.id, b"compact", h5py.h5t.STD_I16BE, space, plist)
        d.write(h5py.h5s.ALL, h5py.h5s.ALL, np.array([1, -2, 3, -4], "i2"))
        f.create_dataset("outside", (4,), "i4", external=[("/etc/hostname", 0, 16)])
        # One chunk without its deflate (mask bit 1), one without any filter.
        f.create_dataset("masked", shape=(30,), dtype="i4", chunks=(10,), shuffle=True, compression=6)
        f["masked"][:] = np.arange(30)
        raw = np.arange(100, 110, dtype="i4")
        f["masked"].id.write_direct_chunk((10,), raw.tobytes(), filter_mask=3)
        shuffled = np.ascontiguousarray(raw.view("u1").reshape(10, 4).T).tobytes()
        f["masked"].id.write_direct_chunk((20,), shuffled, filter_mask=2)
        f.attrs["flag"] = True
        f.attrs["flags"] = np.array([True, False])
        f.attrs["half"] = np.float16(0.1)
        f.attrs["bytes"] = np.bytes_(b"fixed")
        f.attrs["texts"] = ["p", "q"]
        f.attrs["nothing"] = h5py.Empty("i4")
        f.attrs["u8"] = np.uint64(2**64 - 1)
        f.attrs["grid"] = np.arange(6).reshape(2, 3)
        f.attrs["pair"] = np.zeros((), [("a", "i4")])
        tid = h5py.h5t.C_S1.copy()
        for name, pad, raw in [("nullterm", h5py.h5t.STR_NULLTERM, b"ab\0cd\0"), ("spacepad", h5py.h5t.STR_SPACEPAD, b"ab c  ")]:
            tid.set_size(6)
            tid.set_strpad(pad)
            d = h5py.h5d.create(f.id, name.encode(), tid, h5py.h5s.create_simple((1,)))
            d.write(h5py.h5s.ALL, h5py.h5s.ALL, np.array([raw], "S6"), mtype=tid)
        layout = h5py.VirtualLayout((3,), "i4")
        layout[:] = h5py.VirtualSource("elsewhere.h5", "x", (3,))
        f.create_virtual_dataset("virtual", layout)


def indexes(name, libver):
    """Every chunk index, with and without filters, written in part, growing in any dimension."""
    with h5py.File(path(name), "w", libver=libver) as f:
        for packed in (False, True) if name != "wide.h5" else (True,):
            how = dict(shuffle=True, compression=1) if packed else {}
            p = "packed_" if packed else "plain_"

            def make(name, shape, chunks, maxshape=None, part=None):
                d = f.create_dataset(p + name, shape, "i2", chunks=chunks, maxshape=maxshape, fillvalue=-1, **how)
                if part is None:
                    d[...] = (np.arange(d.size) % 20011).reshape(shape)
                else:
                    for s in part:
                        d[s] = np.arange(d[s].size).reshape(d[s].shape)

            make("single", (5, 6), (5, 6))
            make("fixed", (7, 9), (2, 4))
            make("fixed_smaller", (7, 9), (2, 4), (20, 30))
            make("first", (9, 5), (2, 2), (None, 5))
            make("second", (5, 9), (2, 2), (5, None))
            make("third", (3, 5, 90), (2, 2, 1), (10, 8, None))
            make("both", (9, 11), (2, 2), (None, None))
            make("shrunk", (9, 11), (2, 2), (None, 20))
            f[p + "shrunk"].resize((4, 5))
            make("never", (9, 11), (2, 2), (None, None), [])
            if libver == "earliest":
                make("both_many", (12, 12), (1, 1), (None, None))
                continue
            make("paged_holes", (5000,), (1,), None, [np.s_[7:9], np.s_[4000:4003]])
            make("long_holes", (30000,), (1,), (None,), [np.s_[3:5], np.s_[700:705], np.s_[9000:9003], np.s_[29990:]])
            if packed:
                continue
            make("paged", (1200, 2), (1, 1))
            make("long", (5000,), (1,), (None,))
            make("both_many", (70, 70), (1, 1), (None, None))
        plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        plist.set_chunk((2, 3))
        plist.set_alloc_time(h5py.h5d.ALLOC_TIME_EARLY)
        for name, most in [("implicit", (5, 7)), ("implicit_smaller", (9, 10))]:
            d = h5py.h5d.create(f.id, name.encode(), h5py.h5t.STD_I32LE, h5py.h5s.create_simple((5, 7), most), plist)
            d.write(h5py.h5s.ALL, h5py.h5s.ALL, np.arange(35, dtype="i4").reshape(5, 7))


def registered():
    """Filters that h5py lacks, encoded by numcodecs and written as they are."""
    from numcodecs import LZ4, Blosc, Zstd

    def lz4(data):  # two blocks; numcodecs puts the length before, HDF5 has lengths of its own
        head, size = struct.pack(">QI", len(data), 128), 128
        blocks = [LZ4().encode(data[i:i + size])[4:] for i in range(0, len(data), size)]
        return head + b"".join(struct.pack(">I", len(b)) + b for b in blocks)

    def bitshuffled(data, pack=None):  # elements of 4 bytes, after the shuffle, in blocks of 16
        blocks = []
        for i in range(0, len(data) // 4 // 8 * 8, 16):
            block = np.frombuffer(data[4 * i:4 * min(i + 16, len(data) // 4 // 8 * 8)], "u1").reshape(-1, 4)
            bits = np.unpackbits(block, axis=1, bitorder="little")
            blocks.append(np.packbits(bits.T.copy(), axis=1, bitorder="little").tobytes())
        rest = data[len(data) // 32 * 32:]
        if pack is None:
            return b"".join(blocks) + rest
        packed = [pack(b) for b in blocks]
        return struct.pack(">QI", len(data), 64) + b"".join(struct.pack(">I", len(b)) + b for b in packed) + rest

    values = np.arange(100, dtype="i4") * 3
    records = []
    with h5py.File(path("registered.h5"), "w") as f:
        for name, number, encode, parameters in [
            ("zstd", 32015, Zstd(3).encode, (3,)),
            ("blosc", 32001, Blosc("lz4", shuffle=1).encode, (3,)),
            ("lz4", 32004, lz4, (3,)),
            ("bzip2", 307, bz2.compress, (9,)),
            ("bits", 32008, bitshuffled, (0, 4, 4, 16)),
            ("bits_lz4", 32008, lambda d: bitshuffled(d, lambda b: LZ4().encode(b)[4:]), (0, 4, 4, 16, 2)),
            ("bits_zstd", 32008, lambda d: bitshuffled(d, Zstd(3).encode), (0, 4, 4, 16, 3, 3)),
        ]:
            plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
            plist.set_chunk((50,))
            plist.set_shuffle()
            plist.set_filter(number, h5py.h5z.FLAG_OPTIONAL, parameters)
            space = h5py.h5s.create_simple((100,))
            d = h5py.h5d.create(f.id, name.encode(), h5py.h5t.STD_I32LE, space, plist)
            for k in range(2):
                part = values[50 * k:50 * k + 50].view("u1").reshape(50, 4)
                d.write_direct_chunk((50 * k,), encode(np.ascontiguousarray(part.T).tobytes()), filter_mask=0)
            records.append({"var": name, "type": "int32", "shape": [100], "crc": zlib.crc32(values.tobytes())})
    return records


def lesser():
    """Filters of the library's own that few use, and integers of which not all bits count."""
    h5t, szip = h5py.h5t, h5py.h5z
    smooth = (1000 * np.sin(np.arange(150) / 9) + 1000).reshape(15, 10)
    with h5py.File(path("filters.h5"), "w") as f:

        def make(name, stored, values, setup=None, fill=None):
            plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
            plist.set_chunk((7, 10))
            if fill is not None:
                plist.set_fill_value(np.array(fill, values.dtype))
            if setup:
                setup(plist)
            d = h5py.h5d.create(f.id, name.encode(), stored, h5py.h5s.create_simple(values.shape), plist)
            d.write(h5py.h5s.ALL, h5py.h5s.ALL, np.ascontiguousarray(values))

        kinds = {"i1": "I8LE", "u1": "U8LE", "i2": "I16BE", "u2": "U16LE", "i4": "I32LE", "u4": "U32BE", "i8": "I64BE", "u8": "U64LE"}
        for kind, stored in kinds.items():
            stored = getattr(h5t, "STD_" + stored)
            top = np.iinfo(kind).max
            few = (smooth / 40).astype(kind)
            holes = np.where(few % 5 == 0, top, few)
            for part, x in {"few": few, "noise": numbers(kind, (15, 10)), "same": np.full((15, 10), 7, kind)}.items():
                make(f"offset_{kind}_{part}", stored, x, lambda p: p.set_scaleoffset(szip.SO_INT, 0))
                if kind != "u8":
                    make(f"szip_{kind}_{part}", stored, x, lambda p: p.set_szip(szip.SZIP_NN_OPTION_MASK, 8))
                    make(f"szip_ec_{kind}_{part}", stored, x, lambda p: p.set_szip(szip.SZIP_EC_OPTION_MASK, 32))
            make(f"offset_{kind}_holes", stored, holes, lambda p: p.set_scaleoffset(szip.SO_INT, 0), top)
        for kind, stored in {"f4": h5t.IEEE_F32BE, "f8": h5t.IEEE_F64LE}.items():
            x = (smooth / 7).astype(kind)
            holes = np.where(x % 2 < 1, -9999, x).astype(kind)
            for digits in (0, 2, 6):
                make(f"digits_{kind}_{digits}", stored, x, lambda p: p.set_scaleoffset(szip.SO_FLOAT_DSCALE, digits))
                make(f"digits_{kind}_{digits}_holes", stored, holes, lambda p: p.set_scaleoffset(szip.SO_FLOAT_DSCALE, digits), -9999)
            make(f"szip_{kind}", stored, x, lambda p: p.set_szip(szip.SZIP_NN_OPTION_MASK, 16))
            make(f"nbit_{kind}", stored, x, lambda p: p.set_filter(5, 1))
        for bits, shift in [(12, 0), (12, 3), (9, 2)]:
            for base, kind in [(h5t.STD_I16LE, "i2"), (h5t.STD_I16BE, "i2"), (h5t.STD_U16BE, "u2")]:
                stored = base.copy()
                stored.set_precision(bits)
                stored.set_offset(shift)
                low = -(2 ** (bits - 1)) if kind[0] == "i" else 0
                x = rng.integers(low, low + 2**bits, (15, 10)).astype(kind)
                name = f"bits_{kind}_{base.get_order()}_{bits}_{shift}"
                make("nbit_" + name, stored, x, lambda p: p.set_filter(5, 1), low)
                make(name, stored, x, None, low)


def guarded():
    """A file every byte of which that counts is under a checksum."""
    with h5py.File(path("guarded.h5"), "w", libver=("v110", "v110")) as f:
        for i in range(12):  # dense links
            f.create_dataset(f"v{i:02d}", data=numbers("i4", (6,)), chunks=(3,), fletcher32=True)
        f.create_dataset("grows", data=numbers("i2", (9,)), chunks=(2,), maxshape=(None,), fletcher32=True)
        f.create_dataset("both", data=numbers("i2", (3, 3)), chunks=(2, 2), maxshape=(None, None), fletcher32=True)
        for i in range(12):  # dense attributes
            f["grows"].attrs[f"a{i:02d}"] = i


def slabs():
    """Shuffled chunks larger than what a reader would unshuffle at once, of every width, in both orders of bytes."""
    with h5py.File(path("slabs.h5"), "w", libver=("v110", "v110")) as f:
        for kind in ("<i2", ">i2", "<f4", ">f4", "<f8", ">f8"):
            for name, shape, chunks in (("line", (40_001,), (30_001,)), ("map", (5, 130, 93), (4, 101, 93)),
                                        ("rows", (3, 2, 7, 9_001), (2, 1, 5, 9_001))):
                values = (np.arange(np.prod(shape)) // 5 % 3001 - 1500).astype(kind).reshape(shape)
                f.create_dataset(f"{name}_{kind[1:]}_{'little' if kind[0] == '<' else 'big'}", data=values, chunks=chunks,
                                 shuffle=True, compression="gzip", compression_opts=9)


def phony():
    with h5py.File(path("phony.h5"), "w", track_order=True) as f:
        f["b"] = np.zeros((3, 4), "i4")
        f["a"] = np.zeros((4, 3, 3), "i4")
        f.create_dataset("c", data=np.zeros((3, 4)), maxshape=(None, 4), chunks=(1, 1))
        f.create_dataset("d", data=np.zeros((3, 3)), maxshape=(None, None), chunks=(1, 1))
        f["g/m"] = np.zeros((4, 9))
        f["g/h/n"] = np.zeros((8, 9))


# ---- what others read --------------------------------------------------------------------------
def bits(v):
    return "7ff8000000000000" if v != v else format(struct.unpack(">Q", struct.pack(">d", float(v)))[0], "x")


def attribute(v):
    if isinstance(v, bytes):
        v = v.decode()
    if isinstance(v, str) and len(v) > 2000:
        return ["string", f"crc {zlib.crc32(v.encode())}"]
    if isinstance(v, str):
        return ["string", v]
    a = np.atleast_1d(np.asarray(v))
    if a.dtype.kind in "SUO":
        return ["string"] + [s.decode() if isinstance(s, bytes) else str(s) for s in a.ravel()]
    if a.dtype.kind == "f":
        return [a.dtype.name] + [bits(x) for x in a.ravel()]
    if a.dtype.kind == "b":
        return ["bool"] + [bool(x) for x in a.ravel()]
    return [a.dtype.name] + [int(x) for x in (a.view("i8") if a.dtype == np.uint64 else a).ravel()]


def text_crc(texts):
    c = 0
    for s in texts:
        c = zlib.crc32(s.encode() + b"\0", c)
    return c


def crc(x):
    return zlib.crc32(np.ascontiguousarray(x.astype(x.dtype.newbyteorder("<"))).tobytes())


def by_netcdf(nc):
    yield {"attrs": {k: attribute(nc.getncattr(k)) for k in nc.ncattrs()}}
    for name, v in nc.variables.items():
        attrs = {k: attribute(v.getncattr(k)) for k in v.ncattrs()}
        dims = list(v.dimensions)
        if v.dtype is not str and isinstance(v.datatype, (netCDF4.CompoundType, netCDF4.VLType)):
            yield {"unsupported": name}
            continue
        x = v[...]
        if isinstance(v.datatype, netCDF4.EnumType):
            x = np.asarray(x)
            attrs["flag_values"] = attribute(np.array(list(v.datatype.enum_dict.values()), x.dtype))
            attrs["flag_meanings"] = ["string", " ".join(v.datatype.enum_dict)]
        if name == "shorter":  # netCDF-C 4.10 leaves memory unset when two dimensions are unlimited
            x = np.full((8, 3), netCDF4.default_fillvals["i4"], "i4")
            x[:2, :2] = [[1, 2], [3, 4]]
        kind = np.asarray(x).dtype.name
        if v.dtype is str:
            x = np.asarray(x, object)
            kind, c = "string", text_crc(x.ravel() if x.shape else [x.item()])
        elif np.asarray(x).dtype.kind == "S":
            x = np.asarray(x)
            encoding = attrs.pop("_Encoding", ["", "utf-8"])[1]
            last = dims[-1] if dims else None
            users = [o for o in nc.variables.values() if last in o.dimensions]
            if last and last not in nc.variables and all(o.dtype == "S1" and o.dimensions[-1] == last for o in users):
                x = np.ascontiguousarray(x).view(f"S{x.shape[-1]}")[..., 0]
                dims = dims[:-1]
            kind, c = "string", text_crc(s.decode(encoding) for s in x.ravel())
        else:
            c = crc(np.asarray(x))
        yield {"var": name, "type": kind, "dims": dims, "shape": list(x.shape), "attrs": attrs, "crc": c}


def by_h5py(f):
    def attrs(o):
        return {k: attribute(v) if not isinstance(v, h5py.Empty) else [v.dtype.name]
                for k, v in o.attrs.items() if not (isinstance(v, np.void) or k in ("CLASS", "NAME"))}

    yield {"attrs": attrs(f)}
    for name in f:
        link = f.get(name, getlink=True)
        if isinstance(link, h5py.ExternalLink):
            yield {"unsupported": name}
            continue
        if isinstance(link, h5py.SoftLink) and name == "dangling":
            continue
        d = f[name]
        array = d.shape is not None and d.id.get_type().get_class() == h5py.h5t.ARRAY
        refused = array or d.shape is None or d.is_virtual or d.external or name == "zfp"
        if refused or d.dtype.kind in "Vc" or (d.dtype.kind == "O" and h5py.check_string_dtype(d.dtype) is None):
            yield {"unsupported": name}
            continue
        x = d[...]
        if d.dtype.kind in "SO":
            kind, c = "string", text_crc(s.decode() for s in x.ravel())
        else:
            kind, c = x.dtype.name, crc(x)
        yield {"var": name, "type": kind, "shape": list(x.shape), "attrs": attrs(d), "crc": c}


def twenty():
    """20 variables in large chunks that are all zeros, packed: what is read of it, and what is not."""
    name = path("twenty.nc")
    with netCDF4.Dataset(name, "w") as nc:
        nc.createDimension("time", None)
        for dim, n in (("z", 8), ("y", 256), ("x", 256)):
            nc.createDimension(dim, n)
        time = nc.createVariable("time", "f8", ("time",))
        time.units = "days since 2000-01-01"
        time[:] = [0]
        for v in range(20):
            variable = nc.createVariable(f"v{v}", "f4", ("time", "z", "y", "x"), chunksizes=(1, 4, 256, 256))
            variable.units = "K"
            variable.long_name = f"made up number {v}"
            variable[:] = np.zeros((1, 8, 256, 256), "f4")
    with open(name, "rb") as plain, open(name + ".gz", "wb") as packed:
        packed.write(gzip.compress(plain.read(), 9, mtime=0))
    os.remove(name)


if suffix == "twenty":  # alone: the others need older libraries
    suffix = "new"
    sys.exit(twenty())

with open(os.path.join(here, f"expected-{suffix}.jsonl"), "w") as out:
    def expect(name, group, records):
        stem, ext = os.path.splitext(name)
        for r in records:
            out.write(json.dumps({"file": f"{stem}-{suffix}{ext}", "group": group, **r}) + "\n")

    def read(name, *groups):
        stem, ext = os.path.splitext(name)
        with netCDF4.Dataset(os.path.join(here, f"{stem}-{suffix}{ext}")) as nc:
            nc.set_auto_maskandscale(False)
            nc.set_auto_chartostring(False)
            for g in groups:
                expect(name, g, by_netcdf(nc if g == "/" else nc[g]))

    types()
    read("types.nc", "/")
    dims()
    read("dims.nc", "/", "/a", "/a/b")
    if suffix == "old":
        sys.exit()
    many()
    read("many.nc", "/")
    plain()
    lesser()
    guarded()
    slabs()
    indexes("earliest.h5", "earliest")
    indexes("latest.h5", ("v110", "v110"))
    indexes("wide.h5", ("v200", "v200"))
    for name in ("plain.h5", "filters.h5", "guarded.h5", "slabs.h5", "earliest.h5", "latest.h5", "wide.h5"):
        stem, ext = os.path.splitext(name)
        with h5py.File(os.path.join(here, f"{stem}-{suffix}{ext}")) as f:
            expect(name, "/", by_h5py(f))
    expect("registered.h5", "/", registered())
    phony()
    twenty()
    read("phony.h5", "/", "/g", "/g/h")
