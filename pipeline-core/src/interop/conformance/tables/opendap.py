"""OPeNDAP servers as sources: what xarray sees through libnetcdf's own DAP client is what must come of it.

Every case serves its files with dap_server.py; the runner opens `case.serve(folder)` and puts its URL for $SERVER.
"""

import numpy as np
import xarray as xr

from conformance import dap_server as dap
from conformance.case import Case

THEME = "OPeNDAP"


def sample(folder, name="a.nc", start=0, steps=4):
    """Time, latitude and longitude; packed, float, unpacked and text variables."""
    rng = np.random.default_rng(start)
    ds = xr.Dataset(
        {
            "sst": (("time", "lat", "lon"), rng.normal(size=(steps, 3, 5)).astype("f4"), {"units": "K"}),
            "packed": (("time", "lat", "lon"), rng.integers(-90, 90, (steps, 3, 5)) / 4.0),
            "count": (("time",), np.arange(steps, dtype="i4") + start),
            "station": (("lat",), np.array(["north", "", "süd"], object)),
            "depth": ((), np.float64(0.25)),
        },
        {
            "time": ("time", np.arange(start, start + steps, dtype="f8"), {"units": "days since 2001-01-01"}),
            "lat": ("lat", np.array([-10, 0, 10], "f4"), {"units": "degrees_north"}),
            "lon": ("lon", np.arange(5, dtype="f8"), {"units": "degrees_east"}),
        },
        {"title": "sample", "version": 3},
    )
    ds["sst"][0, 0, 0] = np.nan
    ds["packed"][0, 0, 1] = np.nan
    packed = {"dtype": "i2", "scale_factor": 0.25, "add_offset": 1.0, "_FillValue": np.int16(-999)}
    ds.to_netcdf(folder / name, format="NETCDF3_CLASSIC", encoding={"packed": packed, "sst": {"_FillValue": np.float32(-9)}})


def two(folder):
    sample(folder, "a.nc", 0, 4)
    sample(folder, "b.nc", 4, 3)


def serve(grids=True, fault=None):
    def server(folder):
        datasets = {f.name: dap.from_netcdf(str(f), grids) for f in sorted(folder.glob("*.nc"))}
        return dap.Server(datasets, fault() if fault else None)

    return server


def seen(*names):
    """What xarray sees through libnetcdf; texts as texts."""

    def expect(folder, url):
        parts = [texts(xr.open_dataset(f"{url}/{n}").load()) for n in names]
        return parts[0] if len(parts) == 1 else xr.concat(parts, "time", data_vars="minimal")

    return expect


def texts(ds):
    for name, v in ds.variables.items():
        if v.dtype.kind == "S":
            ds[name] = (v.dims, np.char.decode(v.values, "utf-8"), v.attrs)
    return ds


def one(name="a.nc", **more):
    return {"url": f"$SERVER/{name}", "dims": [], "format": "opendap", **more}


def memory(members, attributes):
    """A server of a data set that no file holds."""
    return lambda folder: dap.Server({"a.nc": dap.Dataset("a.nc", members, attributes)})


def nothing(folder):
    pass


LAT = ("lat",)
TYPES = [
    dap.Array("lat", np.array([1.0, 2.0, 3.0]), LAT),
    dap.Array("i16", np.array([1, -4, 32767], "i2"), LAT),
    dap.Array("u16", np.array([1, 40000, 65535], "u2"), LAT),
    dap.Array("i32", np.array([1, -4, 2**31 - 1], "i4"), LAT),
    dap.Array("u32", np.array([1, 4000000000, 2**32 - 1], "u4"), LAT),
    dap.Array("f32", np.array([1.5, np.nan, np.inf], "f4"), LAT),
    dap.Array("f64", np.array([1e300, -0.0, 5e-324]), LAT),
    dap.Array("byte", np.array([0, 200, 255], "u1"), LAT),
    dap.Array("signed", np.array([0, 200, 255], "u1"), LAT),
    dap.Array("negative", np.array([129, 200, 1], "u1"), LAT),
    dap.Array("scalar16", np.int16(-7)),
    dap.Array("scalar8", np.uint8(200)),
    dap.Array("scalar64", np.float64(0.1)),
]
TYPE_ATTRIBUTES = {
    "signed": {"_Unsigned": ("String", ["false"])},
    "negative": {"valid_min": ("Byte", [-127])},
}


def types(folder, url):
    data = {a.name: (LAT if a.dims else (), a.data) for a in TYPES}
    for name in ("signed", "negative"):
        data[name] = (LAT, data[name][1].view("i1"), {"valid_min": np.int8(-127)} if name == "negative" else {})
    return xr.Dataset(data).set_coords("lat")


STRUCTURE = [
    dap.Group(
        "Structure",
        "st",
        [
            dap.Array("a", np.arange(3, dtype="i4"), LAT),
            dap.Array("c", np.float32(2)),
            dap.Group("Structure", "in", [dap.Array("d", np.arange(3.0), LAT)]),
        ],
    ),
    dap.Array("plain", np.arange(4, dtype="i4").reshape(2, 2), (None, None)),
]
STRUCTURE_ATTRIBUTES = {"st": {"note": ("String", ["outer"]), "a": {"units": ("String", ["kg"])}}}

SEQUENCE = [dap.Array("x", np.arange(3.0), ("x",)), dap.Group("Sequence", "seq", [dap.Array("v", np.float64(1))])]

ATTRIBUTES = {
    "x": {
        "several": ("String", ["a", "b"]),
        "quotes": ("String", ['say "hi" \\ there']),
        "one": ("Float32", [0.1]),
        "many": ("Int16", [1, -2, 3]),
        "url": ("Url", ["http://example.org/?a=b"]),
        "nest": {"p": ("Int32", [1]), "q": {"r": ("String", ["deep"])}},
        "_FillValue": ("Float64", [-999.0]),
    },
    "NC_GLOBAL": {"title": ("String", ["T"]), "sub": {"k": ("Int32", [7])}},
    "HDF_GLOBAL": {"g": ("Int32", [1])},
    "stray": {"z": ("Int32", [5])},
    "DODS_EXTRA": {"Unlimited_Dimension": ("String", ["x"])},
}
ATTRIBUTED = [dap.Array("x", np.array([1, -999, 3], "f4"), ("i",))]


def without_extra(folder, url):
    ds = xr.open_dataset(f"{url}/a.nc").load()
    del ds.attrs["DODS_EXTRA.Unlimited_Dimension"]  # machinery of the protocol, which libnetcdf shows
    return ds


def busy():
    """Twice 503, once a body that is cut off, then all well; so for every document."""

    def fault(path, count):
        if count in (1, 2):
            return ("status", 503, {"Retry-After": "0"})
        return ("cut", 12) if count == 3 else None

    return fault


def always(action, ending):
    return lambda: lambda path, count: action if path.endswith(ending) else None


CASES = [
    Case("grids", "Arrays with coordinates come as Grids: the array under the grid's name, maps as coordinates.",
         sample, one(), seen("a.nc"), oracle="libnetcdf", serve=serve()),
    Case("arrays", "The same served as plain arrays.", sample, one(), seen("a.nc"), oracle="libnetcdf", serve=serve(False)),
    Case("several data sets", "URLs of a server are joined along a dimension, in requests of several rows.", two,
         {"files": ["$SERVER/a.nc", "$SERVER/b.nc"], "dims": [{"concat": "time"}], "format": "opendap"},
         seen("a.nc", "b.nc"), oracle="libnetcdf", serve=serve(), target={"chunks": {"time": 2}}),
    Case("dods scheme", "`dods://` and `dap://` are http, and need no `format: opendap`.", sample,
         {"url": "$DODS/a.nc", "dims": []}, seen("a.nc"), oracle="libnetcdf", serve=serve()),
    Case("projection", "A URL may name the wanted variables: `?time,lat,lon,sst`.", sample,
         one("a.nc?time,lat,lon,sst"), lambda d, u: xr.open_dataset(f"{u}/a.nc?time,lat,lon,sst").load(),
         oracle="libnetcdf", serve=serve()),
    Case("types", "All atomic types; unsigned ones stay unsigned. Byte is unsigned unless the server says `_Unsigned:"
         " false` or writes negative attributes.", nothing, one(), types, oracle="DAP 2.0",
         serve=memory(TYPES, TYPE_ATTRIBUTES)),
    Case("structures", "Members of structures are `structure.member`; dimensions without a name `variable_0`.", nothing,
         one(), lambda d, u: xr.open_dataset(f"{u}/a.nc").load(), oracle="libnetcdf",
         serve=memory(STRUCTURE, STRUCTURE_ATTRIBUTES)),
    Case("attributes", "Typed attributes; global containers; nested ones under their whole path; fill values in the"
         " variable's type.", nothing, one(), without_extra, oracle="libnetcdf",
         serve=memory(ATTRIBUTED, ATTRIBUTES)),
    Case("long texts", "Texts have their whole length (libnetcdf cuts them after 64 bytes).", nothing, one(),
         lambda d, u: xr.Dataset({"t": (("i",), np.array(["x" * 100, "", "ü"], object))}), oracle="DAP 2.0",
         serve=memory([dap.Array("t", np.array(["x" * 100, "", "ü"], object), ("i",))], {})),
    Case("busy server", "Busy answers (503 with Retry-After) and cut-off bodies are asked for again.", sample, one(),
         seen("a.nc"), oracle="libnetcdf", serve=serve(fault=busy)),
    Case("sequence", "Sequences have no shape: refused with the line that leaves them out.", nothing, one(),
         refused=(3, "'seq' is a sequence", "transforms: [{drop: [seq]}]"), serve=memory(SEQUENCE, {})),
    Case("sequence dropped", "The rest is read when the recipe leaves a sequence out.", nothing, one(),
         lambda d, u: xr.Dataset(coords={"x": np.arange(3.0)}), oracle="DAP 2.0", serve=memory(SEQUENCE, {}),
         transforms=[{"drop": ["seq"]}]),
    Case("error document", "An error of the protocol is the message.", sample, one(),
         refused=(3, "$SERVER/a.nc", "code 500", "disk on fire"),
         serve=serve(fault=always(("error", 500, "disk on fire"), ".dods"))),
    Case("no such data set", "A data set that is not there is a missing file.", sample, one("other.nc"),
         refused=(3, "$SERVER/other.nc", "404", "no such data set: other.nc"), serve=serve()),
    Case("cut off for good", "A body that always ends too early fails, saying how much came.", sample, one("a.nc?depth"),
         refused=(3, "$SERVER/a.nc", "gave up after"), serve=serve(fault=always(("cut", 3), ".dods"))),
    Case("hyperslab in the URL", "A constraint may only name variables.", sample, one("a.nc?sst[0:1:1]"),
         refused=(3, "$SERVER/a.nc", "may only name variables"), serve=serve()),
    Case("group", "DAP 2 has no groups.", sample, one(group="/x"), refused=(3, "have no groups"), serve=serve()),
    Case("a plain file", "A file that a server serves as it is, is no OPeNDAP.", sample, one("a.nc.das#"),
         refused=(3, "$SERVER/a.nc.das"), serve=serve()),
]
