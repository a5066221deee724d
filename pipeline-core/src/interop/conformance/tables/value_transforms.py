"""Transforms of values; NumPy's arithmetic on what xarray reads from the source files says what is right."""

import os

import netCDF4
import numpy as np
import xarray as xr

from conformance.case import Case, files
from conformance.tables.transforms import grid, made, one, opened, refusal, write

THEME = "Transforms: values"


def packed(folder, scale=float):
    """Packed, masked, unsigned and plain variables of one shape."""
    with netCDF4.Dataset(os.path.join(folder, "a.nc"), "w") as nc:
        nc.createDimension("y", 3)
        nc.createDimension("x", 5)
        numbers = np.arange(15).reshape(3, 5)
        pack = nc.createVariable("t", "i2", ("y", "x"), fill_value=-32768)
        pack.setncatts({"scale_factor": scale(0.01), "add_offset": scale(273.15), "units": "K"})
        pack.set_auto_maskandscale(False)
        pack[:] = np.where(numbers % 4 == 0, -32768, numbers * 37 - 200)
        f = nc.createVariable("f", "f4", ("y", "x"), fill_value=np.float32(1e20))
        f.set_auto_maskandscale(False)
        f[:] = np.where(numbers % 5 == 1, np.float32(1e20), numbers * np.float32(1.1) - 3)
        f.units = "Pa"
        d = nc.createVariable("d", "f8", ("y", "x"))
        d[:] = numbers / 7
        d.units = "1"
        i = nc.createVariable("i", "i4", ("y", "x"))
        i[:] = numbers * 100000
        q = nc.createVariable("q", "u1", ("y", "x"))
        q[:] = numbers
        m = nc.createVariable("m", "i2", ("y",), fill_value=-1)
        m[:] = [0, 1, 2]


def p(name, says, transforms, expect, **keys):
    return one(name, says, transforms, expect, make=packed, **keys)


def refused(name, says, transforms, *texts):
    return refusal(name, says, transforms, *texts, make=packed)


def units(ds, name, function, to):
    """As float64, rounded once to the type that xarray decodes to."""
    v = ds[name]
    dtype = v.dtype if v.dtype.kind == "f" else np.dtype("f8")
    out = v.copy(data=function(v.values.astype("f8")).astype(dtype))
    out.attrs = {**v.attrs, "units": to}
    return ds.assign({name: (v.dims, out.values, out.attrs)})


def with_level(folder):
    ds = xr.Dataset({"v": ("p", np.arange(3.0)), "p_bnds": (("p", "nv"), np.array([[1050, 950], [950, 800], [800, 0.0]]) * 100)},
                    {"p": ("p", np.array([1000, 850, 500.0]) * 100, {"units": "Pa", "bounds": "p_bnds"})})
    ds.to_netcdf(os.path.join(folder, "a.nc"), encoding={n: {"_FillValue": None} for n in ds.variables})


def level(ds):
    out = units(ds, "p", lambda x: x / 100, "hPa")
    return out.assign(p_bnds=(ds.p_bnds.dims, ds.p_bnds.values / 100))


def sentinels(folder):
    ds = xr.Dataset({
        "f": ("x", np.array([1, -999, 3, 1e20, -999.1], "f4")),
        "i": ("x", np.array([1, -999, 3, -888, 5], "i4")),
        "k": ("x", np.array([1, -999, 3, -888, 5], "i8")),
    })
    ds.to_netcdf(os.path.join(folder, "a.nc"), encoding={n: {"_FillValue": None} for n in ds.variables})


def without(ds):
    return ds.assign(
        f=ds.f.where((ds.f != -999) & (ds.f != np.float32(1e20))),
        i=ds.i.where((ds.i != -999) & (ds.i != -888)).astype("f8"),
        k=ds.k.where(ds.k != -999),
    )


def kelvin_and_celsius(folder):
    ds = grid().drop_vars(["lon_bnds", "land", "level"])
    del ds.lon.attrs["bounds"]
    write(ds, folder, "a.nc")
    later = ds.assign_coords(time=ds.time + np.timedelta64(3, "D"))
    write(later, folder, "b.nc")


CASES = [
    p("cast of doubles", "Rounded to nearest.", [{"cast": {"d": "float32"}}], lambda ds: ds.assign(d=ds.d.astype("f4"))),
    p("cast of packed numbers", "What is packed is unpacked before.", [{"cast": {"t": "float64"}}],
      lambda ds: ds.assign(t=ds.t.astype("f8"))),
    p("cast to half precision", "All float types.", [{"cast": {"f": "float16", "d": "float16"}}],
      lambda ds: ds.assign(f=ds.f.astype("f2"), d=ds.d.astype("f2"))),
    p("cast to integers", "Floats are rounded to the nearest integer.", [{"cast": {"d": "int16"}}],
      lambda ds: ds.assign(d=np.rint(ds.d).astype("i2"))),
    p("cast to wider integers", "Integers stay exact.", [{"cast": {"q": "int64", "i": "float64"}}],
      lambda ds: ds.assign(q=ds.q.astype("i8"), i=ds.i.astype("f8"))),
    refused("cast out of range", "A value that the type has not is refused, with its place.", [{"cast": {"i": "int16"}}], 3,
            "a.nc", "cast of 'i'", "element [0, 1]", "100000", "int16"),
    refused("cast of missing to integers", "A missing value has no place in integers.", [{"cast": {"f": "int16"}}], 3,
            "cast of 'f'", "missing value"),
    p("convert_units, K to degC", "Computed in double precision, rounded once.", [{"convert_units": {"t": "degC"}}],
      lambda ds: units(ds, "t", lambda x: x - 273.15, "degC")),
    one("convert_units, single precision", "What is unpacked in single precision is so before and after.",
        [{"convert_units": {"t": "degC"}}], lambda ds: units(ds, "t", lambda x: x - 273.15, "degC"),
        make=lambda folder: packed(folder, np.float32)),
    p("convert_units, K to degF", "With factor and offset.", [{"convert_units": {"t": "degF"}}],
      lambda ds: units(ds, "t", lambda x: x * 1.8 - 459.67, "degF")),
    p("convert_units, masked floats", "What is missing stays so.", [{"convert_units": {"f": "hPa"}}],
      lambda ds: units(ds, "f", lambda x: x / 100, "hPa")),
    p("convert_units, doubles", "Percent.", [{"convert_units": {"d": "%"}}], lambda ds: units(ds, "d", lambda x: x * 100, "%")),
    p("convert_units, from", "Where the file has no units, or wrong ones.", [{"convert_units": {"i": {"to": "km", "from": "m"}}}],
      lambda ds: units(ds, "i", lambda x: x / 1000, "km")),
    one("convert_units of a coordinate", "Its bounds are converted too.", [{"convert_units": {"p": "hPa"}}], level,
        make=with_level),
    refused("convert_units of other things", "Units that measure different things are refused, both named.",
            [{"convert_units": {"t": "Pa"}}], 2, "'K'", "'Pa'", "measure different things"),
    refused("convert_units without units", "Without units the recipe must say them.", [{"convert_units": {"i": "km"}}], 2,
            "'i' has no attribute units", "from"),
    one("missing_values", "Numbers that stand for missing values: NaN in floats, _FillValue in integers.",
        [{"missing_values": {"f": [-999, 1e20], "i": [-999, -888], "k": [-999]}}], without, make=sentinels),
    p("mask, equals", "Where another variable is a number, repeated along what it has not.",
      [{"mask": {"t": {"where": "m", "equals": 1}, "d": {"where": "m", "equals": [0, 2]}}}],
      lambda ds: ds.assign(t=ds.t.where(ds.m != 1), d=ds.d.where((ds.m != 0) & (ds.m != 2)))),
    p("mask, not_equals and above", "Other conditions; a missing number differs from all.",
      [{"mask": {"d": {"where": "f", "not_equals": 1}, "f": {"where": "t", "above": 273.5}}}],
      lambda ds: ds.assign(d=ds.d.where(ds.f == 1), f=ds.f.where(~(ds.t > 273.5)))),
    p("mask, below, by itself", "The variable may be its own condition.", [{"mask": {"d": {"where": "d", "below": 1}}}],
      lambda ds: ds.assign(d=ds.d.where(~(ds.d < 1)))),
    refused("mask of integers without fill", "Integers need a _FillValue.", [{"mask": {"i": {"where": "m", "equals": 1}}}], 2,
            "'i' is int32 without _FillValue", "set_attributes"),
    p("mask of integers", "Which can be given.",
      [{"set_attributes": {"i": {"_FillValue": -1}}}, {"mask": {"i": {"where": "m", "equals": 1}}}],
      lambda ds: ds.assign(i=ds.i.where(ds.m != 1).astype("f8"))),
    refused("mask by more dimensions", "A mask with dimensions that the variable has not.",
            [{"mask": {"m": {"where": "q", "equals": 1}}}], 2, "'q' has the dimension 'x'"),
    p("set_attributes that repair", "A wrong scale_factor.", [{"set_attributes": {"q": {"scale_factor": 0.5}}}],
      lambda ds: ds.assign(q=ds.q * 0.5), attributes=False),
    one("convert, mask, select, turn", "One after the other, tile by tile.",
        [{"convert_units": {"tas": "degC"}}, {"mask": {"tas": {"where": "land", "equals": 1}}},
         {"isel": {"lat": {"step": -1}}}, {"transpose": ["lon", "..."]}, {"cast": {"tas": "float64"}}],
        lambda ds: units(ds, "tas", lambda x: x - 273.15, "degC").pipe(
            lambda d: d.assign(tas=d.tas.where(d.land != 1).astype("f8"))).isel(lat=slice(None, None, -1)).transpose("lon", ...),
        make=made(time=5), target={"chunks": {"time": 2, "lat": 3, "lon": 3}}),
    Case("convert_units in many files", "Each file by itself.", kelvin_and_celsius, files("a.nc", "b.nc"),
         expect=lambda folder: xr.concat(
             [units(opened(folder, n), "tas", lambda x: x - 273.15, "degC") for n in ("a.nc", "b.nc")], "time"),
         transforms=[{"convert_units": {"tas": "degC"}}]),
]
