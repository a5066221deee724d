"""Values of time coordinates: fractions, missing ones, 64 bits; bounds, climatologies, times beside the concat dimension."""

import numpy as np
import xarray as xr

from conformance.case import Case, files, single
from conformance.making import DECODED, joined, one, opened, write

THEME = "Time: values, bounds and other times"
AB = files("a.nc", "b.nc")
DAYS = "days since 2000-01-01"
HOURS = "hours since 2000-01-01"


def pair(first, second, one_each=("x",)):
    """Two files, each given as name -> (dims, values, attributes)."""
    def make(folder):
        write(folder / "a.nc", first)
        write(folder / "b.nc", second)
    return make


def time(values, units, calendar="standard", **attrs):
    return ("time", np.asarray(values), {"units": units, "calendar": calendar, **attrs})


def numbers(n, start=0):
    return ("time", np.arange(start, start + n, dtype="f4"))


def two(name, says, first, second, **keys):
    if "refused" not in keys:
        keys.setdefault("expect", joined("a.nc", "b.nc"))
    return Case(name, says, pair(first, second), AB, **keys)


def kinds():
    for kind in ("i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f4", "f8"):
        yield two(f"time of type {kind}", f"Times stored as {kind} become one integer encoding.",
                  {"time": time(np.array([0, 1], kind), DAYS), "v": numbers(2)},
                  {"time": time(np.array([48, 72], kind), HOURS), "v": numbers(2, 5)})
    yield two("types of time differ", "Days as doubles and days as integers.",
              {"time": time(np.array([0, 0.5], "f8"), DAYS), "v": numbers(2)},
              {"time": time(np.array([1, 2], "i4"), DAYS), "v": numbers(2, 5)})
    yield two("half days", "Fractions of days that are whole hours.",
              {"time": time([0, 0.5], DAYS), "v": numbers(2)}, {"time": time([1.25, 1.75], DAYS), "v": numbers(2, 5)})
    yield two("half days and hours", "Fractions of days beside whole hours.",
              {"time": time([0, 0.5], DAYS), "v": numbers(2)},
              {"time": time(np.array([24, 30], "i4"), HOURS), "v": numbers(2, 5)})
    yield two("thirds of a day", "Fractions that are whole in no unit are counted in nanoseconds, as xarray reads them.",
              {"time": time([0, 1 / 3, 2 / 3], DAYS), "v": numbers(3)},
              {"time": time([24, 24 + 1 / 7], HOURS), "v": numbers(2, 5)})
    yield two("thirds of a day in noleap", "In a calendar that only cftime knows they are counted in microseconds, as cftime "
              "reads them.",
              {"time": time([0, 1 / 3, 2 / 3], DAYS, "noleap"), "v": numbers(3)},
              {"time": time([24, 24 + 1 / 7], HOURS, "noleap"), "v": numbers(2, 5)})
    yield two("float32 days", "Days in single precision mean what single precision holds.",
              {"time": time(np.array([0, 0.1], "f4"), DAYS), "v": numbers(2)},
              {"time": time(np.array([24, 24.7], "f4"), HOURS), "v": numbers(2, 5)})
    yield two("milliseconds", "Sub-second times.",
              {"time": time(np.array([0, 1, 1500], "i8"), "milliseconds since 2000-01-01"), "v": numbers(3)},
              {"time": time(np.array([2, 3], "i8"), "seconds since 2000-01-01"), "v": numbers(2, 5)})
    yield two("microseconds and a far epoch", "Sub-second times since 1970 beside days since 1900.",
              {"time": time(np.array([0, 1], "i8"), "days since 1900-01-01"), "v": numbers(2)},
              {"time": time(np.array([1, 1_600_000_000_123_456], "i8"), "microseconds since 1970-01-01"), "v": numbers(2, 5)})
    big = 2**53 + 1
    yield two("beyond 2 to the 53rd", "64-bit nanoseconds that a double cannot hold.",
              {"time": time(np.array([big, big + 2], "i8"), "nanoseconds since 1970-01-01"), "v": numbers(2)},
              {"time": time(np.array([big + 1], "i8"), "nanoseconds since 1970-01-02"), "v": numbers(1, 5)})
    yield two("beyond 64 bits", "A time that has no 64-bit number in the common unit is refused.",
              {"time": time(np.array([0, 1], "i8"), "nanoseconds since 1970-01-01"), "v": numbers(2)},
              {"time": time(np.array([3_000_000], "i8"), "days since 1970-01-01"), "v": numbers(1, 5)},
              refused=(3, "b.nc", "'time'", "3000000", "nanoseconds"))
    yield two("fractions of months of thirty days", "In 360_day a month is exactly 30 days, and so is half of one.",
              {"time": time([0.5, 1.5], "months since 2000-01-01", "360_day"), "v": numbers(2)},
              {"time": time([0.5, 1.5], "months since 2001-01-01", "360_day"), "v": numbers(2, 5)})
    yield two("fractions of months of thirty days, other days", "Epochs that are no whole months apart are counted in a finer unit.",
              {"time": time([0.5, 1.5], "months since 2000-01-01", "360_day"), "v": numbers(2)},
              {"time": time([0.5, 1.25], "months since 2001-01-16 06:00", "360_day"), "v": numbers(2, 5)})
    yield two("fractions of months", "Months have no length: half a month cannot be unified.",
              {"time": time([0.5, 1.5], "months since 2000-01-01", "noleap"), "v": numbers(2)},
              {"time": time([0.5, 1.5], "months since 2001-01-01", "noleap"), "v": numbers(2, 5)},
              refused=(3, "0.5 months since", "a.nc", "'time'", "element 0", "drop:"))
    yield two("epoch far before microseconds", "Microseconds since the year 1 would lose digits in readers that count in "
              "doubles: the epoch moves to the times.",
              {"time": time(np.array([730120, 730121], "i8"), "days since 0001-01-01"), "v": numbers(2)},
              {"time": time(np.array([3, 5], "i8"), "microseconds since 2010-01-01"), "v": numbers(2, 5)})


def edges():
    bounded = lambda values, units, bounds: {
        "time": time(np.array(values, "f8"), units, bounds="time_bnds"), "v": numbers(len(values)),
        "time_bnds": ("time nv", np.stack([np.array(values, "f8"), np.array(values) + 1.0], 1), {"units": bounds} if bounds else {})}
    yield two("bounds in days without a date", "The bounds are at fault, not the time: refused, with the line that gives them its units.",
              bounded([0, 1], DAYS, "days"), bounded([48, 72], HOURS, "days"),
              refused=(3, "'time_bnds'", "a.nc", "{time_bnds: {units: null}}"))


def gaps():
    fill = {"_FillValue": np.int32(-999)}
    aux = "forecast_time"
    yield two("missing auxiliary times", "Missing times of an integer type are not-a-time after unification.",
              {"time": time(np.array([0, 1], "i4"), DAYS), aux: time(np.array([5, -999], "i4"), DAYS, **fill)},
              {"time": time(np.array([2, 3], "i4"), DAYS), aux: time(np.array([-999, 50], "i4"), HOURS, **fill)})
    yield two("NaN in auxiliary times", "Missing times of a float type are not-a-time after unification.",
              {"time": time(np.array([0, 1], "i4"), DAYS), aux: time([5.5, np.nan], DAYS)},
              {"time": time(np.array([2, 3], "i4"), DAYS), aux: time([np.nan, 50], HOURS)})
    yield two("NaN in like auxiliary times", "Alike: kept as they are.",
              {"time": time(np.array([0, 1], "i4"), DAYS), aux: time([5.5, np.nan], DAYS)},
              {"time": time(np.array([2, 3], "i4"), DAYS), aux: time([np.nan, 50], DAYS)})
    yield two("NaN in the concat coordinate", "A concat coordinate without a value has no place in the order.",
              {"time": time([0, np.nan], DAYS), "v": numbers(2)}, {"time": time([2, 3.0], DAYS), "v": numbers(2, 5)},
              refused=(3, "a.nc", "'time'", "element 1"))
    yield two("fill value in the concat coordinate", "A concat coordinate that is _FillValue has no place in the order.",
              {"time": time(np.array([0, -999], "i4"), DAYS, **fill), "v": numbers(2)},
              {"time": time(np.array([2, 3], "i4"), DAYS, **fill), "v": numbers(2, 5)},
              refused=(3, "a.nc", "'time'", "element 1"))
    yield two("fill values of times differ", "Other fill values, the same units.",
              {"time": time(np.array([0, 1], "i4"), DAYS), aux: time(np.array([5, -999], "i4"), DAYS, **fill)},
              {"time": time(np.array([2, 3], "i4"), DAYS), aux: time(np.array([-1, 50], "i4"), DAYS, _FillValue=np.int32(-1))})
    yield two("packed times", "A time with a scale factor is decoded exactly.",
              {"time": time(np.array([0, 1], "i4"), DAYS), aux: time(np.array([5, 6], "i2"), DAYS, scale_factor=0.5)},
              {"time": time(np.array([2, 3], "i4"), DAYS), aux: time(np.array([50, 51], "i2"), HOURS, scale_factor=0.5)})


def bounded(name, says, a, b, key="bounds", own=None, calendar="standard"):
    """Times with bounds; a and b are (times, bounds, units)."""
    def variables(times, bounds, units, start):
        attrs = {} if own is None else own(units)
        return {"time": ("time", np.array(times), {"units": units, "calendar": calendar, key: "time_bnds"}),
                "time_bnds": ("time nv", np.array(bounds), attrs), "v": numbers(len(times), start)}
    return Case(name, says, pair(variables(*a, 0), variables(*b, 9)), AB, expect=bounds_joined(key))


def bounds_joined(key):
    """xarray hands the units on to `bounds`, not to `climatology`: done here as CF 7.4 says."""
    def expect(folder):
        found = []
        for file in opened(folder, "a.nc", "b.nc", decode_times=False):
            units = file.time.attrs["units"]
            file["time_bnds"].attrs.setdefault("units", units)
            file["time_bnds"].attrs.setdefault("calendar", file.time.attrs["calendar"])
            found.append(xr.decode_cf(file))
        return xr.concat(found, dim="time", **DECODED)
    return expect


def bounds():
    a, b = ([1, 3], [[0, 2], [2, 4]], DAYS), ([108, 132], [[96, 120], [120, 144]], HOURS)
    half = ([0.5, 1.5], [[0, 1], [1, 2.0]], DAYS), ([60, 84.0], [[48, 72], [72, 96.0]], HOURS)
    fine = ([1, 2], [[0, 1], [1, 2]], DAYS), ([3.0, 4.0], [[2.25, 3], [3, 4.0]], DAYS)
    yield bounded("bounds without units", "Bounds take the units of their coordinate, and are unified with it.", a, b)
    yield bounded("bounds with own units", "Bounds that repeat the units.", a, b,
                  own=lambda units: {"units": units, "calendar": "standard"})
    yield bounded("bounds in another unit", "Bounds in units of their own.", a,
                  ([108, 132], [[96, 120], [120, 144]], HOURS), own=lambda units: {"units": HOURS, "calendar": "standard"})
    yield bounded("bounds with units, calendar of the coordinate", "Bounds that repeat the units only.", a, b, calendar="noleap",
                  own=lambda units: {"units": units})
    yield bounded("bounds of half days", "Times at noon, bounds at midnight.", *half)
    yield bounded("bounds finer than times", "The bounds need hours, the times do not.", *fine)
    yield bounded("bounds in noleap", "Bounds in the calendar of their coordinate.", a, b, calendar="noleap")


def others():
    scalar = lambda value, units: ((), np.array(value), {"units": units, "calendar": "standard"})
    yield Case("scalar reference time, equal", "A scalar time that is equal in all files is written once, whatever its units.",
               pair({"time": time([0, 1], DAYS), "v": numbers(2), "ref": ("", np.array(24), {"units": HOURS})},
                    {"time": time([2, 3], DAYS), "v": numbers(2), "ref": ("", np.array(1), {"units": DAYS})}),
               AB, expect=lambda folder: reference(folder))
    yield Case("scalar reference time, differing", "A scalar time that differs between files is refused.",
               pair({"time": time([0, 1], DAYS), "v": numbers(2), "ref": ("", np.array(24), {"units": HOURS})},
                    {"time": time([2, 3], DAYS), "v": numbers(2), "ref": ("", np.array(2), {"units": DAYS})}),
               AB, refused=(3, "'ref'", "a.nc", "b.nc", "must be equal"))
    yield two("durations", "Units of a duration (`days` alone) are untouched.",
              {"time": time([0, 1], DAYS), "lead": ("time", np.array([1, 2]), {"units": "days"})},
              {"time": time([2, 3], DAYS), "lead": ("time", np.array([3, 4]), {"units": "days"})})
    yield two("durations in other units", "Durations in other units are refused: the numbers would mean something else.",
              {"time": time([0, 1], DAYS), "lead": ("time", np.array([1, 2]), {"units": "days"})},
              {"time": time([2, 3], DAYS), "lead": ("time", np.array([3, 4]), {"units": "hours"})},
              refused=(3, "'lead'", "days", "hours", "b.nc"))
    yield two("auxiliary time along time", "A time that is no coordinate of its own is unified as well.",
              {"time": time([0, 1], DAYS), "seen": time([0, 1], DAYS)},
              {"time": time([2, 3], DAYS), "seen": time([49, 50], HOURS)})
    yield two("auxiliary time in floats", "Fractions in it as well.",
              {"time": time([0, 1], DAYS), "seen": time([0.25, 1], DAYS)},
              {"time": time([2, 3], DAYS), "seen": time([49.5, 50], HOURS)})
    yield Case("two-dimensional times", "Times of two dimensions, in units of each file.",
               pair({"time": time([0, 1], DAYS), "seen": ("time x", np.array([[0, 1], [2, 3]]), {"units": DAYS})},
                    {"time": time([2, 3], DAYS), "seen": ("time x", np.array([[50, 51], [52, 53]]), {"units": HOURS})}),
               AB, expect=joined("a.nc", "b.nc"))
    yield Case("bounds of an auxiliary time", "Bounds of a time that is not the concat coordinate.",
               pair(auxiliary(0, [0, 1], [[0, 0.5], [0.5, 1]], DAYS), auxiliary(2, [50, 51], [[48, 50], [50, 51.5]], HOURS)), AB,
               expect=joined("a.nc", "b.nc"))
    yield Case("one file with text for a calendar", "One file alone keeps its units as they are spelled.",
               lambda folder: write(folder / "a.nc", {"time": time([0, 1.5], "hrs since 1980-1-6 0:0:0"), "v": numbers(2)}),
               single("a.nc"), expect=one("a.nc"))


def auxiliary(start, seen, bounds, units):
    return {"time": time([start, start + 1], DAYS), "seen": ("time", np.array(seen), {"units": units, "bounds": "seen_bnds"}),
            "seen_bnds": ("time nv", np.array(bounds))}


def reference(folder):
    a, b = opened(folder, "a.nc", "b.nc")
    assert (a.ref == b.ref).all()
    return xr.concat([a, b], dim="time", **DECODED)


def climatologies():
    yield bounded("climatology", "Climatological bounds (CF 7.4) take the units of their coordinate.",
                  ([15, 45], [[0, 3652], [31, 3680]], DAYS), ([74 * 24], [[59 * 24, 3711 * 24]], HOURS), key="climatology",
                  own=lambda units: {"units": units, "calendar": "standard"})


CASES = [*kinds(), *edges(), *gaps(), *bounds(), *others(), *climatologies()]
