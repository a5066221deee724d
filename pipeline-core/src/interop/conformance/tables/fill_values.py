"""What stands where there is nothing: the lines that messages propose, for every type, and what those mean to xarray."""

import numpy as np
import xarray as xr

from conformance.case import Case, along, files
from conformance.making import DECODED, joined, opened, write

THEME = "Fill values"
DAYS = {"url": "{time:%Y%m%d}.nc", "dims": along("time", dates={"start": "2000-01-01", "end": "2000-01-03", "step": "P1D"})}
AB = files("a.nc", "b.nc")
KINDS = {"int8": "i1", "uint8": "u1", "int16": "i2", "uint16": "u2", "int32": "i4", "uint32": "u4", "int64": "i8", "uint64": "u8"}
FILL = {"int8": -127, "uint8": 255, "int16": -32767, "uint16": 65535, "int32": -2147483647, "uint32": 4294967295,
        "int64": -9223372036854775808, "uint64": 9223372036854775807}
WIDE = ("int32", "uint32", "int64", "uint64")  # what xarray reads as doubles, if something is missing


def day(folder, name, number, values, **attrs):
    write(folder / name, {"time": ("time", np.array([float(number)]), {"units": "days since 2000-01-01", "calendar": "standard"}),
                          "v": ("time x", np.array([values]), attrs)})


def holes(values, more, **attrs):
    return lambda folder: (day(folder, "20000101.nc", 0, values, **attrs), day(folder, "20000103.nc", 2, more, **attrs))


def lacking(values, **attrs):
    def make(folder):
        day(folder, "a.nc", 0, values, **attrs)
        write(folder / "b.nc", {"time": ("time", np.array([1.0]), {"units": "days since 2000-01-01", "calendar": "standard"})})
    return make


def shorter(values, **attrs):
    return lambda folder: (day(folder, "a.nc", 0, values, **attrs), day(folder, "b.nc", 1, values[:1], **attrs))


def filled(kind, nothing=np.nan):
    def expect(folder):
        a, b = opened(folder, "20000101.nc", "20000103.nc")
        days = a.time.values[0] + np.arange(3).astype("m8[D]")
        found = xr.concat([a, b], dim="time", **DECODED)
        found["v"] = found.v.astype(kind)
        return found.reindex(time=days, fill_value=nothing).assign_coords(time=("time", days, found.time.attrs))
    return expect


def proposals():
    for name, kind in KINDS.items():
        values, more = np.array([0, 1], kind), np.array([2, 3], kind)
        line = f"target: {{encoding: {{v: {{fill_value: {FILL[name]}}}}}}}"
        yield Case(f"missing file, {name}", "Refused without a fill value, with one that can be written.", holes(values, more), DAYS,
                   policies={"missing_files": "fill"}, refused=(2, "'v'", name, line))
        yield Case(f"missing file, {name}, the line that is proposed", "The fill value is missing to xarray.", holes(values, more), DAYS,
                   policies={"missing_files": "fill"}, target={"encoding": {"v": {"fill_value": FILL[name]}}},
                   expect=filled("f8" if name in WIDE else "f4"))
        yield Case(f"missing variable, {name}", "The same where a file lacks the variable.", lacking(values), AB,
                   policies={"missing_variables": "fill"}, refused=(2, "'v'", name, line))
        yield Case(f"pad, {name}", "The same where a dimension is padded.", shorter(values), AB, policies={"pad": {"x": "max"}},
                   refused=(2, "'v'", name, line))
        yield Case(f"NaN in {name}", "The same where a cast has no place for what is missing.",
                   lambda folder: day(folder, "a.nc", 0, np.array([1, np.nan])), files("a.nc"), target={"encoding": {"v": {"dtype": name}}},
                   refused=(3, "'v'", name, line))
        yield Case(f"transforms: cast to {name}, NaN", "The same where a transform casts.",
                   lambda folder: day(folder, "a.nc", 0, np.array([1, np.nan])), files("a.nc"), transforms=[{"cast": {"v": name}}],
                   refused=(3, "'v'", name, f"{{v: {{dtype: {name}, fill_value: {FILL[name]}}}}}"))
        yield Case(f"mask of {name}", "The same where a transform masks.", lambda folder, values=values: day(folder, "a.nc", 0, values),
                   files("a.nc"), transforms=[{"mask": {"v": {"where": "v", "below": 1}}}], refused=(2, "'v'", f"{{_FillValue: {FILL[name]}}}"))
    flags = {"flag_values": np.array([-127, -128], "i1"), "flag_meanings": "a b"}
    yield Case("missing file, flags", "What is proposed is no flag.", holes(np.array([-127, -128], "i1"), np.array([-127, 0], "i1"), **flags),
               DAYS, policies={"missing_files": "fill"}, refused=(2, "'v'", "{fill_value: 127}"))
    boolean = {"dtype": "bool"}
    truths = np.array([0, 1], "i1"), np.array([1, 1], "i1")
    yield Case("missing file, booleans", "All values mean something: a type that has more is proposed.", holes(*truths, **boolean), DAYS,
               policies={"missing_files": "fill"}, refused=(2, "'v'", "{cast: {v: float32}}", "{dtype: null}"))
    yield Case("missing file, booleans, the line that is proposed", "True, false and NaN.", holes(*truths, **boolean), DAYS,
               policies={"missing_files": "fill"}, expect=filled("f4"),
               transforms=[{"cast": {"v": "float32"}}, {"set_attributes": {"v": {"dtype": None}}}])


def texts():
    some = np.array(["a", "b"], object), np.array(["c", "d"], object)
    line = 'target: {encoding: {v: {fill_value: ""}}}'
    yield Case("missing file, texts", "Refused without a text that stands for nothing.", holes(*some), DAYS,
               policies={"missing_files": "fill"}, refused=(2, "'v'", "string", line))
    yield Case("missing file, texts, the line that is proposed", "The empty text is missing to xarray.", holes(*some), DAYS,
               policies={"missing_files": "fill"}, target={"encoding": {"v": {"fill_value": ""}}}, expect=filled(object))
    yield Case("missing variable, texts", "The same where a file lacks the variable.", lacking(some[0]), AB,
               policies={"missing_variables": "fill"}, refused=(2, "'v'", "string", line))


def ranges():
    singles = lambda folder: day(folder, "a.nc", 0, np.array([1, 2], "f4"))
    for value in (1e50, -1e300):
        yield Case(f"{value:g} in float32", "A fill value beyond the type is the recipe's fault.", singles, files("a.nc"),
                   target={"encoding": {"v": {"fill_value": value}}}, refused=(2, "encoding: v: fill_value", "out of the range of float32"))
    yield Case("0.1 in float32", "The nearest number of the type is taken.", singles, files("a.nc"),
               target={"encoding": {"v": {"fill_value": 0.1}}}, expect=joined("a.nc"))


CASES = [*proposals(), *texts(), *ranges()]
