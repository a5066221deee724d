"""What the recipe's target asks of the store: Zarr's versions, chunks, shards, codecs, types and fill values."""

import pathlib

import numpy as np
import xarray as xr
import zarr

from conformance.case import Case, files, single

from readers.again import chunks as chunk_problems

THEME = "Stores: chunks, shards, codecs, types"
TIMES, LAT, LON = 10, 6, 8


def data():
    rng = np.random.default_rng(11)
    shape = (TIMES, LAT, LON)
    sst = rng.normal(15, 5, shape).astype("f4")
    sst[rng.random(shape) < 0.1] = np.nan
    return xr.Dataset(
        {"sst": (("time", "lat", "lon"), sst, {"units": "Celsius"}),
         "wide": (("time", "lat", "lon"), rng.normal(0, 1, shape)),
         "count": (("time", "lat", "lon"), rng.integers(-100, 100, shape).astype("i4")),
         "mask": (("lat", "lon"), rng.integers(0, 2, (LAT, LON)).astype("i1")),
         "height": ((), np.float32(10))},
        {"time": ("time", np.arange(TIMES, dtype="f8"), {"units": "days since 2001-01-01", "calendar": "standard"}),
         "lat": ("lat", np.linspace(-50, 50, LAT)), "lon": ("lon", np.linspace(0, 315, LON, dtype="f4"))})


def make(folder):
    """Two files of unequal lengths, cut where no chunk ends."""
    for name, part in (("a.nc", slice(0, 7)), ("b.nc", slice(7, None))):
        data().isel(time=part).to_netcdf(folder / name, unlimited_dims=["time"],
                                         encoding={name: {"_FillValue": None} for name in data().variables})


def whole(folder):
    with xr.open_dataset(folder / "a.nc") as a, xr.open_dataset(folder / "b.nc") as b:
        return xr.concat([a.load(), b.load()], "time", data_vars="minimal", coords="minimal", compat="override", join="exact")


def arrays(store):
    return {pathlib.Path(array.path).name: array for _, array in zarr.open_group(store, mode="r").arrays()}


def chunks_are(chunks, shards=None, of="sst"):
    def inspect(store):
        found = arrays(store)[of]
        return [f"{of}: {what} {a}, expected {b}" for what, a, b in (
            ("chunks", found.chunks, chunks), ("shards", getattr(found, "shards", None), shards)) if a != b]
    return inspect


def codec_is(**wanted):
    """The compressor as zarr-python reads it; of every variable that is named, or of sst."""
    def inspect(store, names=("sst",)):
        for name in names:
            found = arrays(store)[name].compressors
            config = {} if not found else found[0].to_dict().get("configuration") if hasattr(
                found[0], "to_dict") else found[0].get_config()
            config = {"name": found[0].to_dict()["name"] if found and hasattr(found[0], "to_dict") else config.get(
                "id", "none"), **config}
            yield from (f"{name}: codec {config}, expected {wanted}" for k, v in wanted.items()
                        if getattr(config.get(k), "value", config.get(k)) != v)
    return lambda store: list(inspect(store))


def format_is(number):
    return lambda store: [] if zarr.open_group(store, mode="r").metadata.zarr_format == number else ["another Zarr format"]


def dtypes_are(**wanted):
    return lambda store: [f"{name} is stored as {arrays(store)[name].dtype}, expected {dtype}"
                          for name, dtype in wanted.items() if arrays(store)[name].dtype != np.dtype(dtype)]


def good(name, says, target, inspect=None, expect=whole):
    return Case(name, says, make, files("a.nc", "b.nc"), expect, target=target, inspect=inspect)


def changed(**variables):
    """The data set with some variables changed, by xarray."""
    def expect(folder):
        found = whole(folder)
        return found.assign({name: change(found[name]) for name, change in variables.items()})
    return expect


def swath(folder):
    """Coordinates without index along every dimension, bounds, and data of several sizes."""
    shape = (12, 6, 8)
    days = {"units": "days since 2001-01-01", "calendar": "standard"}
    made = xr.Dataset(
        {"sst": (("time", "y", "x"), np.arange(576, dtype="f4").reshape(shape)), "flag": (("time", "y", "x"), np.ones(shape, "i1")),
         "series": ("time", np.arange(12.0)), "time_bnds": (("time", "nv"), np.arange(24.0).reshape(12, 2))},
        {"time": ("time", np.arange(12), {**days, "bounds": "time_bnds"}), "valid_time": ("time", np.arange(12.0), days),
         "x": ("x", np.arange(8.0)), "lat": (("y", "x"), np.arange(48.0).reshape(6, 8)),
         "cycle": ("time", np.arange(12)), "area": (("time", "y"), np.ones((12, 6)))})
    made.to_netcdf(folder / "a.nc", encoding={n: {"_FillValue": None} for n in made.variables})


def grids():
    """What `data.chunks` asks: one length along a dimension, for all that has no index."""
    for name, target in {
            "automatic": {"chunks": {"auto": 500}}, "named": {"chunks": {"time": 5, "y": 4}},
            "sharded": {"chunks": {"time": 2, "y": 3}, "shards": {"time": 4}}, "of the data": {"encoding": {"sst": {"chunks": {"time": 5}}}},
            "Zarr 2": {"chunks": {"time": 5}, "zarr_format": 2}}.items():
        others = {n: {"chunks": {"time": 5}} for n in ("flag", "series", "time_bnds")} if name == "of the data" else {}
        yield Case(f"chunks of coordinates, {name}", "Coordinates without index are cut as the data are; those of dimensions are one chunk.",
                   swath, single("a.nc"), lambda folder: xr.load_dataset(folder / "a.nc"),
                   target={**target, "encoding": {**target.get("encoding", {}), **others}}, inspect=one_grid)


def one_grid(store):
    with xr.open_dataset(store, engine="zarr") as data:
        lone = [f"{n}: chunks {v.encoding['chunks']}" for n, v in data.variables.items()
                if n in data.dims and v.encoding["chunks"] != v.shape]
        return chunk_problems(data) + lone


def cast(dtype):
    return lambda array: array.astype(dtype)


def bad(name, says, target, *texts, code=2):
    return Case(name, says, make, files("a.nc", "b.nc"), refused=(code, *texts), target=target, oracle="")


def filled(value, dtype):
    """What xarray decodes when the fill value is that."""
    return lambda array: array.where(array != value).astype(dtype)


BLOSC = {"name": "blosc", "cname": "zstd", "clevel": 3, "shuffle": "bitshuffle"}
SHUFFLES = {"noshuffle": 0, "shuffle": 1, "bitshuffle": 2}


def codecs():
    for cname in ("lz4", "lz4hc", "blosclz", "zstd", "zlib"):
        codec = {"name": "blosc", "cname": cname}
        yield good(f"blosc {cname}", f"Blosc with {cname}", {"codec": codec}, codec_is(name="blosc", cname=cname))
        yield good(f"blosc {cname}, Zarr 2", f"Blosc with {cname}, Zarr 2", {"codec": codec, "zarr_format": 2},
                   codec_is(name="blosc", cname=cname))
    for shuffle, number in SHUFFLES.items():
        for level, zarr_format in ((0, 3), (9, 3), (9, 2)):
            yield good(f"blosc {shuffle} {level}, Zarr {zarr_format}",
                       f"Blosc, {shuffle}, level {level}" + ", Zarr 2" * (zarr_format == 2),
                       {"codec": {"name": "blosc", "shuffle": shuffle, "clevel": level}, "zarr_format": zarr_format},
                       codec_is(name="blosc", shuffle=shuffle if zarr_format == 3 else number, clevel=level))
    for name, level in (("zstd", -7), ("zstd", 0), ("zstd", 22), ("gzip", 0), ("gzip", 9)):
        for zarr_format in (3, 2):
            yield good(f"{name} {level}, Zarr {zarr_format}", f"{name}, level {level}" + ", Zarr 2" * (zarr_format == 2),
                       {"codec": {"name": name, "level": level}, "zarr_format": zarr_format},
                       codec_is(name=name, level=level))
    for zarr_format in (3, 2):
        yield good(f"none, Zarr {zarr_format}", "No compression" + ", Zarr 2" * (zarr_format == 2),
                   {"codec": "none", "zarr_format": zarr_format}, codec_is(name="none"))


CASES = [
    good("defaults", "Nothing said: Zarr 3, automatic chunks, Blosc-LZ4", {}, format_is(3)),
    good("Zarr 2", "Zarr 2", {"zarr_format": 2}, format_is(2)),
    good("chunks", "Chunks in elements; -1 and dimensions not named are whole axes", {"chunks": {"time": 4, "lat": -1}},
         chunks_are((4, LAT, LON))),
    good("chunks of all dimensions", "Chunks that cut every dimension, none evenly", {"chunks": {"time": 3, "lat": 4, "lon": 5}},
         chunks_are((3, 4, 5))),
    good("chunks of 1", "Chunks of one element", {"chunks": {"time": 1, "lat": 1, "lon": 1}}, chunks_are((1, 1, 1))),
    good("chunks beyond the axis", "Chunks longer than the axis end with it", {"chunks": {"time": 4000}},
         chunks_are((TIMES, LAT, LON))),
    good("chunks: auto", "Automatic chunks of about 100 MB", {"chunks": "auto"}, chunks_are((TIMES, LAT, LON))),
    good("chunks: {auto: 400 B}", "Automatic chunks of a size: whole maps, as many as fit of the largest variable", {"chunks": {"auto": "400 B"}},
         chunks_are((1, LAT, LON))),
    good("coordinates in one chunk", "Coordinates have one chunk whatever the chunks", {"chunks": {"time": 3, "lat": 2}},
         chunks_are((LAT,), of="lat")),
    good("shards", "Shards of several chunks", {"chunks": {"time": 2, "lat": 3}, "shards": {"time": 4, "lat": 6}},
         chunks_are((2, 3, LON), (4, LAT, LON))),
    good("shards of whole axes", "Shards of whole axes", {"chunks": {"time": 3, "lat": 4}, "shards": {"time": -1}},
         chunks_are((3, 4, LON), (12, 8, LON))),
    good("chunks of one variable", "Chunks of one variable",
         {"chunks": {"time": 5}, "encoding": {"sst": {"chunks": {"lon": 3}}}}, chunks_are((TIMES, LAT, 3))),
    good("codec of one variable", "Codec of one variable", {"encoding": {"sst": {"codec": {"name": "zstd", "level": 2}}}},
         codec_is(name="zstd", level=2)),
    good("shards and codec", "Shards with a codec", {
        "chunks": {"time": 2}, "shards": {"time": 4}, "codec": {"name": "gzip", "level": 1}}, codec_is(name="gzip", level=1)),
    *codecs(),
    good("narrower float", "dtype: a lossy cast of floats", {"encoding": {"wide": {"dtype": "float32"}}},
         dtypes_are(wide="f4"), changed(wide=cast("f4"))),
    good("half precision", "dtype: half precision", {"encoding": {"sst": {"dtype": "float16"}}},
         dtypes_are(sst="f2"), changed(sst=cast("f2"))),
    good("wider float", "dtype: a wider float", {"encoding": {"sst": {"dtype": "float64"}}}, dtypes_are(sst="f8"),
         changed(sst=cast("f8"))),
    good("narrower integer", "dtype: a smaller integer that holds every value", {"encoding": {"count": {"dtype": "int8"}}},
         dtypes_are(count="i1"), changed(count=cast("i1"))),
    good("wider integer", "dtype: a larger integer", {"encoding": {"mask": {"dtype": "uint16"}}}, dtypes_are(mask="u2"),
         changed(mask=cast("u2"))),
    good("integers of floats", "dtype: integers of floats, rounded as by xarray", {"encoding": {"wide": {"dtype": "int8"}}},
         dtypes_are(wide="i1"), changed(wide=lambda array: np.around(array).astype("i1"))),
    good("float of integers", "dtype: a float of integers", {"encoding": {"count": {"dtype": "float64"}}},
         dtypes_are(count="f8"), changed(count=cast("f8"))),
    good("fill value of a float", "fill_value of a float: missing values are stored as it",
         {"encoding": {"sst": {"fill_value": -999}}}),
    good("fill value of an integer", "fill_value of an integer that is no value: xarray reads floats",
         {"encoding": {"count": {"fill_value": -2147483648}}}, expect=changed(count=filled(-2147483648, "f8"))),
    good("fill value and dtype", "fill_value and dtype together", {
        "encoding": {"wide": {"dtype": "float32", "fill_value": 1e20}}}, dtypes_are(wide="f4"), changed(wide=cast("f4"))),
    good("fill value, Zarr 2", "fill_value in Zarr 2", {"zarr_format": 2, "encoding": {"sst": {"fill_value": -999}}}),
    good("mode: create", "A new version", {"mode": "create"}),
    good("chunks: {}", "No dimension named: as `auto`", {"chunks": {}}, chunks_are((TIMES, LAT, LON))),
    *grids(),
    good("mode: append", "The first bake of a recipe that appends creates; its chunks keep their length, to grow",
         {"mode": "append", "chunks": {"time": 4000}}, chunks_are((4000, LAT, LON))),
    bad("shards in Zarr 2", "Shards in Zarr 2", {"zarr_format": 2, "shards": {"time": 4}}, "shards need zarr_format: 3"),
    bad("shards of no whole chunks", "Shards that hold no whole chunks", {"chunks": {"time": 2}, "shards": {"time": 3}},
        "a shard of 3"),
    bad("unknown dimension", "Chunks of a dimension that there is not", {"chunks": {"depth": 2}}, "depth", "lat, lon, time"),
    bad("unknown variable", "An encoding of a variable that there is not", {"encoding": {"salt": {"dtype": "float32"}}},
        "salt"),
    bad("unknown dimension of one variable", "Chunks of one variable along a dimension that there is not",
        {"encoding": {"sst": {"chunks": {"depth": 2}}}}, "depth"),
    bad("unknown codec", "A codec that there is not", {"codec": {"name": "lz77"}}, "lz77", "blosc, zstd, gzip"),
    bad("level out of range", "A level that the codec has not", {"codec": {"name": "gzip", "level": 12}}, "12"),
    bad("option of another codec", "An option of another codec", {"codec": {"name": "zstd", "cname": "lz4"}}, "cname"),
    bad("unknown dtype", "A type that there is not", {"encoding": {"sst": {"dtype": "float128"}}}, "float128"),
    bad("Zarr 4", "A Zarr format that there is not", {"zarr_format": 4}, "zarr_format"),
    bad("chunk of 0", "A chunk of no element", {"chunks": {"time": 0}}, "time"),
    bad("unknown key", "A key that there is not", {"chunk": {"time": 2}}, "chunk"),
    bad("fill value that does not fit", "A fill value that is no value of the type",
        {"encoding": {"count": {"dtype": "int8", "fill_value": 300}}}, "300", "int8"),
    bad("fill value beyond the type of floats", "A fill value that is no finite number of the type",
        {"encoding": {"wide": {"dtype": "float32", "fill_value": 1e50}}}, "'fill_value' of 'wide'", "float32"),
    bad("integers that do not hold the values", "dtype: an integer that does not hold every value",
        {"encoding": {"count": {"dtype": "uint8"}}}, "count", code=3),
    bad("NaN as an integer", "dtype: an integer, where values are missing and there is no fill value",
        {"encoding": {"sst": {"dtype": "int16"}}}, "sst", code=3),
    bad("fill value that is a value", "A fill value that is among the values",
        {"encoding": {"mask": {"fill_value": 1}}}, "mask", code=3),
]
