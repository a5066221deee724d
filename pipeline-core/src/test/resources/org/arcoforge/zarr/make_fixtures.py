"""Writes stores with zarr-python and xarray that our reader must read: zarr-python2.zip or zarr-python3.zip here.

Run with both: python3 (zarr-python 2.13) and a Python that has zarr-python 3.4.
In each zip: folders with stores, and expected/<store>/<array>.bin (little-endian) or .json (texts).
"""
import io
import json
import pathlib
import warnings
import zipfile

import numcodecs
import numpy as np
import xarray as xr
import zarr

warnings.simplefilter("ignore")
MAJOR = int(zarr.__version__.split(".")[0])
files = {}


class Hierarchy:
    """A store in memory whose objects end up in the zip."""

    def __init__(self, name):
        self.name, self.data = name, {}
        self.store = self.data if MAJOR == 2 else zarr.storage.MemoryStore(self.data)

    def expect(self, array, values):
        values = np.asarray(values)
        path = f"expected/{self.name}/{array}"
        if values.dtype.kind in "OUST":
            files[path + ".json"] = json.dumps([str(v) for v in values.ravel()]).encode()
        else:
            files[path + ".bin"] = np.ascontiguousarray(values.astype(values.dtype.newbyteorder("<"))).tobytes()

    def save(self):
        for key, value in self.data.items():
            files[f"{self.name}/{key}"] = bytes(value) if MAJOR == 2 else value.to_bytes()


def plain_v2():
    h = Hierarchy("plain2")
    group = zarr.group(store=h.store) if MAJOR == 2 else zarr.create_group(h.store, zarr_format=2)

    def add(name, values, **options):
        if MAJOR == 3 and options.pop("separator", ".") == "/":
            options["chunk_key_encoding"] = {"name": "v2", "separator": "/"}
        elif MAJOR == 2 and options.pop("separator", ".") == "/":
            options["dimension_separator"] = "/"
        options.setdefault("chunks", tuple(max(1, (n + 1) // 2) for n in values.shape))
        compressor = options.pop("compressor", numcodecs.Blosc("lz4", 5, 1))
        if MAJOR == 3:
            options["compressors"] = compressor
        else:
            options["compressor"] = compressor
        make = group.create_dataset if MAJOR == 2 else group.create_array
        array = make(name, shape=values.shape, dtype=options.pop("dtype", values.dtype), **options)
        array[...] = values
        h.expect(name, array[...])

    ramp = np.arange(35).reshape(5, 7)
    for code in ["<i2", ">i2", ">f4", ">f8", "<u8", ">u4", "|b1", "|i1", "<f2"]:
        add("dtype_" + code[1:] + ("_big" if code[0] == ">" else ""), (ramp % 120).astype(code))
    for cname in ["blosclz", "lz4", "lz4hc", "zlib", "zstd"]:
        for shuffle in [-1, 0, 1, 2]:
            add(f"blosc_{cname}_{shuffle + 1}", ramp.astype("<i4"), compressor=numcodecs.Blosc(cname, 3, shuffle))
    add("zlib_shuffle", ramp.astype("<f8"), compressor=numcodecs.Zlib(4), filters=[numcodecs.Shuffle(8)])
    add("gzip", ramp.astype("<f8"), compressor=numcodecs.GZip(4))
    add("zstd", ramp.astype("<f8"), compressor=numcodecs.Zstd(4))
    add("none", ramp.astype("<f8"), compressor=None, separator="/")
    add("scalar", np.array(7.5))
    add("unicode", np.array(["a", "Grüße", "海"], dtype="<U5"))
    add("ascii", np.array([b"a", b"bcd", b""], dtype="|S4"))
    if MAJOR == 2:
        texts = np.array(["a", "Grüße", ""], dtype=object)
        add("texts", texts, dtype=object, object_codec=numcodecs.VLenUTF8(), fill_value="")
    sparse = np.full((6, 6), -5, "<i4")
    sparse[1, 1] = 3
    if MAJOR == 2:
        add("sparse", sparse, fill_value=-5, write_empty_chunks=False, chunks=(2, 2))
    else:
        add("sparse", sparse, fill_value=-5, chunks=(2, 2))
    inner = group.create_group("inner")
    make = inner.create_dataset if MAJOR == 2 else inner.create_array
    make("deep", shape=(3,), chunks=(2,), dtype="<i2")[...] = [1, 2, 3]
    h.expect("inner/deep", np.array([1, 2, 3], "<i2"))
    h.save()


def dataset():
    return xr.Dataset(
        {
            "t": (
                ("time", "x"),
                np.where(np.arange(24) % 5 == 0, np.nan, np.arange(24) * 0.5).reshape(4, 6).astype("f4"),
                {"units": "K", "valid_range": [0.0, 12.5], "flag_values": np.array([1, 2], "i1")},
            ),
            "packed": (("time", "x"), np.arange(24.0).reshape(4, 6)),
            "name": ("x", np.array(["a", "Grüße", "", "b", "c", "d"], dtype=object)),
            "crs": ((), np.int32(4326), {"grid_mapping_name": "latitude_longitude"}),
        },
        coords={"time": ("time", np.arange(4), {"units": "days since 2000-01-01"})},
        attrs={"title": "Fixture", "n": 3, "bad": float("nan"), "history": ["one", "two"]},
    )


def xarray_store(fmt, consolidated):
    h = Hierarchy(f"xarray{fmt}" + ("" if consolidated else "_plain"))
    encoding = {
        "packed": {"dtype": "i2", "scale_factor": 0.5, "add_offset": 1.0, "_FillValue": -1},
        "t": {"chunks": (2, 4), "_FillValue": np.float32(np.nan)},
    }
    options = {} if MAJOR == 2 else {"zarr_format": fmt}
    dataset().to_zarr(h.store, consolidated=consolidated, encoding=encoding, **options)
    group = zarr.open_group(h.store, mode="r")
    for name in ["t", "packed", "name", "crs", "time"]:
        h.expect(name, group[name][...])
    h.save()


def plain_v3():
    from zarr.codecs import BloscCodec, BytesCodec, Crc32cCodec, GzipCodec, ShardingCodec, ZstdCodec

    h = Hierarchy("plain3")
    group = zarr.create_group(h.store, zarr_format=3, attributes={"nested": {"a": [1, None]}})
    ramp = np.arange(35).reshape(5, 7)

    def add(name, values, **options):
        options.setdefault("chunks", tuple(max(1, (n + 1) // 2) for n in values.shape))
        array = group.create_array(name, shape=values.shape, dtype=options.pop("dtype", values.dtype), **options)
        array[...] = values
        h.expect(name, array[...])

    for code in ["i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", "?"]:
        dtype = np.dtype(code)
        add("dtype_" + dtype.name, (ramp % 120).astype(dtype), dimension_names=("y", "x"))
        add("sharded_" + dtype.name, (ramp % 120).astype(dtype), chunks=(2, 2), shards=(4, 4), dimension_names=("y", None))
    add("big", ramp.astype("f4"), serializer=BytesCodec(endian="big"))
    add("gzip", ramp.astype("f4"), compressors=GzipCodec(level=3))
    add("zstd", ramp.astype("f4"), compressors=ZstdCodec(level=3, checksum=True))
    add("none", ramp.astype("f4"), compressors=None)
    add("bitshuffle", ramp.astype("f4"), compressors=BloscCodec(typesize=4, cname="zstd", shuffle="bitshuffle"))
    add("checked", ramp.astype("f4"), compressors=[ZstdCodec(), Crc32cCodec()])
    add("dots", ramp.astype("f4"), chunk_key_encoding={"name": "default", "separator": "."})
    add("oldkeys", ramp.astype("f4"), chunk_key_encoding={"name": "v2", "separator": "."})
    add("oldkeys_scalar", np.array(3, "i4"), chunk_key_encoding={"name": "v2", "separator": "."})
    add("scalar", np.array(7.5))
    add("texts", np.array(["a", "Grüße", ""], dtype=object), dtype=str)
    add("texts_sharded", np.array(["a", "Grüße", "", "", "z"], dtype=object), dtype=str, chunks=(2,), shards=(4,))
    add("unicode", np.array(["a", "Grüße", "海"], dtype="<U5"))
    add("ascii", np.array([b"a", b"bcd", b""], dtype="|S4"))
    add(
        "index_at_start", ramp.astype("i4"), chunks=(4, 4),
        serializer=ShardingCodec(
            chunk_shape=(2, 2), codecs=[BytesCodec(endian="big")],
            index_codecs=[BytesCodec()], index_location="start",
        ),
        compressors=None,
    )
    sparse = np.full((8, 8), np.inf, "f8")
    sparse[1, 1] = 3
    add("sparse", sparse, fill_value=np.inf, chunks=(2, 2), shards=(4, 4))
    deep = group.create_group("inner").create_array("deep", shape=(3,), chunks=(2,), dtype="i2")
    deep[...] = [1, 2, 3]
    h.expect("inner/deep", np.array([1, 2, 3], "i2"))
    h.save()


plain_v2()
xarray_store(2, True)
xarray_store(2, False)
if MAJOR == 3:
    plain_v3()
    xarray_store(3, True)
    xarray_store(3, False)

target = pathlib.Path(__file__).with_name(f"zarr-python{MAJOR}.zip")
buffer = io.BytesIO()
with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
    for key in sorted(files):
        archive.writestr(zipfile.ZipInfo(key, (2026, 1, 1, 0, 0, 0)), files[key], zipfile.ZIP_DEFLATED)
target.write_bytes(buffer.getvalue())
print(target, len(buffer.getvalue()), "bytes,", len(files), "files, zarr", zarr.__version__, "xarray", xr.__version__)
