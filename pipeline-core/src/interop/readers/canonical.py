"""A data set in a form that does not depend on the version of xarray: what a reader sees, to be compared bit for bit."""

import json

import numpy as np
import xarray as xr


def plain(value):
    """An attribute as JSON would hold it."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, (np.ndarray, np.generic)):
        value = value.tolist()
    if isinstance(value, (list, tuple)):
        values = [plain(v) for v in value]
        return values[0] if len(values) == 1 else values
    return value


def held(value):
    """An attribute of a source as a store holds it: a text, a number, or a list, in JSON, which has no NaN."""
    value = plain(value)
    values = value if isinstance(value, list) else [value]
    values = [int(v) if isinstance(v, bool) else v for v in values]
    special = [isinstance(v, float) and not np.isfinite(v) for v in values]
    if not values:
        return ""
    if any(special):
        values = [json_text(v) if odd else v for v, odd in zip(values, special)]
        return json.dumps(values) if len(values) > 1 else values[0]
    return values if len(values) > 1 else values[0]


def json_text(number):
    return "NaN" if number != number else "Infinity" if number > 0 else "-Infinity"


def alike(a, b):
    """Equality of attributes; NaN equals NaN, 1 equals 1.0."""
    return a == b or repr(a) == repr(b)


def is_time(array):
    return array.dtype.kind == "M" or (
        array.dtype.kind == "O" and array.size > 0 and hasattr(array.flat[0], "calendar"))


def time_text(value):
    """One decoded time to the nanosecond, whatever type holds it."""
    if isinstance(value, np.datetime64):
        return str(np.datetime_as_string(value, "ns")) if not np.isnat(value) else "NaT"
    if value is None or value != value:
        return "NaT"
    return (f"{value.year:04d}-{value.month:02d}-{value.day:02d}T{value.hour:02d}:{value.minute:02d}:"
            f"{value.second:02d}.{value.microsecond:06d}000")


def text(value):
    return value.decode("utf-8").rstrip("\0") if isinstance(value, bytes) else str(value)


def canonical(array):
    """(kind, array): times and strings as text, numbers in the machine's byte order."""
    array = np.asarray(array)
    if is_time(array):
        flat = [time_text(v) for v in array.reshape(-1)]
        return "time", np.array(flat, "U29").reshape(array.shape)
    if array.dtype.kind in "OSUT":
        flat = [text(v) for v in array.reshape(-1)]
        return "string", np.array(flat, dtype=object).reshape(array.shape)
    return "number", np.ascontiguousarray(array.astype(array.dtype.newbyteorder("="))).reshape(array.shape)


def difference(expected, found):
    """None if two canonical arrays are alike bit for bit; else where they first differ."""
    if expected.shape != found.shape:
        return f"shape {found.shape}, expected {expected.shape}"
    if expected.dtype.kind in "OU":
        bad = np.array([str(a) != str(b) for a, b in zip(expected.reshape(-1), found.reshape(-1))], bool)
    else:
        if expected.dtype != found.dtype:
            return f"dtype {found.dtype}, expected {expected.dtype}"
        width = expected.dtype.itemsize
        bits = [np.ascontiguousarray(a).reshape(-1).view(np.uint8).reshape(-1, width) for a in (expected, found)]
        bad = (bits[0] != bits[1]).any(axis=1)
    if not bad.any():
        return None
    first = int(np.argmax(bad))
    index = tuple(int(i) for i in np.unravel_index(first, expected.shape))
    return (f"{int(bad.sum())} of {bad.size} values differ, first at {index}: "
            f"{found.reshape(-1)[first]!r}, expected {expected.reshape(-1)[first]!r}")


def open_store(path, consolidated, **options):
    return xr.open_dataset(path, engine="zarr", consolidated=consolidated, decode_timedelta=False, **options)


def open_source(path, group=None, **options):
    options.setdefault("decode_timedelta", False)
    return xr.open_dataset(path, group=group, **options)
