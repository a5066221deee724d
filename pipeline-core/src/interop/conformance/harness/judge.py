"""Whether a store is what a case expects, bit for bit: both as data sets that xarray has opened."""

import pathlib

import numpy as np
import xarray as xr

from readers.again import documents
from readers.canonical import alike, canonical, difference, held, is_time, plain

OURS = "arcoforge"  # Attributes of ours may be added under this name.
GREGORIAN = ("standard", "gregorian", "proleptic_gregorian")


def nodes(data):
    """The groups of a data set or a tree: {path: Dataset}."""
    if isinstance(data, xr.DataTree):
        return {node.path: node.to_dataset(inherit=False) for node in data.subtree}
    return {"/": data}


def judge(expected, store, attributes=True):
    """What is wrong with a store: a list of problems, empty if nothing is."""
    problems = documents(store)
    for consolidated in (True, False):
        found = judge_once(expected, store, consolidated, attributes)
        problems += [f"{'consolidated' if consolidated else 'not consolidated'}: {p}" for p in found]
    if isinstance(expected, xr.Dataset):
        groups = [p for n in ("zarr.json", ".zgroup") for p in pathlib.Path(store).rglob(n) if is_group(p)]
        if len(groups) > 1:
            problems.append(f"{len(groups)} groups, expected one")
    return problems


def is_group(path):
    return path.name == ".zgroup" or '"group"' in path.read_text(encoding="utf-8")


def judge_once(expected, store, consolidated, attributes):
    want = nodes(expected)
    # Durations are decoded where the oracle decoded them.
    durations = {str(n): v.dtype.kind == "m" for ds in want.values() for n, v in ds.variables.items()}
    opened = xr.open_datatree if isinstance(expected, xr.DataTree) else xr.open_dataset
    options = {"engine": "zarr", "consolidated": consolidated}
    with opened(store, **options, decode_timedelta=durations or False) as data:
        have = nodes(data)
        problems = [f"group {p} is {'missing' if p in want else 'not expected'}" for p in sorted(set(want) ^ set(have))]
        for path in sorted(set(want) & set(have)):
            where = "" if path == "/" else f"{path}: "
            # Numbers as they are stored, which need not be those of the group around: so no tree is made of them.
            with xr.open_dataset(store, group=path.strip("/") or None, **options, decode_cf=False) as stored:
                problems += [where + p for p in dataset_problems(want[path], have[path], stored, attributes)]
    return problems


def dataset_problems(want, have, stored, attributes):
    problems = []
    for name in sorted(set(map(str, want.variables)) ^ set(map(str, have.variables))):
        problems.append(f"{name} is {'missing' if name in want.variables else 'not expected'}")
    if dict(want.sizes) != dict(have.sizes):
        problems.append(f"sizes {dict(have.sizes)}, expected {dict(want.sizes)}")
    if attributes:
        problems += attribute_problems("data set", want.attrs, have.attrs)
    for name in sorted(set(map(str, want.variables)) & set(map(str, have.variables))):
        expected, found = want.variables[name], have.variables[name]
        if expected.dims != found.dims:
            problems.append(f"{name}: dims {found.dims}, expected {expected.dims}")
            continue
        if (name in want.coords) != (name in have.coords):
            problems.append(f"{name} is {'' if name in have.coords else 'not '}a coordinate")
        problems += [f"{name}: {p}" for p in value_problems(expected, found, stored.variables[name])]
        if attributes:
            problems += attribute_problems(name, expected.attrs, found.attrs)
    return problems


def attribute_problems(where, want, have):
    want = {k: held(v) for k, v in want.items() if not k.startswith(OURS)}
    have = {k: plain(v) for k, v in have.items() if not k.startswith(OURS)}
    return [f"{where}: attribute {key} is {have.get(key)!r}, expected {want.get(key)!r}"
            for key in sorted(set(want) | set(have))
            if key not in have or key not in want or not alike(want[key], have[key])]


def value_problems(expected, found, stored):
    want, have = np.asarray(expected.values), np.asarray(found.values)
    if have.dtype == np.float64 and want.dtype == np.float32:
        have = single_precision(have, stored)
    kinds = [kind_of(a) for a in (want, have)]
    if kinds[0] != kinds[1]:
        return [f"{kinds[1]} ({have.dtype}), expected {kinds[0]} ({want.dtype})"]
    if want.shape != have.shape:
        return [f"shape {have.shape}, expected {want.shape}"]
    calendars = [calendar(a) for a in (want, have)]
    if kinds[0] == "time" and not same_calendar(*calendars):
        return [f"calendar {calendars[1]}, expected {calendars[0]}"]
    problem = difference(one_nan(canonical(want)[1]), one_nan(canonical(have)[1]))
    return [problem] if problem else []


def kind_of(array):
    if is_time(array):
        return "time"
    return {"O": "string", "S": "string", "U": "string", "T": "string", "m": "duration", "b": "boolean"}.get(
        array.dtype.kind, "number")


def calendar(array):
    if array.dtype.kind != "O" or not is_time(array):
        return None
    return array.reshape(-1)[0].calendar


def same_calendar(a, b):
    """datetime64 (None) holds dates of the Gregorian calendars, which xarray does not tell apart."""
    if a is None or b is None:
        return (a or "standard") in GREGORIAN and (b or "standard") in GREGORIAN
    return a == b or {a, b} <= {"standard", "gregorian"}


def one_nan(array):
    """NaN is NaN, whatever its sign and payload."""
    if array.dtype.kind not in "fc":
        return array
    return np.where(np.isnan(array), np.array(np.nan, array.dtype), array)


def single_precision(have, stored):
    """JSON has double precision numbers only: factors that were single precision are so again for decoding."""
    factors = [k for k in ("scale_factor", "add_offset") if k in stored.attrs]
    if not factors or any(float(np.float32(stored.attrs[k])) != stored.attrs[k] for k in factors):
        return have
    attrs = {**stored.attrs, **{k: np.float32(stored.attrs[k]) for k in factors}}
    variable = xr.Variable(stored.dims, stored.values, attrs)
    return np.asarray(xr.conventions.decode_cf_variable("v", variable).values)
