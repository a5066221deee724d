"""Archives that other tools are known to have joined into wrong data without a word."""

import numpy as np
import xarray as xr

from conformance.case import Case, along, files
from conformance.making import DECODED, in_double, joined, opened, write

THEME = "Known corruptions of archives"
AB = files("a.nc", "b.nc")
ABC = files("a.nc", "b.nc", "c.nc")
NAMES = ("a.nc", "b.nc", "c.nc")


def time(values, units, calendar="standard"):
    return ("time", np.asarray(values), {"units": units, "calendar": calendar})


def days(start, n):
    return time(np.arange(start, start + n), "days since 2000-01-01")


def written(*variables, attributes=({}, {}, {})):
    def make(folder):
        for name, file, attrs in zip(NAMES, variables, attributes):
            write(folder / name, file, attrs)
    return make


def numbers(*values, kind="f4", dims="time", **attrs):
    return (dims, np.array(values, kind), attrs)


def own_times():
    hours = np.array([0, 6, 12, 18], "i8")
    yield Case("hours since each file's own start", "64-bit hours since a day that is another in every file.",
               written({"time": time(hours, "hours since 2000-01-01"), "v": numbers(1, 2, 3, 4)},
                       {"time": time(hours, "hours since 2000-01-02"), "v": numbers(5, 6, 7, 8)},
                       {"time": time(hours, "hours since 2000-01-03"), "v": numbers(9, 10, 11, 12)}), ABC, expect=joined(*NAMES))
    yield Case("minutes in one file", "One file in minutes among files in hours and in days.",
               written({"time": time(hours, "hours since 2000-01-01"), "v": numbers(1, 2, 3, 4)},
                       {"time": time(np.array([90, 91], "i8"), "minutes since 2000-01-02"), "v": numbers(5, 6)},
                       {"time": time(np.array([1, 2], "i8"), "days since 2000-01-03"), "v": numbers(7, 8)}), ABC, expect=joined(*NAMES))
    yield Case("sub-daily times behind daily ones", "Integer days in the first file must not truncate the hours of the second.",
               written({"time": time(np.array([0, 1], "i8"), "days since 2000-01-01"), "v": numbers(1, 2)},
                       {"time": time(np.array([60, 66], "i8"), "hours since 2000-01-01"), "v": numbers(3, 4)}), AB, expect=joined("a.nc", "b.nc"))
    yield Case("360_day in other units", "Days and hours of a calendar of 360 days, over 30 February.",
               written({"time": time(np.array([58, 59], "i4"), "days since 2000-01-01", "360_day"), "v": numbers(1, 2)},
                       {"time": time(np.array([0.0, 36.0]), "hours since 2000-03-01 12:00", "360_day"), "v": numbers(3, 4)}),
               AB, expect=joined("a.nc", "b.nc"))


def packed():
    def file(start, values, **attrs):
        return {"time": days(start, len(values)), "v": numbers(*values, kind="i2", **attrs)}

    a = file(0, [0, 100, 200, -32768], scale_factor=0.01, _FillValue=np.int16(-32768))
    b = file(4, [0, 100, -32768], scale_factor=0.02, _FillValue=np.int16(-32768))
    for name, chunks in (("a chunk for each time", 1), ("a chunk over both files", 5), ("one chunk", -1)):
        yield Case(f"scale 0.01 and 0.02, {name}", "Packed integers of files with other factors.", written(a, b), AB,
                   target={"chunks": {"time": chunks}}, expect=joined("a.nc", "b.nc"))
    plain = {"time": days(4, 2), "v": numbers(0.123456789, np.nan, kind="f8")}
    yield Case("packed, then float64", "A packed file followed by one in double precision.", written(a, plain), AB,
               target={"chunks": {"time": 5}}, expect=joined("a.nc", "b.nc"))
    early = {"time": days(-2, 2), "v": numbers(0.123456789, np.nan, kind="f8")}
    yield Case("float64, then packed", "The other way round.", written(early, a), AB, target={"chunks": {"time": 5}}, expect=joined("a.nc", "b.nc"))
    c = file(4, [-9999, -32768, 1], scale_factor=0.01, _FillValue=np.int16(-9999))
    yield Case("_FillValue -32768 and -9999", "What is missing in one file is a number in the next.", written(a, c), AB,
               target={"chunks": {"time": -1}}, expect=joined("a.nc", "b.nc"))
    yield Case("_FillValue in one file only", "A fill value that only the first file has.",
               written(a, file(4, [-32768, 1], scale_factor=0.01)), AB, expect=joined("a.nc", "b.nc"))


def fixed():
    lat = lambda *v: ("lat", np.array(v), {})
    near = written({"time": days(0, 1), "lat": lat(10, 20, 30.0), "v": numbers([1, 2, 3], dims="time lat")},
                   {"time": days(1, 1), "lat": lat(10, 20 + 1e-6, 30), "v": numbers([4, 5, 6], dims="time lat")})
    yield Case("lat differs by 1e-6", "No second set of latitudes, no NaN: refused, with file and zero-based index.", near, AB,
               refused=(3, "'lat'", "b.nc", "element 1:", "20.000001", "20.0", "tolerance"))
    yield Case("lat within the tolerance", "The first file's latitudes.", near, AB, policies={"coordinates": {"tolerance": 1e-5}},
               expect=joined("a.nc", "b.nc"))

    def whole(start, **changed):
        names = {"time": days(start, 1), "lat": lat(10, 20, 30.0), "v": numbers([1, 2, 3], dims="time lat"),
                 "crs": ("", np.int32(0), {"grid_mapping_name": "latitude_longitude"}),
                 "lat_bnds": ("lat nv", np.array([[5, 15], [15, 25], [25, 35.0]]), {}),
                 "geolat": ("lat lon", np.arange(6.0).reshape(3, 2), {}), "mask": ("lat lon", np.arange(6, dtype="i1").reshape(3, 2), {})}
        names["lat"][2]["bounds"] = "lat_bnds"
        return {**names, **changed}

    yield Case("crs, bounds, positions and masks", "Variables without the concat dimension are written once, not stacked.",
               written(whole(0), whole(1), whole(2)), ABC, expect=joined(*NAMES))
    changes = {"lat_bnds": ("lat nv", np.array([[5, 15], [15, 25], [25, 36.0]]), {}), "crs": ("", np.int32(1), {}),
               "geolat": ("lat lon", np.arange(6.0).reshape(3, 2) + 1, {}),
               "mask": ("lat lon", np.array([[0, 1], [2, 3], [9, 5]], "i1"), {})}
    where = {"lat_bnds": ("[2, 1]", "36.0", "35.0"), "crs": ("0", "1"), "geolat": ("[0, 0]", "1.0", "0.0"), "mask": ("[2, 0]", "9", "4")}
    for name, change in changes.items():
        yield Case(f"{name} differs", f"Refused: {name} is written once, so it must be equal in all files.",
                   written(whole(0), whole(1, **{name: change}), whole(2)), ABC,
                   refused=(3, f"'{name}'", "b.nc", "a.nc", f"drop: [{name}]", *where[name]))


def agreed():
    for n, order in enumerate((({}, {"title": "T"}, {}), ({"title": "T"}, {}, {}), ({}, {}, {"title": "T"}))):
        yield Case(f"attributes of one file, place {n + 1}", "An attribute that one of three files has: the same answer in every order.",
                   written(*({"time": days(i, 1), "v": numbers(i)} for i in range(3)), attributes=order), ABC,
                   expect=lambda folder: joined(*NAMES)(folder).assign_attrs(title="T"))
    for n, order in enumerate((("A", "B", "A"), ("B", "A", "A"), ("A", "A", "B"))):
        yield Case(f"a conflict, place {n + 1}", "A conflict is dropped in every order, and does not come back with a third file.",
                   written(*({"time": days(i, 1), "v": numbers(i)} for i in range(3)), attributes=[{"title": t} for t in order]), ABC,
                   expect=lambda folder: joined(*NAMES)(folder))


def disordered():
    def daily(*starts):
        return written(*({"time": days(s, 2), "v": numbers(s, s + 0.5)} for s in starts))

    yield Case("unsorted files", "Found when planning.", daily(4, 0, 2), ABC, refused=(3, "b.nc", "'time'", "order: sort"))
    yield Case("unsorted files, sorted", "Put in order.", daily(4, 0, 2), ABC, policies={"order": "sort"},
               expect=joined("b.nc", "c.nc", "a.nc"))
    yield Case("interleaved files, sorted", "Files whose times lie between each other.",
               written({"time": time([0, 2], "days since 2000-01-01"), "v": numbers(0, 2)},
                       {"time": time([24, 72], "hours since 2000-01-01"), "v": numbers(1, 3)}), AB, policies={"order": "sort"},
               expect=lambda folder: joined("a.nc", "b.nc")(folder).sortby("time"))
    yield Case("overlapping files", "Found when planning.", daily(0, 1, 4), ABC, refused=(3, "b.nc", "2000-01-02", "keep-first", "keep-last"))
    yield Case("overlapping files, the last kept", "The last file's values.", daily(0, 1, 4), ABC, policies={"order": "keep-last"},
               expect=lambda folder: joined(*NAMES)(folder).isel(time=[0, 2, 3, 4, 5]))
    yield Case("the same file twice", "Found when planning.", daily(0, 0), AB, refused=(3, "b.nc", "hold the same 'time'", "by `files`"))
    yield Case("the same file twice, the first kept", "Nothing would be left of a file: refused.", daily(0, 0), AB,
               policies={"order": "keep-first"}, refused=(3, "b.nc", "nothing of this file", "allow_unused_files"))
    yield Case("the same file twice, one not used", "Written once, as the recipe says that a file may be of no use.", daily(0, 0), AB,
               policies={"order": "keep-first", "allow_unused_files": True}, expect=lambda folder: joined("a.nc")(folder))


CASES = [*own_times(), *packed(), *fixed(), *agreed(), *disordered()]
