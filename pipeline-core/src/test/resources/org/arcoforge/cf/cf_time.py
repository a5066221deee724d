"""Writes cf_dates.csv, cf_times.csv and cf_units.csv: what cftime and xarray make of dates and times.

    python3 cf_time.py        (needs cftime, xarray; writes beside itself)
"""
import csv
import pathlib
import random
import warnings

import cftime
import numpy as np
from xarray.coding.times import decode_cf_datetime

warnings.simplefilter("ignore")
HERE = pathlib.Path(__file__).parent
CALENDARS = ["standard", "proleptic_gregorian", "julian", "noleap", "all_leap", "360_day"]
REAL = CALENDARS[:3]
random.seed(20241015)


def write(name, header, rows):
    with open(HERE / name, "w", newline="") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(header)
        out.writerows(rows)


def days():
    fixed = [(1, 1, 1), (1, 12, 31), (-1, 12, 28), (-1, 1, 1), (-4, 2, 28), (-4, 3, 1), (-5, 3, 1), (4, 2, 29),
             (100, 2, 28), (100, 3, 1), (1500, 2, 29), (1582, 10, 1), (1582, 10, 4), (1582, 10, 5), (1582, 10, 14),
             (1582, 10, 15), (1582, 12, 31), (1583, 1, 1), (1600, 2, 29), (1700, 2, 29), (1700, 3, 1), (1899, 12, 31),
             (1900, 2, 28), (1969, 12, 31), (1970, 1, 1), (2000, 2, 29), (2001, 2, 30), (9999, 12, 28), (0, 1, 1),
             (0, 2, 29), (0, 12, 30), (-400, 3, 1), (12345, 6, 7)]
    for calendar in CALENDARS:
        origin = 2440588 if calendar in REAL else cftime.datetime(1970, 1, 1, calendar=calendar).toordinal()
        dates = fixed + [(random.randint(-4700, 9999), random.randint(1, 12), random.randint(1, 30)) for _ in range(60)]
        for y, m, d in dates:
            try:
                if y == 0 and calendar in ("standard", "julian"):
                    raise ValueError
                yield calendar, y, m, d, cftime.datetime(y, m, d, calendar=calendar).toordinal() - origin
            except ValueError:
                yield calendar, y, m, d, ""


def iso(t):
    day = f"{'-' if t.year < 0 else ''}{abs(t.year):04d}-{t.month:02d}-{t.day:02d}T"
    text = f"{t.hour:02d}:{t.minute:02d}:{t.second:02d}"
    us = t.microsecond
    return day + text + ("" if us == 0 else f".{us // 1000:03d}" if us % 1000 == 0 else f".{us:06d}")


def numpy_iso(t):
    seconds, rest = str(t).split(".")
    while rest.endswith("000"):
        rest = rest[:-3]
    return seconds + ("." + rest if rest else "")


def times():
    values = [0, 1, 31, -1, 365.25, 0.5, 1 / 24, 1 / 3, 0.1, 7 / 24 / 60, 40000 + 7 / 24, 123456.789, -0.75, 719163]
    epochs = ["1850-01-01", "1-1-1 00:00:0.0", "1582-10-04", "1582-10-20 12:00", "1900-01-01 00:00:00.0",
              "1981-09-01T12:30:15.25", "9998-12-01", "2000-02-28 23:59:59",
              "1677-09-21 04:23:00", "2262-04-11 23:40:00"]
    for calendar in CALENDARS:
        for epoch in epochs:
            for unit in ("days", "hours", "minutes", "seconds"):
                for value in values:
                    units = f"{unit} since {epoch}"
                    try:
                        t = decode_cf_datetime(np.array([value], dtype="f8"), units, calendar)[0]
                    except (ValueError, OverflowError):
                        continue
                    yield units, calendar, repr(float(value)), (
                        numpy_iso(t) if isinstance(t, np.datetime64) else iso(t))


def units():
    texts = ["days since 1850-1-1", "Days Since 1850-01-01", "day since 1850-01-01T00:00:00Z",
             "hours since 1900-01-01 00:00:00.0", "hr since 1900-01-01 06:30", "h since 2000-2-29 1:2:3",
             "minutes since 2000-01-01 00:00:00 +01:00", "min since 2000-01-01 00:00:00 UTC",
             "seconds since 2000-01-01 00:00:00 -06:00", "sec since 2000-01-01T00:00:00+0530",
             "s since 1992-10-8 15:15:42.5 -06:00", "milliseconds since 1970-01-01", "msec since 1970-01-01T00:00:00.125",
             "microseconds since 0001-01-01 00:00:00", "days since 10000-01-01", "days since -0044-03-15",
             "days since 1582-10-10", "days since 0000-01-01", "days since 2001-02-29", "days since 2001-02-30",
             "days since 2000-01-01 24:00:00", "days since 2000-13-01", "fortnights since 2000-01-01"]
    for calendar in CALENDARS:
        for text in texts:
            try:
                t = iso(cftime.num2date(0, text, calendar))
            except (ValueError, TypeError):
                t = ""
            yield text, calendar, t


write("cf_dates.csv", ["calendar", "year", "month", "day", "day_since_1970"], days())
write("cf_times.csv", ["units", "calendar", "value", "iso"], times())
write("cf_units.csv", ["units", "calendar", "epoch"], units())
