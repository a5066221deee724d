"""Zarr stores as sources, formats 2 and 3: what xarray sees in the store must be what it sees in the result."""

import contextlib
import json
import shutil

import numcodecs.zarr3 as numcodecs3
import numpy as np
import xarray as xr
import zarr
from numcodecs import LZ4, LZMA, BZ2, Blosc, Delta, FixedScaleOffset, GZip, PackBits, Quantize, Shuffle, Zlib, Zstd

from conformance.case import Case, along, single
from conformance.web import Web

THEME = "Zarr stores"


def data(start=0, steps=6):
    rng = np.random.default_rng(start)
    ds = xr.Dataset(
        {
            "t2m": (("time", "lat", "lon"), rng.normal(size=(steps, 5, 7)).astype("f4"), {"units": "K"}),
            "packed": (("time", "lat", "lon"), rng.integers(-90, 90, (steps, 5, 7)) / 4.0),
            "count": (("time",), np.arange(steps, dtype="i8") + start),
            "flag": (("lat",), np.array([True, False, True, True, False])),
            "depth": ((), np.float64(2.5)),
        },
        {
            "time": ("time", xr.date_range("2001-01-01", periods=start + steps, freq="D")[start:]),
            "lat": ("lat", np.linspace(-10, 10, 5)),
            "lon": ("lon", np.arange(7, dtype="f4"), {"units": "degrees_east"}),
        },
        {"title": "sample", "levels": [1, 2, 3]},
    )
    ds["t2m"][0, 0, 0] = np.nan
    ds["packed"][0, 0, 1] = np.nan
    return ds


PACKED = {"dtype": "i2", "scale_factor": 0.25, "add_offset": 1.0, "_FillValue": -999}


def xarray(name="a.zarr", start=0, steps=6, **keys):
    """Written by xarray; time with a fixed epoch."""

    def make(folder):
        encoding = {"packed": dict(PACKED), "time": {"units": "days since 2001-01-01"}}
        for variable, more in keys.get("encoding", {}).items():
            encoding.setdefault(variable, {}).update(more)
        rest = {k: v for k, v in keys.items() if k != "encoding"}
        data(start, steps).to_zarr(folder / name, encoding=encoding, **rest)

    return make


def seen(*names, **keys):
    def expect(folder, url=""):
        parts = [xr.open_zarr(folder / n, chunks=None, **keys).load() for n in names]
        return parts[0] if len(parts) == 1 else xr.concat(parts, "time", data_vars="minimal")

    return expect


def arrays(format, *makers, consolidate=True):
    """A store whose arrays zarr-python makes, each by a function of the group."""

    def make(folder):
        group = zarr.open_group(folder / "a.zarr", mode="w", zarr_format=format, attributes={"title": "raw"})
        for maker in makers:
            maker(group)
        if consolidate:
            zarr.consolidate_metadata(str(folder / "a.zarr"))

    return make


def array(name, values, dims=("y", "x"), **keys):
    values = np.asarray(values)

    def maker(group):
        names = {"dimension_names": dims} if group.metadata.zarr_format == 3 else {"attributes": {"_ARRAY_DIMENSIONS": dims}}
        if dims is None:
            names = {}
        keys.setdefault("chunks", tuple(max(1, (n + 1) // 2) for n in values.shape) or ())
        a = group.create_array(name, shape=values.shape, dtype=keys.pop("dtype", values.dtype), **names, **keys)
        a[...] = values

    return maker


GRID = np.arange(35, dtype="i4").reshape(5, 7)
REAL = np.random.default_rng(1).normal(size=(5, 7))


def changed(make, change):
    def made(folder):
        make(folder)
        change(folder / "a.zarr")

    return made


def edit(path, change):
    document = json.loads(path.read_text())
    change(document)
    path.write_text(json.dumps(document))


def v2(maker_or_values, name="a", **keys):
    return arrays(2, array(name, maker_or_values, **keys))


def v3(maker_or_values, name="a", **keys):
    return arrays(3, array(name, maker_or_values, **keys))


A = single("a.zarr")
DROP = ("a.zarr", "variable 'a'", "transforms: [{drop: [a]}]")


def groups(format):
    def make(folder):
        data().to_zarr(folder / "a.zarr", zarr_format=format, encoding={"packed": dict(PACKED)})
        data(3, 2).assign_attrs(title="inner").to_zarr(folder / "a.zarr", group="deep/inner", zarr_format=format, mode="a")
        zarr.consolidate_metadata(str(folder / "a.zarr"))

    return make


def nczarr(folder):
    import netCDF4

    with netCDF4.Dataset(f"file://{folder}/a.zarr#mode=nczarr,file", "w") as nc:
        nc.createDimension("y", 5)
        nc.createDimension("x", 7)
        v = nc.createVariable("a", "f4", ("y", "x"), fill_value=np.float32(-1))
        v.units = "m"
        v[:] = REAL
        nc.title = "made by libnetcdf"


def hole(folder):
    shutil.rmtree(folder / "t2m" / "c" / "1", ignore_errors=True)
    for chunk in folder.glob("t2m/1.*"):
        chunk.unlink()


def truncated(folder):
    chunk = next(p for p in folder.glob("t2m/c/0/0/*"))
    chunk.write_bytes(chunk.read_bytes()[:40])


SHARDS = {"t2m": {"chunks": (1, 5, 7), "shards": (3, 5, 7)}, "count": {"chunks": (2,), "shards": (6,)}}
SMALL = {"t2m": {"chunks": (2, 3, 4)}}


def codecs(format, *named):
    """One array a codec: name, keyword arguments."""
    return arrays(format, *[array(name, values, **keys) for name, values, keys in named])


def filters(*list):
    return {"filters": [*list], "compressors": Zlib(1)}


CASES = [
    Case("v3", "What xarray writes in format 3.", xarray(encoding=SMALL), A, seen("a.zarr")),
    Case("v2", "What xarray writes in format 2; fill values mask, as xarray has it.", xarray(zarr_format=2, encoding=SMALL),
         A, seen("a.zarr")),
    Case("rechunked", "An existing store in other chunks, sharded.", xarray(encoding=SMALL), A, seen("a.zarr"),
         target={"chunks": {"time": 3, "lat": 5, "lon": 2}, "shards": {"time": 6, "lon": 8}}),
    Case("several stores", "A glob of stores, joined along time.",
         lambda d: [xarray("a1.zarr", 0, 4)(d), xarray("a2.zarr", 4, 3)(d)], {"glob": "*.zarr", "dims": along("time")},
         seen("a1.zarr", "a2.zarr")),
    Case("shards", "Sharded arrays of format 3.", xarray(encoding=SHARDS), A, seen("a.zarr")),
    Case("not consolidated v3", "A folder without consolidated metadata.", xarray(consolidated=False), A,
         seen("a.zarr", consolidated=False)),
    Case("not consolidated v2", "The same in format 2.", xarray(consolidated=False, zarr_format=2), A,
         seen("a.zarr", consolidated=False)),
    Case("missing chunks v3", "Chunks that are not there have the fill value.",
         changed(xarray(encoding=SMALL), hole), A, seen("a.zarr")),
    Case("missing chunks v2", "The same in format 2, where it masks.",
         changed(xarray(zarr_format=2, encoding=SMALL), hole), A, seen("a.zarr")),
    Case("other name", "A folder of any name that holds a store is one.", xarray("archive"), single("archive"), seen("archive")),
    Case("format zarr", "`format: zarr`.", xarray(), single("a.zarr", format="zarr"), seen("a.zarr")),
    Case("group v3", "`group:` picks a group.", groups(3), single("a.zarr", group="deep/inner"),
         seen("a.zarr", group="deep/inner")),
    Case("group v2", "The same in format 2.", groups(2), single("a.zarr", group="/deep/inner"),
         seen("a.zarr", group="deep/inner")),
    Case("root of groups", "Without `group:` the root is read.", groups(3), A, seen("a.zarr")),
    Case("no such group", "A group that is not there is refused; the message lists those there are.", groups(3),
         single("a.zarr", group="deep/other"), refused=(3, "a.zarr", "group: deep/other", "deep/inner")),
    Case("big-endian v2", "Big-endian numbers and texts.",
         arrays(2, array("a", GRID.astype(">i2")), array("b", REAL.astype(">f8")),
                array("c", np.array(["x", "äö"], ">U3"), dims=("n",))), A, seen("a.zarr")),
    Case("big-endian v3", "The `bytes` codec with `endian: big`.",
         v3(GRID.astype("i2"), serializer=zarr.codecs.BytesCodec(endian="big")), A, seen("a.zarr")),
    Case("F order", "Chunks in Fortran order.",
         arrays(2, array("a", GRID, order="F"), array("b", np.arange(24.0).reshape(2, 3, 4), dims=("p", "q", "r"), order="F")),
         A, seen("a.zarr")),
    Case("transpose", "The `transpose` codec of format 3.",
         v3(np.arange(24.0).reshape(2, 3, 4), dims=("p", "q", "r"), filters=[zarr.codecs.TransposeCodec(order=(2, 0, 1))]), A,
         seen("a.zarr")),
    Case("compressors v2", "Blosc, Zstandard, gzip, zlib, LZ4, bzip2, LZMA, none.",
         codecs(2, *[(f"c{i}", GRID + i, {"compressors": c, "dims": ("y", "x")}) for i, c in enumerate(
             [Blosc("lz4"), Blosc("zstd", shuffle=Blosc.BITSHUFFLE), Zstd(3), GZip(1), Zlib(9), LZ4(1), BZ2(1), LZMA(preset=1), None])]),
         A, seen("a.zarr")),
    Case("compressors v3", "Blosc, Zstandard, gzip, none, with checksums.",
         codecs(3, *[(f"c{i}", GRID + i, {"compressors": c, "dims": ("y", "x")}) for i, c in enumerate(
             [zarr.codecs.BloscCodec(cname="zstd"), zarr.codecs.ZstdCodec(level=1, checksum=True), zarr.codecs.GzipCodec(level=1),
              [zarr.codecs.GzipCodec(), zarr.codecs.Crc32cCodec()], None])]), A, seen("a.zarr")),
    Case("filters v2", "Delta, fixed scale and offset, shuffle, quantize, packed bits.",
         arrays(2, array("delta", GRID.cumsum().reshape(5, 7).astype("i4"), **filters(Delta("<i4"))),
                array("deltaf", REAL.astype("f4"), **filters(Delta("<f4"))),
                array("scaled", np.round(REAL, 2), **filters(FixedScaleOffset(offset=1.5, scale=100, dtype="<f8", astype="<i2"))),
                array("shuffled", GRID, **filters(Shuffle(4))),
                array("quantized", REAL, **filters(Quantize(3, "<f8"))),
                array("bits", GRID % 3 == 0, fill_value=None, **filters(PackBits()))), A, seen("a.zarr")),
    Case("texts v2", "Fixed and variable length texts of format 2.",
         arrays(2, array("u", np.array(["a", "", "süd"], "U4"), dims=("n",), fill_value=None),
                array("o", np.array(["a", "", "süd"], object), dims=("n",), dtype=str, fill_value=None)), A, seen("a.zarr")),
    Case("texts v3", "Texts of format 3.",
         arrays(3, array("s", np.array(["a", "", "süd"], np.dtypes.StringDType()), dims=("n",), dtype=str),
                array("u", np.array(["a", "", "süd"], "U4"), dims=("n",))), A, seen("a.zarr")),
    Case("bytes", "Fixed-length bytes become texts, as characters of netCDF do.",
         arrays(3, array("s", np.array([b"ab", b"c"], "S3"), dims=("n",))), A,
         lambda d: xr.Dataset({"s": ("n", ["ab", "c"])}, attrs={"title": "raw"})),
    Case("truth values v2", "Truth values stay what they are, though zarr-python gave them a fill value that xarray masks.",
         v2(np.array([True, False, False, True]), dims=("n",), fill_value=False), A,
         lambda d: xr.Dataset({"a": ("n", np.array([True, False, False, True]))}, attrs={"title": "raw"}), oracle="zarr-python"),
    Case("single characters", "Arrays of single bytes are refused.", v2(np.array([b"a", b"b"], "S1"), dims=("n",), fill_value=None),
         A, refused=(3, *DROP, "single characters")),
    Case("masked texts", "A fill value of texts that is not empty is refused.",
         v2(np.array(["a", "x"], "U4"), dims=("n",), fill_value="x"), A, refused=(3, *DROP, "'x' stands for missing")),
    Case("numcodecs in v3", "The codecs that zarr-python takes from numcodecs.",
         arrays(3, array("z", GRID, compressors=numcodecs3.Zlib(level=1)), array("l", GRID, compressors=numcodecs3.LZ4()),
                array("d", GRID, filters=[numcodecs3.Delta(dtype="<i4")]),
                array("s", GRID, compressors=[numcodecs3.Shuffle(elementsize=4), numcodecs3.BZ2()]),
                array("f", np.round(REAL, 2),
                      filters=[numcodecs3.FixedScaleOffset(offset=1.5, scale=100, dtype="<f8", astype="<i2")])),
         A, seen("a.zarr")),
    Case("texts of xarray", "What xarray writes of texts, in both formats.",
         lambda d: [xr.Dataset({f"t{f}": ("n", np.array(["a", "süd", ""], object))}).to_zarr(d / f"{f}.zarr", zarr_format=f)
                    for f in (2, 3)],
         {"files": ["2.zarr", "3.zarr"], "dims": [{"merge": "variable", "keys": ["t2", "t3"]}]},
         lambda d: xr.merge([seen("2.zarr")(d), seen("3.zarr")(d)])),
    Case("attributes", "Lists of one value become the value, objects JSON texts, as netCDF has no others.",
         lambda d: xr.Dataset({"t": (("n",), np.zeros(3), {"one": [5], "several": [1, 2], "o": {"a": 1}})}).to_zarr(d / "a.zarr"), A,
         lambda d: xr.Dataset({"t": (("n",), np.zeros(3), {"one": 5, "several": [1, 2], "o": '{"a": 1}'})})),
    Case("empty", "Arrays without elements.", lambda d: xr.Dataset({"t": (("n", "m"), np.zeros((0, 3)))}).to_zarr(d / "a.zarr"), A,
         seen("a.zarr")),
    Case("durations", "Times with fractions and NaT, durations, as xarray encodes them.",
         lambda d: xr.Dataset({"t": (("n",), np.array(["2001-01-01T00:00:01.5", "NaT"], "M8[ns]")),
                               "d": (("n",), np.array([1, 3], "m8[s]"))}).to_zarr(d / "a.zarr"), A, seen("a.zarr")),
    Case("numbers v2", "All number types of format 2, with and without a fill value.",
         arrays(2, *[array(t, np.array([0, 1, 2, 3]).astype(t), dims=("n",), fill_value=f) for t, f in
                     [("i1", 0), ("i2", 1), ("i4", None), ("i8", -1), ("u1", 255), ("u2", None), ("u4", 3), ("u8", 2**64 - 1),
                      ("f2", "NaN"), ("f4", np.inf), ("f8", None)]]), A, seen("a.zarr")),
    Case("numbers v3", "All number types of format 3; the fill value alone masks nothing.",
         arrays(3, *[array(t, np.array([0, 1, 2, 3]).astype(t), dims=("n",)) for t in
                     ["bool", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8"]]), A, seen("a.zarr")),
    Case("made by libnetcdf", "NCZarr: dimensions by its own attributes, which are not shown.", nczarr, A,
         seen("a.zarr", consolidated=False)),
    Case("web server", "Stores on web servers need consolidated metadata.", xarray(encoding=SHARDS),
         {"url": "$SERVER/a.zarr", "dims": []}, seen("a.zarr"), serve=Web),
    Case("web server v2", "The same in format 2; chunks that are not there (404) have the fill value.",
         changed(xarray(zarr_format=2, encoding=SMALL), hole), {"url": "$SERVER/a.zarr", "dims": []}, seen("a.zarr"), serve=Web),
    Case("web server, not consolidated", "Else refused, saying what to do.", xarray(consolidated=False),
         {"url": "$SERVER/a.zarr", "dims": []}, refused=(3, "$SERVER/a.zarr", "consolidate_metadata"), serve=Web),
    Case("no store", "A folder that is not there is a missing file.", lambda d: None, A,
         refused=(3, "a.zarr", "no Zarr store", "zarr.json")),
    Case("damaged chunk", "A chunk that is cut off is named.", changed(xarray(encoding=SMALL), truncated), A,
         refused=(3, "a.zarr/t2m/c/0/0/", "t2m")),
    Case("no dimension names v3", "An array without dimension names is refused, as by xarray.", v3(GRID, dims=None), A,
         refused=(3, *DROP, "dimension_names")),
    Case("no dimension names v2", "The same in format 2.", v2(GRID, dims=None), A, refused=(3, *DROP, "_ARRAY_DIMENSIONS")),
    Case("native times v2", "datetime64 stored as such is refused.", v2(np.array(["2001-01-01"], "M8[ns]"), dims=("n",)), A,
         refused=(3, *DROP, "M8")),
    Case("native times v3", "The same in format 3.", v3(np.array(["2001-01-01"], "M8[ns]"), dims=("n",)), A,
         refused=(3, *DROP, "numpy.datetime64")),
    Case("complex", "Complex numbers are refused.", v3(np.array([1j]), dims=("n",)), A, refused=(3, *DROP, "complex128")),
    Case("structured", "Structured types are refused.", v2(np.zeros(2, [("p", "i4"), ("q", "f4")]), dims=("n",)), A,
         refused=(3, *DROP, "dtype")),
    Case("unreadable dropped", "What cannot be read may be left out.",
         arrays(3, array("a", np.array([1j]), dims=("n",)), array("b", GRID)), A,
         lambda d: seen("a.zarr")(d).drop_vars("a"), transforms=[{"drop": ["a"]}]),
    Case("unknown codec", "A codec that is not known is refused by its name.",
         changed(v3(GRID), lambda p: [edit(p / f, lambda j: swap(j)) for f in ("zarr.json", "a/zarr.json")]), A,
         refused=(3, *DROP, "my.codec")),
]


def swap(json):
    metadata = json.get("consolidated_metadata", {}).get("metadata", {}).get("a", json)
    metadata["codecs"] = [{"name": "bytes", "configuration": {"endian": "little"}}, {"name": "my.codec"}]
