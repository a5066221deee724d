"""Whether a store that advice led to abides by its sources: what xarray sees in the files is in it, and where it is not,
the report says so."""

import contextlib
import glob
import re

import numpy as np
import xarray as xr

from readers.canonical import canonical, difference

READ = (".nc", ".nc4", ".h5")
SELECTING = {"isel", "sel", "sort", "roll_longitude", "squeeze"}  # Transforms after which a store has other elements.


def differences(work, store, said):
    """What is wrong with a store, and how many variables were compared with the files."""
    case = work.case
    with contextlib.ExitStack() as opened:
        data = opened.enter_context(open_either(store, engine="zarr"))
        data.load()
        if not data.variables:
            arrays = [p for n in ("zarr.json", ".zarray") for p in store.rglob(n) if p.parent != store]
            return ([] if arrays else ["the store is empty"]), 0
        sources = files_of(work)
        group = case.pattern.get("group", "/")
        dims = case.pattern.get("dims", [])
        joined = [d["concat"] for d in dims if isinstance(d.get("concat"), str)]
        selecting = any(SELECTING & set(t) for t in case.transforms if isinstance(t, dict))
        if not sources or selecting or "*" in group or len(joined) != len(dims) or len(dims) > 1:
            return [], 0
        decoded = not any(str(v.attrs.get("units", "")).find(" since ") > 0 for v in data.variables.values())
        try:
            parts = [opened.enter_context(xr.open_dataset(f, group=group, decode_times=decoded)).load() for f in sources]
        except Exception:
            return [], 0  # What xarray cannot open has no oracle.
        return against(data, parts, joined[0] if joined else None, case, said)


def open_either(path, **options):
    """Opened with times, or without them where xarray does not know the units."""
    try:
        data = xr.open_dataset(path, **options)
        data.load()
        return data
    except ValueError:
        return xr.open_dataset(path, decode_times=False, **options)


def files_of(work):
    """The files of a pattern in their order, if they lie in the folder of the case and xarray reads them."""
    pattern = work.case.pattern
    if "files" in pattern:
        names = pattern["files"]
    else:
        place = pattern.get("glob") or pattern.get("url")
        if not isinstance(place, str):
            return []
        place = place if place.startswith("/") else str(work.folder / place)
        names = sorted(glob.glob(re.sub(r"\{[^}]*\}", "*", place)))
    names = [work.folder / n if isinstance(n, str) else None for n in names]
    good = all(n is not None and n.suffix in READ and n.is_file() for n in names)
    return names if good else []


def against(data, parts, dim, case, said):
    problems, compared = [], 0
    touched = repr(case.transforms)
    policies = case.policies
    places = None  # of the store's elements among those of the files
    if dim and all(dim in p.dims for p in parts) and dim in data.dims:
        total = sum(p.sizes[dim] for p in parts)
        if data.sizes[dim] < total and not said:
            problems.append(f"{total - data.sizes[dim]} elements along {dim} are left out, and the report does not say so")
        if dim in data.variables and all(dim in p.variables for p in parts) and f"'{dim}'" not in touched:
            places = by_value(values(data[dim]), np.concatenate([values(p[dim]) for p in parts]),
                              "keep-last" in str(policies.get("order")))
        elif data.sizes[dim] == total:
            places = np.arange(total)
        if places is None:
            return problems, 0
    for name, stored in data.variables.items():
        if not all(name in p.variables for p in parts) or re.search(rf"(?<![\w/]){re.escape(str(name))}(?!\w)", touched):
            continue
        found = [p.variables[name] for p in parts]
        if any(f.dims != stored.dims for f in found):
            continue
        if dim in stored.dims:
            want, axis = joined(found, stored, dim), stored.dims.index(dim)
            if want is None:
                continue
            want, have = np.take(want, places[places >= 0], axis), np.compress(places >= 0, values(stored), axis)
        else:
            want, have = values(found[0]), values(stored)
            if dim and "tolerance" not in str(policies) and name not in str(policies.get("coordinates")) and not all(
                    f.shape == found[0].shape and alike(values(f), want) for f in found):
                problems.append(f"{name} differs between the files, and the first one's values are stored")
        dtype = case.target.get("encoding", {})
        dtype = dtype.get(name, {}) if isinstance(dtype, dict) else {}
        if isinstance(dtype, dict) and "dtype" in dtype:
            # What is missing stays so, also where the store has integers.
            gone = np.isnan(want) if want.dtype.kind == "f" else np.zeros(want.shape, bool)
            kept = want if np.dtype(dtype["dtype"]).kind == "f" else np.rint(np.where(gone, 0, want)) if gone.any() else want
            kept = kept.astype(dtype["dtype"]).astype(have.dtype)
            want = np.where(gone, np.nan, kept) if gone.any() else kept
        compared += 1
        if want.shape != have.shape:
            problems.append(f"{name}: shape {have.shape}, expected {want.shape}")
        elif not alike(want, have):
            problems.append(f"{name}: other values than in the files")
    return problems, compared


def values(variable):
    return np.asarray(variable.values)


def by_value(have, want, last):
    """Where each of the store's values is among the files' (-1: nowhere)."""
    order = range(len(want)) if last else range(len(want) - 1, -1, -1)
    place = {str(want[i]): i for i in order}
    return np.array([place.get(str(v), -1) for v in have], int)


def joined(found, stored, dim):
    """The files' values along the dimension, padded where the store is larger."""
    axis, parts = stored.dims.index(dim), []
    for f in found:
        part = values(f)
        short = [(0, 0 if d == axis else stored.shape[d] - n) for d, n in enumerate(part.shape)]
        if any(after < 0 for _, after in short):
            return None
        if any(after for _, after in short):
            if part.dtype.kind not in "fiu":
                return None
            part = np.pad(part.astype("f8"), short, constant_values=np.nan)
        parts.append(part)
    return np.concatenate(parts, axis)


def alike(want, have):
    """Equal values, of whatever type of numbers holds them."""
    if want.dtype.kind in "fiu" and have.dtype.kind in "fiu":
        if want.dtype.kind in "iu" and have.dtype.kind in "iu":
            return bool((want.astype(object) == have.astype(object)).all())
        return bool(np.array_equal(want.astype("f8"), have.astype("f8"), equal_nan=True))
    return difference(canonical(want)[1], canonical(have)[1]) is None
