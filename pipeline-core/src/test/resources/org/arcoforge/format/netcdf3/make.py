"""Writes small netCDF classic files and, as expected.json, what netCDF4 reads from them.

    python3 make.py        (needs netCDF4 with CDF-5; writes beside itself)

Numbers are texts: integers in decimals, floats in hexadecimals, so that nothing is rounded. Characters are joined over
a last dimension of texts and given as bytes in hexadecimals.
"""
import json
import pathlib
import tempfile

import netCDF4
import numpy as np

HERE = pathlib.Path(__file__).parent
FORMATS = {"cdf1": "NETCDF3_CLASSIC", "cdf2": "NETCDF3_64BIT_OFFSET", "cdf5": "NETCDF3_64BIT_DATA"}
CLASSIC = ["i1", "S1", "i2", "i4", "f4", "f8"]
WIDE = ["u1", "u2", "u4", "i8", "u8"]
random = np.random.default_rng(7)


def some(dtype, shape):
    if dtype == "S1":
        return random.integers(32, 127, shape).astype("u1").view("S1")
    if dtype[0] == "f":
        values = random.normal(size=shape).astype(dtype)
        values.flat[:4] = [np.nan, -np.inf, -0.0, np.finfo(dtype).tiny / 2][: values.size]
        return values
    info = np.iinfo(dtype)
    values = random.integers(info.min, info.max, shape, dtype=dtype, endpoint=True)
    values.flat[:2] = [info.min, info.max][: values.size]
    return values


def attributes(to, types):
    for t in types:
        if t == "S1":
            to.setncattr("att_text", "gr\u00fcn and 5 \u00b5m")
            to.setncattr("att_empty", "")
        else:
            to.setncattr("att_" + t, some(t, (3,)))
            to.setncattr("one_" + t, some(t, (1,))[0])


def types(name, form, kinds, unlimited):
    with netCDF4.Dataset(HERE / name, "w", format=form) as nc:
        nc.set_fill_off()
        nc.createDimension("time", None if unlimited else 4)
        nc.createDimension("y", 3)
        nc.createDimension("x", 5)
        attributes(nc, kinds)
        for t in kinds:
            for dims in [(), ("x",), ("y", "x"), ("time",), ("time", "x"), ("time", "y", "x")]:
                v = nc.createVariable("_".join(["v", t, *dims]), t, dims)
                attributes(v, kinds[:2])
                shape = [4 if d == "time" else len(nc.dimensions[d]) for d in dims]
                v[...] = some(t, shape)


def single(name, form, dtype, shape):
    """One record variable: its records are not padded."""
    with netCDF4.Dataset(HERE / name, "w", format=form) as nc:
        nc.createDimension("time", None)
        dims = ["time"] + [f"d{i}" for i in range(len(shape))]
        for d, n in zip(dims[1:], shape):
            nc.createDimension(d, n)
        nc.createVariable("before", "i1", ("d0",) if shape else ())[...] = 7
        nc.createVariable("v", dtype, dims)[:] = some(dtype, (5, *shape))


def texts(name):
    with netCDF4.Dataset(HERE / name, "w", format="NETCDF3_CLASSIC") as nc:
        nc.createDimension("n", None)
        nc.createDimension("strlen", 6)
        nc.createDimension("two", 2)
        v = nc.createVariable("station", "S1", ("n", "strlen"))
        rows = [b"abc\0\0\0", b"\0\0\0\0\0\0", b"a b   ", "\u00e4\u00f6\u00fc".encode(), b"a\0b\0\0\0"]
        v[:] = np.array([[row[i : i + 1] for i in range(6)] for row in rows], dtype="S1")
        v = nc.createVariable("latin", "S1", ("two", "strlen"))
        v.setncattr("_Encoding", "iso-8859-1")
        v[:] = np.array([[row[i : i + 1] for i in range(6)] for row in (b"\xe4\xf6\xfcxyz", b"x\0\0\0\0\0")], dtype="S1")
        nc.createVariable("name", "S1", ("strlen",))[:] = np.array(list("Zurich"), dtype="S1")
        nc.createVariable("one", "S1", ())[...] = b"Q"
        nc.createVariable("flag", "S1", ("n",))[:] = np.array(list("NYNNY"), dtype="S1")


def zero(name):
    with netCDF4.Dataset(HERE / name, "w", format="NETCDF3_CLASSIC") as nc:
        nc.createDimension("time", None)
        nc.createDimension("x", 3)
        nc.createVariable("time", "f8", ("time",)).units = "days since 2000-01-01"
        nc.createVariable("v", "i2", ("time", "x"))
        nc.createVariable("x", "i2", ("x",))[:] = [3, 4, 5]


def large(name, form):
    """The header of a sparse file with a variable of 4.8 GB a record, three records."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / name
        with netCDF4.Dataset(path, "w", format=form) as nc:
            nc.set_fill_off()
            nc.createDimension("time", None)
            nc.createDimension("y", 30000)
            nc.createDimension("x", 40000)
            nc.createVariable("first", "i2", ("time",))[:] = [1, 2, 3]
            nc.createVariable("v", "i4", ("time", "y", "x"))[2, -1, -1] = 1
        with open(path, "rb") as f:
            (HERE / name).write_bytes(f.read(512))
        print(name, path.stat().st_size)


def text(value):
    if isinstance(value, bytes):
        return value.hex()
    return str(int(value)) if np.issubdtype(type(value), np.integer) else float(value).hex()


def attribute(value):
    if isinstance(value, str):
        return {"type": "string", "values": [value]}
    array = np.atleast_1d(value)
    return {"type": str(array.dtype), "values": [text(x) for x in array]}


def joins(nc, variable):
    """Characters make texts over a last dimension that nothing else has, as xarray does."""
    last = variable.dimensions[-1:]
    users = [v for v in nc.variables.values() if last and last[0] in v.dimensions]
    return bool(last) and last[0] not in nc.variables and all(v.dtype == "S1" and v.dimensions.index(last[0]) == v.ndim - 1 for v in users)


def dump(path):
    with netCDF4.Dataset(path) as nc:
        nc.set_auto_mask(False)
        nc.set_auto_scale(False)
        nc.set_auto_chartostring(False)
        out = {"attributes": {k: attribute(nc.getncattr(k)) for k in nc.ncattrs()}, "variables": {}}
        for name, v in nc.variables.items():
            values = np.asarray(v[...])
            dims, shape, dtype = list(v.dimensions), list(values.shape), str(values.dtype)
            if v.dtype == "S1":
                dtype = "string"
                if joins(nc, v):
                    rows = values.reshape(-1, shape[-1]) if values.size else []
                    dims, shape = dims[:-1], shape[:-1]
                    flat = [b"".join(c or b"\0" for c in row.tolist()) for row in rows]
                else:
                    flat = [bytes(c).rstrip(b"\0") for c in values.ravel()]
            else:
                flat = values.ravel()
            out["variables"][name] = {
                "type": dtype, "dims": dims, "shape": shape,
                "attributes": {k: attribute(v.getncattr(k)) for k in v.ncattrs()},
                "values": [text(x) for x in flat],
            }
        return out


for key, form in FORMATS.items():
    kinds = CLASSIC + (WIDE if key == "cdf5" else [])
    types(f"types_{key}.nc", form, kinds, unlimited=True)
    types(f"fixed_{key}.nc", form, kinds, unlimited=False)
    single(f"single_i1_{key}.nc", form, "i1", (3,))
    single(f"single_i2_{key}.nc", form, "i2", ())
    single(f"single_f8_{key}.nc", form, "f8", (2, 3))
large("large_cdf2.head", FORMATS["cdf2"])
large("large_cdf5.head", FORMATS["cdf5"])
texts("texts.nc")
zero("zero_records.nc")
netCDF4.Dataset(HERE / "nothing.nc", "w", format="NETCDF3_CLASSIC").close()
expected = {p.name: dump(p) for p in sorted(HERE.glob("*.nc")) if not p.name.startswith("streamed_")}
for name in ("types_cdf1.nc", "types_cdf5.nc", "single_i1_cdf1.nc"):  # the number of records is not known
    data = bytearray((HERE / name).read_bytes())
    data[4 : 12 if data[3] == 5 else 8] = b"\xff" * (8 if data[3] == 5 else 4)
    (HERE / ("streamed_" + name)).write_bytes(data)
    expected["streamed_" + name] = expected[name]
with open(HERE / "expected.json", "w") as f:
    json.dump(expected, f, indent=0, sort_keys=False)
    f.write("\n")
