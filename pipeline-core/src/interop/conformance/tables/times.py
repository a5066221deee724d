"""Time across files: every calendar and spelling, units and epochs that differ, bounds, and what cannot be exact."""

import numpy as np
import xarray as xr

from conformance.case import Case, files, single
from conformance.making import joined, one, opened, series, write

THEME = "Time"
AB = files("a.nc", "b.nc")


def pair(first, second):
    """Two files, each given by (times, units, calendar)."""
    def make(folder):
        series(folder, "a.nc", *first)
        series(folder, "b.nc", *second, start=10)
    return make


def two(name, says, first, second, **keys):
    if "refused" not in keys:
        keys.setdefault("expect", joined("a.nc", "b.nc"))
    # xarray's concat compares the units and calendars that it has taken out of the attributes: nothing is left to compare
    return Case(name, says, pair(first, second), AB, **keys)


def i8(*values):
    return np.array(values, "i8")


def calendars():
    """Every calendar, with files whose units and epoch differ."""
    for name in ("standard", "gregorian", "proleptic_gregorian", "julian", "noleap", "365_day", "all_leap", "366_day",
                 "360_day"):
        yield two(f"calendar {name}, days and hours", f"Files of the {name} calendar in days and in hours since different "
                  "dates become one integer encoding.",
                  (i8(56, 57, 58), "days since 2000-01-01", name), (i8(24, 30, 36), "hours since 2000-03-01", name))
        yield two(f"calendar {name}, far past", f"Times of the {name} calendar around the year 850 are exact.",
                  (i8(0, 30), "days since 0850-01-01", name), (i8(0, 48), "hours since 0850-03-05", name))
    for kind in ("i1", "i4", "i8"):
        yield two(f"uint64 and {np.dtype(kind).name}", "Of integers that no type holds, times in the same units become one integer encoding.",
                  (np.array([1, 2], "u8"), "seconds since 1970-01-01", None), (np.array([3, 4], kind), "seconds since 1970-01-01", None))
    yield two("calendar in capitals", "The spelling of a calendar does not matter.",
              (i8(0, 1), "days since 2000-01-01", "GREGORIAN"), (i8(2, 3), "days since 2000-01-01", "standard"))
    yield two("no calendar and standard", "A file without a calendar has the standard one.",
              (i8(0, 1), "days since 2000-01-01", None), (i8(2, 3), "days since 2000-01-01", "standard"))
    yield two("365_day and noleap", "Two names of one calendar are one calendar.",
              (i8(57, 58), "days since 2000-01-01", "365_day"), (i8(59, 60), "days since 2000-01-01", "noleap"))
    yield two("calendars differ", "Times of different calendars cannot be joined; a recipe of its own for each calendar.",
              (i8(0, 1), "days since 2000-01-01", "noleap"), (i8(2, 3), "days since 2000-01-01", "360_day"),
              refused=(3, "calendars differ", "noleap", "360_day", "b.nc", "a recipe of its own"))
    yield two("standard and proleptic after 1582", "Calendars that differ in name only are still refused: CF says that they "
              "are different calendars.",
              (i8(0, 1), "days since 2000-01-01", "standard"), (i8(2, 3), "days since 2000-01-01", "proleptic_gregorian"),
              refused=(3, "calendars differ", "proleptic_gregorian", "b.nc"))
    yield two("unknown calendar", "A calendar that CF does not know is refused by name where files differ.",
              (i8(0, 1), "days since 2000-01-01", "martian"), (i8(2, 3), "hours since 2000-01-01", "martian"),
              refused=(3, "martian", "a.nc"))
    for name, right in (("360", "360_day"), ("THIRTY_DAY_MONTHS", "360_day"), ("365", "noleap"), ("no_leap", "noleap")):
        yield two(f"calendar {name} beside {right}", "A spelling that CF does not know: refused, with the calendar that it means.",
                  (i8(0, 1), "days since 2000-01-01", name), (i8(2, 3), "days since 2000-01-01", right),
                  refused=(3, name, "a.nc", f"calendar: {right}"))
    yield two("calendar julian beside standard", "Refused, with the line for files that only say otherwise.",
              (i8(0, 1), "days since 2000-01-01", "standard"), (i8(2, 3), "days since 2000-01-01", "julian"),
              refused=(3, "calendars differ", "julian", "b.nc", "calendar: standard"))
    yield two("an epoch with the year last", "Refused, with the same epoch as CF writes it.",
              (i8(0, 1), "minutes since 1-1-1980 00:00 UTC", "standard"), (i8(2, 3), "minutes since 1980-01-01", "standard"),
              refused=(3, "1-1-1980", "a.nc", "1980-01-01 00:00 UTC"))
    yield two("an epoch with the year last, and another", "One line would give both the same epoch: no units are proposed.",
              (i8(0, 1), "minutes since 1-1-1980", "standard"), (i8(2, 3), "minutes since 1990-01-01", "standard"),
              refused=(3, "1-1-1980", "a.nc"))
    yield two("units in one file only", "Refused, with the units of the other.",
              (i8(0, 1), "days since 2000-01-01", "standard"), (i8(2, 3), "days", "standard"),
              refused=(3, "'time'", "no time units", "b.nc", 'units: "days since 2000-01-01"'))
    yield two("over the reform of 1582", "1582-10-15 follows 1582-10-04 in the standard calendar, whatever the unit.",
              (i8(0, 1, 2), "days since 1582-10-03", "standard"), (i8(72, 96), "hours since 1582-10-03", "standard"))
    yield two("over 1582 in proleptic", "The proleptic Gregorian calendar has no gap in 1582.",
              (i8(0, 1, 2), "days since 1582-10-03", "proleptic_gregorian"),
              (i8(72, 96), "hours since 1582-10-03", "proleptic_gregorian"))
    yield two("360_day with 30 February", "30 February exists in a calendar of 360 days.",
              (i8(58, 59), "days since 2000-01-01", "360_day"), (i8(0, 720), "minutes since 2000-03-01", "360_day"))
    yield two("year 1", "Epochs in the year 1 are exact.",
              (i8(730000, 730001), "days since 0001-01-01", "standard"),
              (i8(17520048,), "hours since 0001-01-01", "standard"))
    yield two("year 0 of noleap", "Calendars that have a year 0 may begin there.",
              (i8(0, 1), "days since 0000-01-01", "noleap"), (i8(48,), "hours since 0000-01-01", "noleap"))
    yield two("negative year of proleptic", "Negative years count as cftime counts them.",
              (i8(0, 1), "days since -0044-03-15", "proleptic_gregorian"),
              (i8(48,), "hours since -0044-03-15", "proleptic_gregorian"))


SPELLINGS = {
    "unpadded": "days since 1850-1-1", "zulu": "days since 1850-01-01T00:00:00Z", "tenths": "days since 1850-1-1 00:00:0.0",
    "UTC": "days since 1850-01-01 00:00:00 UTC", "hour and minute": "days since 1850-01-01 00:00",
    "capital unit": "Days since 1850-01-01", "singular": "day since 1850-01-01", "plus zero": "days since 1850-01-01 00:00:00 +00:00",
    "blanks": "days   since  1850-01-01   00:00:00 ", "d": "d since 1850-01-01", "T without zone": "days since 1850-01-01T00:00:00",
    "hours": "hours since 1850-01-01", "hour": "hour since 1850-01-01", "hrs": "hrs since 1850-01-01", "hr": "hr since 1850-01-01",
    "h": "h since 1850-01-01", "minutes": "minutes since 1850-01-01", "min": "min since 1850-01-01", "mins": "mins since 1850-01-01",
    "seconds": "seconds since 1850-01-01", "secs": "secs since 1850-01-01", "sec": "sec since 1850-01-01",
    "s": "s since 1850-01-01", "milliseconds": "milliseconds since 1850-01-01", "msec": "msec since 1850-01-01",
    "msecs": "msecs since 1850-01-01", "ms": "ms since 1850-01-01", "microseconds": "microseconds since 1850-01-01",
    "east of Greenwich": "hours since 1850-01-01 00:00:00 +01:00", "west of Greenwich": "hours since 1850-01-01 00:00:00 -5:30",
    "zone without colon": "hours since 1850-01-01 00:00:00 -0600", "capital SINCE unit": "HOURS since 1850-01-01",
    "fraction of a second": "seconds since 1850-01-01 00:00:00.250", "nanoseconds": "nanoseconds since 1850-01-01",
}


def spelled():
    """Each spelling beside a plain one in another unit, so that both are read and unified."""
    for name, units in SPELLINGS.items():
        yield two(f"units spelled: {name}", f"`{units}` is read.", (i8(0, 1, 5), units, "proleptic_gregorian"),
                  (i8(3653, 3654), "days since 1850-01-01", "proleptic_gregorian"))
    for name, units in (("weeks", "weeks since 1850-01-01"), ("fortnights", "fortnights since 1850-01-01"),
                        ("no date", "days since yesterday"), ("month 13", "days since 1850-13-01"),
                        ("31 June", "days since 1850-06-31")):
        yield two(f"units refused: {name}", f"`{units}` cannot be joined with other units: the message names them.",
                  (i8(0, 1), units, "standard"), (i8(3653, 3654), "days since 1850-01-01", "standard"),
                  refused=(3, units, "a.nc", "'time'"))


def month_units():
    yield two("months since, alike", "`months since` of a calendar whose months are alike is kept when all files have it.",
              (i8(0, 1, 2), "months since 2000-01-01", "360_day"), (i8(3, 4), "months since 2000-01-01", "360_day"))
    yield two("months since, epochs a year apart", "Whole months between epochs are unified exactly.",
              (i8(0, 1, 2), "months since 2000-01-01", "360_day"), (i8(0, 1), "months since 2001-01-01", "360_day"))
    yield two("months and days", "Months have no fixed length: they cannot be joined with days.",
              (i8(0, 1), "months since 2000-01-01", "standard"), (i8(60, 91), "days since 2000-01-01", "standard"),
              refused=(3, "months since 2000-01-01", "days since 2000-01-01", "b.nc", "drop: [time]"))
    yield two("months since, epochs of different days", "Epochs that are no whole months apart are refused.",
              (i8(0, 1), "months since 2000-01-01", "standard"), (i8(0, 1), "months since 2001-01-15", "standard"),
              refused=(3, "whole months", "b.nc"))
    yield two("years and months", "Years are twelve months.",
              (i8(0, 1), "years since 2000-01-01", "360_day"), (i8(24, 25), "months since 2000-01-01", "360_day"),
              refused=(), expect=years_and_months)
    yield two("years since a date and half a year later", "No whole years apart: counted in months.",
              (i8(0,), "years since 2000-01-01", "360_day"), (i8(0, 1), "years since 2001-07-01", "360_day"),
              refused=(), expect=years_and_months)
    yield two("common_years", "`common_years since` are years of 365 days, in the calendar that has them.",
              (i8(0, 1), "common_years since 2000-01-01", "noleap"), (i8(1, 2), "common_year since 2001-01-01", "noleap"))
    yield two("common_years with fractions", "Half a year is 182.5 days.",
              (np.array([0, 1.5]), "common_years since 2000-01-01", "noleap"), (np.array([1.5, 2]), "common_years since 2001-01-01", "noleap"))
    yield two("months and days of 360_day", "Months of 30 days are joined with days.",
              (i8(0, 1), "months since 2000-01-16", "360_day"), (i8(60, 91), "days since 2000-01-01", "360_day"))
    yield two("months of 360_day, epochs of different days", "Epochs that are no whole months apart are counted in days.",
              (i8(0, 1), "months since 2000-01-01", "360_day"), (i8(0, 1), "months since 2001-01-16", "360_day"))
    yield two("common_years of another calendar", "Elsewhere years have no 365 days: refused where files differ.",
              (i8(0, 1), "common_years since 2000-01-01", "standard"), (i8(0, 1), "common_years since 2002-01-01", "standard"),
              refused=(3, "common_years", "noleap", "a.nc", "'time'"))


def years_and_months(folder):
    """cftime knows no years: in a calendar of 360 days a year is 360 days."""
    found = []
    for file in opened(folder, "a.nc", "b.nc", decode_times=False):
        unit, since = file.time.attrs["units"].split(" since ")
        file["time"] = file.time.copy(data=file.time.values * (360 if unit == "years" else 30))
        file.time.attrs["units"] = "days since " + since
        file.time.attrs["calendar"] = "360_day"
        found.append(xr.decode_cf(file))
    return xr.concat(found, dim="time", data_vars="minimal")


def repeated():
    """Members that hold the same times, counted from other dates: one coordinate."""
    for calendar, days in (("standard", 184), ("noleap", 184), ("360_day", 180)):
        for name, times in (("half days", np.arange(20) + 0.5), ("hours", 29219 + np.arange(48) / 24), ("daily", np.arange(20000) + 0.5)):
            yield Case(f"members, {name} since other dates, {calendar}", "Times that files repeat are compared as instants.",
                       members(times, calendar, days), MEMBERS, stacked)
    yield Case("members, other times", "Times that differ are refused.", members(np.arange(20) + 0.5, "noleap", 183), MEMBERS,
               refused=(3, "'time'", "must be equal", "m1.nc", "m2.nc"))


MEMBERS = {"url": "m{member}.nc", "dims": [{"concat": "member", "keys": [1, 2]}]}


def members(times, calendar, days):
    def make(folder):
        series(folder, "m1.nc", times, "days since 1870-09-01", calendar)
        series(folder, "m2.nc", times + days, "days since 1870-03-01", calendar, start=len(times))
    return make


def stacked(folder):
    found = opened(folder, "m1.nc", "m2.nc")
    return xr.concat(found, xr.Variable("member", np.array([1, 2])), data_vars=["v"], coords="minimal", compat="equals", join="exact")


CASES = [*calendars(), *spelled(), *month_units(), *repeated()]
