"""Transforms of dimensions and names; xarray's own methods, on the source files, say what is right."""

import os

import numpy as np
import xarray as xr

from conformance.case import Case, files, single

THEME = "Transforms: dimensions and names"


def grid(time=3, lat=4, lon=8, start="2000-01-01", freq="D", lons=None, dtype="f4"):
    """A little model output, with bounds, a packed variable and a mask."""
    rng = np.random.default_rng(7)
    lons = np.arange(lon) * (360.0 / lon) if lons is None else np.asarray(lons)
    half = 180.0 / lon
    return xr.Dataset(
        {
            "tas": (("time", "lat", "lon"), rng.normal(280, 9, (time, lat, lon)).astype(dtype), {"units": "K"}),
            "land": (("lat", "lon"), (np.arange(lat * lon).reshape(lat, lon) % 3 == 1).astype("i1")),
            "lon_bnds": (("lon", "nv"), np.stack([lons - half, lons + half], 1)),
            "level": ((), np.float64(2.0), {"units": "m"}),
        },
        coords={
            "time": xr.date_range(start, periods=time, freq=freq),
            "lat": ("lat", np.linspace(-60, 60, lat).astype(dtype), {"units": "degrees_north"}),
            "lon": ("lon", lons, {"units": "degrees_east", "bounds": "lon_bnds"}),
        },
    )


def write(dataset, folder, name="a.nc", **encoding):
    for v in ("lat", "lon", "lon_bnds"):
        if v in dataset:
            encoding.setdefault(v, {"_FillValue": None})
    dataset.to_netcdf(os.path.join(folder, name), encoding=encoding)


def made(**keys):
    return lambda folder: write(grid(**keys), folder)


def opened(folder, name="a.nc"):
    return xr.open_dataset(os.path.join(folder, name))


def one(name, says, transforms, expect, make=None, **keys):
    """A case of one file."""
    return Case(
        name,
        says,
        make or made(),
        single("a.nc"),
        expect=(lambda folder: expect(opened(folder))) if expect else None,
        transforms=transforms,
        **keys,
    )


def refusal(name, says, transforms, *texts, make=None):
    return one(name, says, transforms, None, make, refused=(texts[0], *texts[1:]))


def wrapped(ds, west):
    """Longitudes from another westernmost one, as xarray users write it."""
    turns = -np.floor((ds.lon.values.astype("f8") - west) / 360) * 360
    out = ds.assign_coords(lon=("lon", (ds.lon.values.astype("f8") + turns).astype(ds.lon.dtype), ds.lon.attrs))
    bounds = (ds.lon_bnds.values.astype("f8") + turns[:, None]).astype(ds.lon_bnds.dtype)
    return out.assign(lon_bnds=(("lon", "nv"), bounds)).sortby("lon")


def two_months(folder):
    write(grid(time=31, start="2000-01-01"), folder, "a.nc")
    write(grid(time=29, start="2000-02-01"), folder, "b.nc")


def concat(folder):
    parts = [opened(folder, n) for n in ("a.nc", "b.nc")]
    return xr.concat(parts, "time", data_vars="minimal", coords="minimal", compat="override", join="override")


def unsorted(folder):
    ds = grid(time=4)
    write(ds.isel(time=[2, 0, 3, 1], lat=[1, 3, 0, 2]), folder)


def texts(folder):
    ds = xr.Dataset({"v": ("station", np.arange(4.0))}, {"station": ["Ulm", "Bonn", "Kiel", "Aachen"]})
    ds.to_netcdf(os.path.join(folder, "a.nc"))


def no_leap(folder):
    ds = xr.Dataset({"v": ("time", np.arange(400.0))})
    ds["time"] = xr.date_range("2000-01-01", periods=400, calendar="noleap", use_cftime=True)
    ds.to_netcdf(os.path.join(folder, "a.nc"))


def curvilinear(folder):
    lon = np.array([[10.0, 190.0, 350.0], [0.0, 180.0, 359.5]])
    ds = xr.Dataset({"v": (("y", "x"), np.arange(6.0).reshape(2, 3), {"coordinates": "lon"}), "lon": (("y", "x"), lon)})
    ds.to_netcdf(os.path.join(folder, "a.nc"))


def named(folder):
    for day in ("20000101", "20000102"):
        ds = grid(time=1).drop_vars("time").isel(time=0).drop_vars(["lon_bnds", "level"])
        del ds.lon.attrs["bounds"]
        write(ds, folder, f"x_{day}_v1.nc")


def with_times(folder):
    parts = [opened(folder, f"x_{d}_v1.nc") for d in ("20000101", "20000102")]
    days = np.array(["2000-01-01", "2000-01-02"], "M8[ns]")
    return xr.concat([p.expand_dims("time") for p in parts], "time").assign_coords(time=days)


CASES = [
    one("isel, one", "One index takes the dimension away and leaves a scalar coordinate.", [{"isel": {"lat": 1, "time": -1}}],
        lambda ds: ds.isel(lat=1, time=-1)),
    one("isel, a list", "A list of indices keeps their order.", [{"isel": {"lat": [3, 0, -2]}}],
        lambda ds: ds.isel(lat=[3, 0, -2])),
    one("isel, slices", "Slices are Python's, also backwards.",
        [{"isel": {"lat": {"start": 3, "stop": 0, "step": -2}, "lon": {"start": -5, "stop": 100, "step": 3}}}],
        lambda ds: ds.isel(lat=slice(3, 0, -2), lon=slice(-5, 100, 3))),
    refusal("isel out of bounds", "An index beyond the end is refused.", [{"isel": {"lat": 4}}], 2,
            "a.nc", "index 4 is out of bounds", "'lat' is 4 long"),
    refusal("isel of no dimension", "A dimension that is not there is refused with those that are.", [{"isel": {"x": 4}}], 2,
            "isel names 'x'", "lat, lon, nv, time"),
    one("sel, a range of numbers", "Both ends of a range of labels are included.", [{"sel": {"lon": {"start": 45, "stop": 225}}}],
        lambda ds: ds.sel(lon=slice(45, 225))),
    one("sel, float32", "Labels are compared in the coordinate's own precision.",
        [{"sel": {"lat": [-33.3, 33.3]}}], lambda ds: ds.sel(lat=[-33.3, 33.3]),
        make=lambda folder: write(grid().assign_coords(lat=("lat", np.array([-66.6, -33.3, 33.3, 66.6], "f4"))), folder)),
    one("sel, nearest", "The nearest label; of two as near the larger.",
        [{"sel": {"lon": {"value": [100, 112.5, 359], "method": "nearest"}, "lat": {"value": 9, "method": "nearest"}}}],
        lambda ds: ds.sel(lon=[100, 112.5, 359], method="nearest").sel(lat=9, method="nearest")),
    one("sel, downwards", "On a coordinate that goes down the range does too.",
        [{"isel": {"lat": {"step": -1}}}, {"sel": {"lat": {"start": 60, "stop": -20}}}],
        lambda ds: ds.isel(lat=slice(None, None, -1)).sel(lat=slice(60, -20))),
    refusal("sel against the direction", "A range against the coordinate's direction is refused, not empty.",
            [{"sel": {"lat": {"start": 60, "stop": -20}}}], 2, "'lat' goes up", "{start: -20, stop: 60}"),
    refusal("sel of no label", "A label that is not there is refused, with the way to take the nearest.",
            [{"sel": {"lat": 33.4}}], 2, "'lat' has no 33.4", "method: nearest"),
    one("sel, dates", "A range of dates; a month stands for all of it.",
        [{"sel": {"time": {"start": "2000-01-30", "stop": "2000-02"}}}],
        lambda ds: ds.sel(time=slice("2000-01-30", "2000-02")), make=made(time=80)),
    one("sel, a month", "A date coarser than the coordinate selects all within it.", [{"sel": {"time": "2000-02"}}],
        lambda ds: ds.sel(time="2000-02"), make=made(time=80)),
    one("sel, a day of hours", "So does a day of hourly values.", [{"sel": {"time": "2000-01-02"}}],
        lambda ds: ds.sel(time="2000-01-02"), make=made(time=80, freq="h")),
    one("sel, an instant", "A date as fine as the coordinate takes the dimension away.", [{"sel": {"time": "2000-01-02"}}],
        lambda ds: ds.sel(time="2000-01-02")),
    one("sel, another calendar", "Dates are of the coordinate's calendar.",
        [{"sel": {"time": {"start": "2000-02-27", "stop": "2000-03-02"}}}],
        lambda ds: ds.sel(time=slice("2000-02-27", "2000-03-02")), make=no_leap),
    one("sel, texts", "Labels that are texts.", [{"sel": {"station": ["Kiel", "Ulm"]}}],
        lambda ds: ds.sel(station=["Kiel", "Ulm"]), make=texts),
    Case("sel along the concat dimension", "Each file gives what is in the range.", two_months, files("a.nc", "b.nc"),
         expect=lambda folder: concat(folder).sel(time=slice("2000-01-20", "2000-02-10")),
         transforms=[{"sel": {"time": {"start": "2000-01-20", "stop": "2000-02-10"}}}]),
    Case("sel, a file outside of it", "A file of which nothing is in the range gives nothing.", two_months,
         files("a.nc", "b.nc"), expect=lambda folder: concat(folder).sel(time=slice("2000-02-10", "2000-02-12")),
         transforms=[{"sel": {"time": {"start": "2000-02-10", "stop": "2000-02-12"}}}]),
    Case("sel, one instant in one file", "The dimension stays where only some files have the instant: write a range.",
         two_months, files("a.nc", "b.nc"), transforms=[{"sel": {"time": "2000-02-10"}}],
         refused=(2, "a.nc", "'time' has no 2000-02-10", "2000-01-01T00:00:00 to 2000-01-31T00:00:00")),
    Case("isel along the concat dimension", "Every file is thinned out by itself.", two_months, files("a.nc", "b.nc"),
         expect=lambda folder: xr.concat(
             [opened(folder, n).isel(time=slice(0, None, 10)) for n in ("a.nc", "b.nc")], "time",
             data_vars="minimal", coords="minimal", compat="override", join="override"),
         transforms=[{"isel": {"time": {"start": 0, "step": 10}}}]),
    one("sort", "By the coordinate, upwards and downwards.", [{"sort": {"time": "ascending", "lat": "descending"}}],
        lambda ds: ds.sortby("time").sortby("lat", ascending=False), make=unsorted),
    one("sort texts", "By texts.", [{"sort": {"station": "ascending"}}], lambda ds: ds.sortby("station"), make=texts),
    one("roll_longitude to -180", "0 to 360 becomes -180 to 180, bounds and data with it.", [{"roll_longitude": {"lon": -180}}],
        lambda ds: wrapped(ds, -180)),
    one("roll_longitude to 0", "And back.", [{"roll_longitude": {"lon": 0}}], lambda ds: wrapped(ds, 0),
        make=made(lons=np.arange(8) * 45 - 180)),
    one("roll_longitude to 20", "Or to any other meridian.", [{"roll_longitude": {"lon": 20}}], lambda ds: wrapped(ds, 20)),
    one("roll_longitude of float32", "The sum is rounded once to the coordinate's type.", [{"roll_longitude": {"lon": -180}}],
        lambda ds: wrapped(ds, -180), make=made(lons=(np.arange(8) * 45 + 0.1).astype("f4"))),
    one("roll_longitude in two dimensions", "Longitudes of a curvilinear grid are rewritten in place.",
        [{"roll_longitude": {"lon": -180}}],
        lambda ds: ds.assign_coords(lon=(ds.lon.dims, (ds.lon.values + 180) % 360 - 180)), make=curvilinear),
    refusal("roll_longitude of a repeated meridian", "0 and 360 are one: refused.", [{"roll_longitude": {"lon": -180}}], 2,
            "roll_longitude", "each longitude once", make=made(lon=5, lons=[0, 90, 180, 270, 360])),
    one("transpose", "All dimensions in another order.", [{"transpose": ["lon", "lat", "time", "nv"]}],
        lambda ds: ds.transpose("lon", "lat", "time", "nv")),
    one("transpose with ...", "Dots stand for those not named.", [{"transpose": ["lon", "..."]}],
        lambda ds: ds.transpose("lon", ...)),
    refusal("transpose without all", "Without dots all must be named.", [{"transpose": ["lon", "lat"]}], 2,
            "expected all dimensions", "time, nv"),
    one("squeeze", "Dimensions of length 1 go.", ["squeeze"], lambda ds: ds.squeeze(), make=made(time=1)),
    one("reset_coords", "Coordinates become data.", [{"set_coords": ["land", "level"]}, {"reset_coords": ["land"]}],
        lambda ds: ds.set_coords("level")),
    one("rename", "Names, wherever they stand.", [{"rename": {"lon": "longitude", "tas": "t2m"}}],
        lambda ds: ds.rename(lon="longitude", tas="t2m"), attributes=False),
    one("set_attributes", "Attributes added, replaced and removed.",
        [{"set_attributes": {"tas": {"units": None, "long_name": "air", "levels": [1, 2]}, "": {"title": "x"}}}],
        lambda ds: ds.assign(tas=ds.tas.assign_attrs(long_name="air", levels=[1, 2]).pipe(
            lambda v: v.assign_attrs({}) if v.attrs.pop("units") else v)).assign_attrs(title="x")),
    Case("time_from_name", "The time that only the file's name says.", named,
         files("x_20000101_v1.nc", "x_20000102_v1.nc"), expect=with_times,
         transforms=[{"time_from_name": {"dim": "time", "format": "%Y%m%d"}}]),
    Case("expand_dims, a date", "A dimension of that date.", named, files("x_20000101_v1.nc", "x_20000102_v1.nc"),
         expect=with_times,
         transforms=[{"expand_dims": {"dim": "time", "from": "x_(\\d+)_", "type": "date", "format": "%Y%m%d"}}]),
    refusal("time_from_name of many", "A file of several times is refused.",
            [{"time_from_name": {"dim": "time", "format": "%Y", "from": "(a)"}}], 2, "time_from_name"),
    one("one after the other", "Transforms are applied in the order written.",
        [{"roll_longitude": {"lon": -180}}, {"sel": {"lon": {"start": -90, "stop": 45}}}, {"sort": {"lat": "descending"}},
         {"isel": {"time": {"step": 2}}}, {"transpose": ["lat", "..."]}],
        lambda ds: wrapped(ds, -180).sel(lon=slice(-90, 45)).sortby("lat", ascending=False).isel(
            time=slice(None, None, 2)).transpose("lat", ...)),
]
