"""HDF5 as a store of chunks: layouts, chunk indexes, fill values, filters, versions of the format, damage."""

import bz2
import struct

import h5py
import numcodecs
import numpy as np
import xarray as xr

from conformance.case import Case, single

THEME = "HDF5: layouts and filters"
FILE = single("a.h5")
VALUES = (np.arange(12 * 10).reshape(12, 10) * 7 % 301).astype("i4")


def make(fill, **options):
    """A file that `fill` writes by h5py."""
    def write(folder):
        with h5py.File(folder / "a.h5", "w", **options) as f:
            fill(f)
    return write


def netcdf(folder):
    return xr.open_dataset(folder / "a.h5", engine="netcdf4").load()


def array(values, name="v", **coords):
    """Values on the dimensions that netCDF makes up, in the order of their first use."""
    lengths = {}
    dims = []
    for n in values.shape:
        free = [d for d, m in lengths.items() if m == n and d not in dims]
        dims.append(free[0] if free else f"phony_dim_{len(lengths)}")
        lengths[dims[-1]] = n
    return lambda folder: xr.Dataset({name: (dims, values)}, coords=coords)


def dataset(values=VALUES, **options):
    return make(lambda f: f.create_dataset("v", data=values, **options))


def low_level(values, setup, chunk=(5, 4), stored=None, fill=None, write=True, **options):
    """A data set made with properties that h5py's short form does not have."""
    def fill_file(f):
        plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        if chunk:
            plist.set_chunk(chunk)
        if fill is not None:
            plist.set_fill_value(np.array(fill, values.dtype))
        setup(plist)
        kind = stored or h5py.h5t.py_create(values.dtype)
        d = h5py.h5d.create(f.id, b"v", kind, h5py.h5s.create_simple(values.shape), plist)
        if write:
            d.write(h5py.h5s.ALL, h5py.h5s.ALL, np.ascontiguousarray(values))
    return make(fill_file, **options)


def encoded(values, number, encode, parameters=(), chunk=60):
    """Chunks of one dimension, encoded by another library and stored as they are."""
    def fill(f):
        plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        plist.set_chunk((chunk,))
        plist.set_filter(number, h5py.h5z.FLAG_OPTIONAL, parameters)
        kind = h5py.h5t.py_create(values.dtype)
        d = h5py.h5d.create(f.id, b"v", kind, h5py.h5s.create_simple(values.shape), plist)
        for k in range(0, len(values), chunk):
            d.write_direct_chunk((k,), encode(values[k:k + chunk].tobytes()), filter_mask=0)
    return make(fill)


def lz4(data, size=128):
    blocks = [numcodecs.LZ4().encode(data[i:i + size])[4:] for i in range(0, len(data), size)]
    return struct.pack(">QI", len(data), size) + b"".join(struct.pack(">I", len(b)) + b for b in blocks)


def bitshuffle(data):
    bits = np.unpackbits(np.frombuffer(data[:len(data) // 32 * 32], "u1").reshape(-1, 4), axis=1, bitorder="little")
    return np.packbits(bits.T.copy(), axis=1, bitorder="little").tobytes() + data[len(data) // 32 * 32:]


def masks(f):
    d = f.create_dataset("v", (30,), "i4", chunks=(10,), shuffle=True, compression=6)
    d[:] = np.arange(30)
    raw = np.arange(100, 110, dtype="i4")
    d.id.write_direct_chunk((10,), raw.tobytes(), filter_mask=3)
    d.id.write_direct_chunk((20,), np.ascontiguousarray(raw.view("u1").reshape(10, 4).T).tobytes(), filter_mask=2)


def indexes(f):
    for name, shape, most in [("a_single", (5, 4), None), ("b_fixed", (12, 10), None), ("c_grow", (12, 10), (None, 10)),
                              ("d_grow2", (12, 10), (12, None)), ("e_both", (12, 10), (None, None)), ("f_paged", (1200, 2), None)]:
        for how in ({}, {"compression": 1, "shuffle": True}):
            chunk = (1, 1) if name == "f_paged" else (5, 4)
            d = f.create_dataset(f"{name}_{len(how)}", shape, "i2", chunks=chunk, maxshape=most, fillvalue=-5, **how)
            d[: shape[0] // 2] = np.arange(shape[0] // 2 * shape[1]).reshape(-1, shape[1])


ONE = np.full((12, 10), -77, "i4")
ONE[0, 0] = 1


def never(f):
    d = f.create_dataset("v", (12, 10), "i4", chunks=(5, 4), fillvalue=-77)
    d[0, 0] = 1


def untouched(layout):
    def setup(p):
        if layout == "compact":
            p.set_layout(h5py.h5d.COMPACT)
        elif layout == "contiguous":
            p.set_layout(h5py.h5d.CONTIGUOUS)
        p.set_fill_time(h5py.h5d.FILL_TIME_IFSET)
    return low_level(VALUES, setup, (5, 4) if layout == "chunked" else None, fill=42, write=False)


def bomb(f):
    import zlib
    d = f.create_dataset("v", (10,), "i4", chunks=(10,), compression=6)
    d.id.write_direct_chunk((0,), zlib.compress(bytes(50_000_000), 9))


def edit(fill, change, **options):
    def write(folder):
        make(fill, **options)(folder)
        path = folder / "a.h5"
        path.write_bytes(change(bytearray(path.read_bytes())))
    return write


def checked(f):
    f.create_dataset("v", data=VALUES, chunks=(12, 10), fletcher32=True)


def flip_values(data):
    data[data.find(VALUES.tobytes()) + 44] ^= 1
    return data


def unclosed(data):
    data[11] |= 1
    data[44:48] = struct.pack("<I", lookup3(bytes(data[:44])))
    return data


def lookup3(data):
    """Bob Jenkins' hash, by which HDF5 checks its structure."""
    mask = 0xFFFFFFFF
    rot = lambda x, k: ((x << k) | (x >> (32 - k))) & mask  # noqa: E731
    a = b = c = (0xDEADBEEF + len(data)) & mask
    while len(data) > 12:
        a, b, c = [(x + y) & mask for x, y in zip((a, b, c), struct.unpack("<III", data[:12]))]
        for k, (i, j, l) in zip((4, 6, 8, 16, 19, 4), ((0, 2, 1), (1, 0, 2), (2, 1, 0)) * 2):
            v = [a, b, c]
            v[i] = ((v[i] - v[j]) & mask) ^ rot(v[j], k)
            v[j] = (v[j] + v[l]) & mask
            a, b, c = v
        data = data[12:]
    data = data.ljust(12, b"\0")
    a, b, c = [(x + y) & mask for x, y in zip((a, b, c), struct.unpack("<III", data))]
    for i, j, k in ((2, 1, 14), (0, 2, 11), (1, 0, 25), (2, 1, 16), (0, 2, 4), (1, 0, 14), (2, 1, 24)):
        v = [a, b, c]
        v[i] = ((v[i] ^ v[j]) - rot(v[j], k)) & mask
        a, b, c = v
    return c


def refused_filter(name, number):
    """A filter that we lack is named, with the line to write."""
    values = np.arange(120, dtype="i4")
    return Case(f"{name} filter", f"Refused; leave the variable out with `drop`, or repack the file without {name}.",
                encoded(values, number, lambda data: data), FILE,
                refused=(3, "a.h5", "variable 'v'", name, str(number), "`transforms: [{drop: [v]}]`"), oracle="h5py")


INTEGERS = np.random.default_rng(4).integers(-500, 500, 120).astype("i4")
OFFSET = h5py.h5z.SO_INT
DIGITS = h5py.h5z.SO_FLOAT_DSCALE
FLOATS = (np.sin(np.arange(120.0)) * 40 + 280).reshape(12, 10)


def rounded(folder):
    with h5py.File(folder / "a.h5") as f:
        return array(f["v"][...])(folder)


def split(kind, base, bits, shift):
    stored = base.copy()
    stored.set_precision(bits)
    stored.set_offset(shift)
    return low_level((VALUES - 100).astype(kind), lambda p: p.set_filter(5, 1), stored=stored)


def beside(f):
    f.create_dataset("kept", data=VALUES)
    f["v"] = np.zeros(2, [("a", "i4"), ("b", "f8")])


def virtual(f):
    layout = h5py.VirtualLayout((3,), "i4")
    layout[:] = h5py.VirtualSource("elsewhere.h5", "x", (3,))
    f.create_virtual_dataset("v", layout)


def filtered(name, number, encode, parameters=()):
    return Case(f"{name} filter", f"Chunks encoded by {name} (HDF5 filter {number}).", encoded(INTEGERS, number, encode, parameters),
                FILE, array(INTEGERS), oracle="numcodecs")


CASES = [
    Case("contiguous", "Values in one run, in the order of the machine or not.",
         make(lambda f: (f.create_dataset("v", data=VALUES), f.create_dataset("w", data=VALUES.astype(">i4")))), FILE, netcdf, oracle="netCDF4"),
    Case("compact", "Values within the header.", low_level(VALUES, lambda p: p.set_layout(h5py.h5d.COMPACT), None), FILE, netcdf, oracle="netCDF4"),
    Case("chunk indexes, old format", "B-trees of version 1, with chunks that were never written.", make(indexes, libver="earliest"), FILE, netcdf, oracle="netCDF4"),
    Case("chunk indexes, HDF5 1.10", "Single chunk, fixed (paged too) and extensible arrays, B-trees of version 2.", make(indexes, libver=("v110", "v110")), FILE, netcdf, oracle="netCDF4"),
    Case("chunk indexes, latest", "The same with the latest format of the installed HDF5.", make(indexes, libver="latest"), FILE, netcdf, oracle="netCDF4"),
    Case("implicit index", "Chunks allocated at once, without an index.",
         low_level(VALUES, lambda p: p.set_alloc_time(h5py.h5d.ALLOC_TIME_EARLY), libver=("v110", "v110")), FILE, netcdf, oracle="netCDF4"),
    Case("user block", "HDF5 that begins after 512 bytes of something else.",
         make(lambda f: f.create_dataset("v", data=VALUES, chunks=(5, 4)), userblock_size=512), FILE, netcdf, oracle="netCDF4"),
    Case("never-written chunks", "They hold the data set's fill value.", make(never), FILE, array(ONE), oracle="h5py"),
    Case("never-written, fill time ifset", "A chunked data set without any chunk.", untouched("chunked"), FILE, array(np.full((12, 10), 42, "i4")), oracle="h5py"),
    Case("never-written, contiguous", "A contiguous data set that has no place in the file.", untouched("contiguous"), FILE, array(np.full((12, 10), 42, "i4")), oracle="h5py"),
    Case("chunks without some filters", "Each chunk says which filters were left out for it.", make(masks), FILE,
         array(np.r_[np.arange(10), np.arange(100, 110), np.arange(100, 110)].astype("i4")), oracle="h5py"),
    Case("deflate and shuffle", "The usual pair.", dataset(chunks=(5, 4), compression=4, shuffle=True), FILE, netcdf, oracle="netCDF4"),
    Case("fletcher32", "Checksums of chunks are checked.", dataset(chunks=(5, 4), fletcher32=True), FILE, netcdf, oracle="netCDF4"),
    Case("fletcher32 differs", "A chunk whose checksum differs is named with variable and place.", edit(checked, flip_values), FILE,
         refused=(3, "a.h5", "variable 'v'", "chunk [0, 0]", "Fletcher-32"), oracle="h5py"),
    Case("lzf", "h5py's own filter.", dataset(chunks=(5, 4), compression="lzf", shuffle=True), FILE, array(VALUES), oracle="h5py"),
    Case("szip", "Predicted samples (NN).", low_level(VALUES, lambda p: p.set_szip(h5py.h5z.SZIP_NN_OPTION_MASK, 8)), FILE, netcdf, oracle="netCDF4"),
    Case("szip of 16 bits", "Samples of their own width, not predicted (EC).",
         low_level(VALUES.astype(">i2"), lambda p: p.set_szip(h5py.h5z.SZIP_EC_OPTION_MASK, 16), stored=h5py.h5t.STD_I16BE), FILE, netcdf, oracle="netCDF4"),
    Case("n-bit", "Only the bits that count, with their sign.", split("i2", h5py.h5t.STD_I16BE, 12, 3), FILE, array((VALUES - 100).astype("i2")), oracle="h5py"),
    Case("scale-offset of integers", "Distances to the smallest value; the fill value survives.",
         low_level(np.where(VALUES % 3 == 0, 9999, VALUES).astype("i4"), lambda p: p.set_scaleoffset(OFFSET, 0), fill=9999), FILE,
         array(np.where(VALUES % 3 == 0, 9999, VALUES).astype("i4")), oracle="h5py"),
    Case("scale-offset of floats", "Decimal digits, bit for bit what HDF5 makes of them.",
         low_level(FLOATS.astype("f4"), lambda p: p.set_scaleoffset(DIGITS, 2)), FILE, rounded, oracle="h5py"),
    filtered("zstd", 32015, numcodecs.Zstd(3).encode),
    filtered("blosc", 32001, numcodecs.Blosc("zstd", shuffle=2).encode),
    filtered("lz4", 32004, lz4),
    filtered("bzip2", 307, bz2.compress, (9,)),
    filtered("bitshuffle", 32008, bitshuffle, (0, 4, 4, 4096)),
    refused_filter("blosc2", 32026),
    refused_filter("zfp", 32013),
    refused_filter("sz3", 32024),
    Case("dropped", "A variable that cannot be read hinders nothing once it is dropped.", make(beside), FILE,
         array(VALUES, "kept"), transforms=[{"drop": ["v"]}], oracle="h5py"),
    Case("kept", "Nor if others are kept.", make(beside), FILE, array(VALUES, "kept"), transforms=[{"keep": ["kept"]}], oracle="h5py"),
    Case("not dropped", "It is never left out in silence.", make(beside), FILE,
         refused=(3, "a.h5", "variable 'v'", "compound", "`transforms: [{drop: [v]}]`"), oracle="h5py"),
    Case("deflate bomb", "A chunk that would grow beyond its size is damaged.", make(bomb), FILE,
         refused=(3, "a.h5", "variable 'v'", "chunk [0]", "more than 40 bytes"), oracle="h5py"),
    Case("cut off", "A file that is shorter than it says.", edit(checked, lambda d: d[:len(d) - 500]), FILE, refused=(3, "a.h5", "cut off"), oracle="h5py"),
    Case("never closed", "A file whose writer died is not read.", edit(checked, unclosed, libver="latest"), FILE,
         refused=(3, "a.h5", "has not closed it", "h5clear"), oracle="h5py"),
    Case("virtual data set", "Refused: its values are in other files.", make(virtual), FILE,
         refused=(3, "a.h5", "variable 'v'", "other files", "`transforms: [{drop: [v]}]`"), oracle="h5py"),
    Case("external values", "Refused: the file points to bytes elsewhere.",
         make(lambda f: f.create_dataset("v", (4,), "i4", external=[("/etc/hostname", 0, 16)])), FILE,
         refused=(3, "a.h5", "variable 'v'", "other files", "`transforms: [{drop: [v]}]`"), oracle="h5py"),
]
