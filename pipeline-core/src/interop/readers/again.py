"""Whether a store can be used elsewhere: its documents are JSON, its attributes such as netCDF has, its chunks are alike
along a dimension, xarray writes it again with every library that is there, and readers of other families open it.

In old and in new xarray alike. What cannot be written again because of the values' types, or because of something that
xarray cannot write from the sources either, is no problem of the store.
"""

import importlib.util
import json
import pathlib
import tempfile

import numpy as np
import xarray as xr

if __package__:
    from readers.canonical import alike, canonical, difference, open_store, plain
else:
    from canonical import alike, canonical, difference, open_store, plain

DOCUMENTS = ("zarr.json", ".zarray", ".zgroup", ".zattrs", ".zmetadata")
WAYS = (("netcdf4", "NETCDF4"), ("netcdf4", "NETCDF3_64BIT"), ("h5netcdf", "NETCDF4"), ("scipy", "NETCDF3_64BIT"))
MODULES = {"netcdf4": "netCDF4"}

# What xarray refuses to write whoever made the data, by its words.
LIMITS = ("has conflicting _FillValue", "The truth value of an array with more than one element", "out of bounds for",
          "Python int too large to convert", "could not safely cast array from", "KeyError: 'common_years'",
          "KeyError: 'months'", "KeyError: 'ds'", "invalid reference date for time units: -")
# What xarray does not write for bounds, as CF has it from the variable that they belong to.
OF_PARENT = ("units", "standard_name", "axis", "positive", "calendar", "long_name", "leap_month", "leap_year", "month_lengths")
# Old xarray gives zarr-python the codec of texts twice.
OLD_TEXTS = "expected unicode string, found"


def refuse(text):
    raise ValueError(f"{text} is no JSON")


def documents(path):
    """Python's parser takes NaN and Infinity, which others do not."""
    problems = []
    for name in sorted(p for n in DOCUMENTS for p in pathlib.Path(path).rglob(n)):
        try:
            json.loads(name.read_text(encoding="utf-8"), parse_constant=refuse)
        except ValueError as problem:
            problems.append(f"{name.relative_to(path)}: {problem}")
    return problems


def is_netcdf(value):
    """A text, a number, or a list of one of both."""
    if isinstance(value, (list, tuple)):
        return bool(value) and (all(isinstance(v, str) for v in value) or all(is_number(v) for v in value))
    return isinstance(value, str) or is_number(value)


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def attributes(where, attrs):
    return [f"{where}: attribute {k} is {v!r}: no text, number or list" for k, v in attrs.items() if not is_netcdf(plain(v))]


def chunks(data):
    """What `data.chunks` would raise for, once the store is opened with dask."""
    found, problems = {}, []
    for name, variable in data.variables.items():
        lengths = variable.encoding.get("chunks") if name not in data.dims else None
        for dim, size, length in zip(variable.dims, variable.shape, lengths or ()):
            other = found.setdefault(dim, (min(size, length), name))
            if other[0] != min(size, length):
                problems.append(f"chunks along {dim} are {other[0]} of {other[1]}, {length} of {name}")
    return problems


def attempt(what, action):
    """Problems of an action; what it throws is one, unless nobody could have done it."""
    try:
        return [f"{what}: {p}" for p in action()]
    except Exception as problem:
        text = f"{type(problem).__name__}: {problem}"
        return [] if any(limit in text for limit in LIMITS) else [f"{what}: {text[:300]}"]


def holds(data, action):
    """Whether the values alone, without attributes and encodings, can be written in that way."""
    bare = {n: (v.dims, v.values) for n, v in data.variables.items()}
    try:
        action(xr.Dataset(bare).set_coords([c for c in data.coords]))
        return True
    except Exception:
        return False


def differences(data, path, exact, **options):
    """What is no longer as it was once it has been written."""
    problems = []
    bounds = {v.attrs.get("bounds", v.encoding.get("bounds")) for v in data.variables.values()}
    with xr.open_dataset(path, decode_timedelta=False, **options) as again:
        again = again.load()
        for name in sorted(set(map(str, data.variables)) ^ set(map(str, again.variables))):
            problems.append(f"{name} is {'lost' if name in data.variables else 'new'}")
        for name, variable in data.variables.items():
            if name not in again.variables:
                continue
            kind, have = canonical(again.variables[name].values)
            wanted, want = canonical(variable.values)
            if variable.dtype == bool and kind == "number":
                have = have.astype(bool)  # Old xarray leaves truth values the numbers that netCDF has for them.
            if kind == wanted == "number" and "_Unsigned" in variable.encoding and have.dtype.itemsize == want.dtype.itemsize:
                have = have.view(want.dtype)  # xarray does not write the attribute where there is no fill value.
            if kind == "number" and isinstance(variable.encoding.get("missing_value"), str):
                continue  # xarray masks nothing by a text, but writes the number that it spells.
            alike_types = exact or kind != "number"
            problem = difference(want, have) if alike_types else unequal(want, have)
            problems += [f"{name}: {problem or kind}"] if problem or kind != wanted else []
            attrs = {k: v for k, v in variable.attrs.items() if not (name in bounds and k in OF_PARENT)}
            problems += changed(f"{name}: ", attrs, again.variables[name].attrs)
        problems += changed("", data.attrs, again.attrs)
    return problems


def unequal(want, have):
    """Classic netCDF has fewer types, but the same numbers."""
    return None if np.array_equal(np.float64(want), np.float64(have), equal_nan=True) else "other values"


def changed(where, want, have):
    have = {k: plain(v) for k, v in have.items()}
    return [f"{where}attribute {k} is {have.get(k)!r} instead of {v!r}" for k, v in want.items()
            if not alike(have.get(k), plain(v))]


def written(data, form, folder, ways):
    """Writes with every library that is there, and looks at what was written."""
    problems = []
    for engine, kind in ways:
        if importlib.util.find_spec(MODULES.get(engine, engine)) is None:
            continue
        path = folder / f"{engine}-{kind}.nc"

        def write(what, path=path, engine=engine, kind=kind):
            what.to_netcdf(path, engine=engine, format=kind)

        def again(path=path, engine=engine, kind=kind, write=write):
            write(data)
            return differences(data, path, kind == "NETCDF4", engine=engine)

        if holds(data, write) and is_held(data, kind):
            problems += attempt(f"to_netcdf({engine}, {kind})", again)
    return problems + attempt("to_zarr", lambda: rewritten(data, form, folder / "again.zarr"))


def is_held(data, kind):
    """Whether the attributes are of types that classic netCDF has."""
    values = [plain(v) for attrs in (data.attrs, *(v.attrs for v in data.variables.values())) for v in attrs.values()]
    flat = [v for value in values for v in (value if isinstance(value, list) else [value])]
    lists = any(isinstance(value, list) and isinstance(value[0], str) for value in values if value)
    return kind == "NETCDF4" or not (lists or any(isinstance(v, int) and abs(v) >= 2**31 for v in flat))


def rewritten(data, form, path):
    options = {"zarr_format": 2 if form == "v2" else 3} if hasattr(xr, "DataTree") else {}
    try:
        data.to_zarr(path, mode="w", consolidated=True, **options)
    except TypeError as problem:
        if OLD_TEXTS in str(problem) and not options:
            return []
        raise
    return differences(data, path, True, engine="zarr", consolidated=True)


def known_to_gdal(path, name, version):
    """Whether GDAL knows the codecs of an array: those that only numcodecs has, as chunks that are copied may, it does not,
    nor filters of Zarr 2 before GDAL 3.8."""
    folder = pathlib.Path(path) / name
    if (folder / ".zarray").exists():
        return version >= 3_080_000 or not json.loads((folder / ".zarray").read_text())["filters"]
    document = folder / "zarr.json"
    codecs = json.loads(document.read_text())["codecs"] if document.exists() else []
    return not any(codec["name"].startswith("numcodecs.") for codec in codecs)


def gdal(path, names):
    """GDAL opens every array; it has no texts of varying length in Zarr 2."""
    from osgeo import gdal as library

    library.UseExceptions()
    root = library.OpenEx(str(path), library.OF_MULTIDIM_RASTER).GetRootGroup()
    absent = sorted(set(names) - set(root.GetMDArrayNames()))
    version = int(library.VersionInfo())
    problems = [f"{n} is missing" for n in absent if known_to_gdal(path, n, version)]
    for attribute in root.GetAttributes():
        attribute.Read()
    for name in set(names) & set(root.GetMDArrayNames()):
        for attribute in root.OpenMDArray(name).GetAttributes():
            attribute.Read()
    return problems


def netcdf_c(path, names):
    """The library behind ncdump opens a store of Zarr 2; scalars that are not its own it does not always find."""
    import netCDF4

    with netCDF4.Dataset(f"file://{path}#mode=zarr,file") as file:
        return [f"{n} is missing" for n in sorted(set(names) - set(file.variables))]


def problems(path, form, one_grid=True, ways=WAYS):
    """All of it, for a store that is one group; `one_grid` says that no variable has chunks of its own."""
    found = documents(path)
    with open_store(path, True) as data:
        found += chunks(data) if one_grid else []
        data = data.load()
        found += attributes("data set", data.attrs)
        for name, variable in data.variables.items():
            found += attributes(name, variable.attrs)
        texts = any(v.dtype.kind in "OSUT" and canonical(v.values)[0] == "string" for v in data.variables.values())
        with tempfile.TemporaryDirectory() as folder:
            found += written(data, form, pathlib.Path(folder), ways)
        if importlib.util.find_spec("osgeo") is not None and not (texts and form == "v2"):
            found += attempt("GDAL", lambda: gdal(path, data.variables))
        if hasattr(xr, "DataTree") and form == "v2" and not texts:
            found += attempt("netCDF-C", lambda: netcdf_c(path, [n for n, v in data.variables.items() if v.ndim]))
    return found
