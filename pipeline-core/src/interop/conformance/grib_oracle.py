#!/usr/bin/env python3
"""Makes GRIB files with ecCodes, and says by cfgrib what is in them: a program of its own, for a Python that has both.

    grib_oracle.py make NAME FOLDER        writes the files of a case
    grib_oracle.py expect NAME FOLDER      cfgrib's data set, as FOLDER/expected.npz

The keys of the archive are NAME|dims,… of the variables, coordinates with a * before.
"""

import sys

import eccodes
import numpy as np

RNG = np.random.default_rng(7)
GLOBE = {
    "Ni": 36, "Nj": 19, "latitudeOfFirstGridPointInDegrees": 90, "latitudeOfLastGridPointInDegrees": -90,
    "longitudeOfFirstGridPointInDegrees": 0, "longitudeOfLastGridPointInDegrees": 350,
    "iDirectionIncrementInDegrees": 10, "jDirectionIncrementInDegrees": 10,
}


def field(ny=19, nx=36, phase=0):
    y, x = np.mgrid[0:ny, 0:nx]
    return 280 + 10 * np.sin(x / 5 + phase) + 5 * np.cos(y / 3) + RNG.normal(size=(ny, nx))


def message(sample, values, missing=None, packing=None, **keys):
    handle = eccodes.codes_grib_new_from_samples(sample)
    for key, value in keys.items():
        eccodes.codes_set(handle, key, value)
    values = np.asarray(values, float).ravel()
    if missing is not None:
        eccodes.codes_set(handle, "bitmapPresent", 1)
        eccodes.codes_set(handle, "missingValue", 1e20)
        values = np.where(np.ravel(missing), 1e20, values)
    if packing:
        eccodes.codes_set(handle, "packingType", packing)
    eccodes.codes_set_values(handle, values)
    result = eccodes.codes_get_message(handle)
    eccodes.codes_release(handle)
    return result


def globe(edition, values=None, **keys):
    values = field() if values is None else values
    keys.setdefault("paramId", 167)
    return message(f"regular_ll_sfc_grib{edition}", values, **{**GLOBE, **keys})


def sampled(name, **keys):
    """A message of one of ecCodes' samples with values of our own."""
    handle = eccodes.codes_grib_new_from_samples(name)
    for key, value in keys.items():
        eccodes.codes_set(handle, key, value)
    eccodes.codes_set_values(handle, 250 + 50 * RNG.random(eccodes.codes_get_size(handle, "values")))
    result = eccodes.codes_get_message(handle)
    eccodes.codes_release(handle)
    return result


def member(edition, number, **keys):
    if edition == 1:
        return globe(1, setLocalDefinition=1, localDefinitionNumber=1, stream="enfo", type="pf", number=number,
                     totalNumber=3, **keys)
    return globe(2, productDefinitionTemplateNumber=1, perturbationNumber=number, numberOfForecastsInEnsemble=3, **keys)


def level(edition, hpa, day=1, hour=0, param=130):
    return globe(edition, field(phase=hpa), paramId=param, typeOfLevel="isobaricInhPa", level=hpa,
                 dataDate=20200100 + day, dataTime=hour)


def several():
    """One message of edition 2 that holds two fields."""
    multi = eccodes.codes_grib_multi_new()
    for param in (131, 132):
        handle = eccodes.codes_new_from_message(level(2, 500, param=param))
        eccodes.codes_grib_multi_append(handle, 4, multi)
    return multi


def corners(i_negative, j_positive):
    keys = {"iScansNegatively": i_negative, "jScansPositively": j_positive}
    if i_negative:
        keys.update(longitudeOfFirstGridPointInDegrees=350, longitudeOfLastGridPointInDegrees=0)
    if j_positive:
        keys.update(latitudeOfFirstGridPointInDegrees=-90, latitudeOfLastGridPointInDegrees=90)
    return keys


def projected(name, **keys):
    sample = "polar_stereographic_sfc_grib2" if name == "polar_stereographic" else "GRIB2"
    more = {} if name == "polar_stereographic" else {"gridType": name}
    return message(sample, field(20, 30), **more, Nx=30, Ny=20, jScansPositively=1, shapeOfTheEarth=6, paramId=167, **keys)


def daily(name, edition, days):
    return {f"{name}{d}.grib": [globe(edition, field(phase=d), dataDate=20200100 + d, dataTime=0)] for d in days}


SOME = RNG.random((19, 36)) > 0.6
FINE = dict(Ni=21, Nj=11, latitudeOfFirstGridPointInDegrees=51.1, latitudeOfLastGridPointInDegrees=50.1,
            longitudeOfFirstGridPointInDegrees=358.7, longitudeOfLastGridPointInDegrees=0.7,
            iDirectionIncrementInDegrees=0.1, jDirectionIncrementInDegrees=0.1)
FILES = {
    "sparse": lambda: {"a.grib": [level(1, p, d, h) for p in (1000, 850) for d in (1, 2) for h in (0, 1200)][:-3]},
    "two fields": lambda: {"a.grib": several()},
    "heading": lambda: {"a.grib": [b"\x01\r\r\n123\r\r\nHTSF01 ECMF 010000\r\r\n", globe(1), b"\r\r\n\x03" + bytes(999),
                                   globe(1, paramId=134), bytes(77)]},
    "cut off": lambda: {"a.grib": [globe(2), globe(2, paramId=134)[:-99]]},
    "heights": lambda: {"a.grib": [globe(2), globe(2, paramId=165), globe(2, paramId=166)]},
    "level types": lambda: {"a.grib": [level(2, 500), globe(2, paramId=130, typeOfLevel="hybrid", level=4)]},
    "spectral": lambda: {"a.grib": [sampled("sh_pl_grib1")]},
    "same place": lambda: {"a.grib": [globe(1), globe(1)]},
    "repeated": lambda: {"a.grib": [one := globe(1), one]},
    "regular gaussian": lambda: {"a.grib": [sampled("regular_gg_pl_grib2")]},
    "reduced gaussian": lambda: {"a.grib": [sampled("reduced_gg_sfc_grib1")]},
    "reduced lat-lon": lambda: {"a.grib": [sampled("reduced_ll_sfc_grib2")]},
    "rotated": lambda: {"a.grib": [sampled("rotated_ll_sfc_grib2")]},
    "lambert": lambda: {"a.grib": [projected(
        "lambert", latitudeOfFirstGridPointInDegrees=21.138123, longitudeOfFirstGridPointInDegrees=237.280472,
        LaDInDegrees=38.5, LoVInDegrees=262.5, Latin1InDegrees=38.5, Latin2InDegrees=38.5, DxInMetres=30000,
        DyInMetres=30000)]},
    "polar stereographic": lambda: {"a.grib": [projected(
        "polar_stereographic", latitudeOfFirstGridPointInDegrees=25, longitudeOfFirstGridPointInDegrees=230,
        orientationOfTheGridInDegrees=250, LaDInDegrees=60, DxInMetres=40000, DyInMetres=40000)]},
    "fine grid": lambda: {"a.grib": [globe(2, field(11, 21), **FINE)]},
    "across the dateline": lambda: {"a.grib": [globe(2, longitudeOfFirstGridPointInDegrees=200,
                                                     longitudeOfLastGridPointInDegrees=190)]},
    "accumulated": lambda: {"a.grib": [globe(2, stepType="accum", stepRange=f"0-{s}", paramId=169) for s in (6, 12)]},
    "along time": lambda: daily("d", 1, (1, 2, 3)),
    "along time, 2": lambda: daily("d", 2, (1, 2, 3)),
    "months": lambda: {f"m{m}.grib": [globe(1, dataDate=20200000 + 100 * m + d, dataTime=t) for d in (1, 2)
                                      for t in (0, 1200)] for m in (1, 2)},
    "along number": lambda: {f"n{n}.grib": [member(2, n)] for n in (0, 1, 2)},
    "along step": lambda: {f"s{s}.grib": [globe(2, field(phase=s), step=s)] for s in (0, 6, 12)},
}
for _e in (1, 2):
    FILES[f"edition {_e}"] = lambda e=_e: {"a.grib": [globe(e, paramId=p) for p in (167, 134, 151)]}
    FILES[f"bits {_e}"] = lambda e=_e: {"a.grib": [
        globe(e, field(phase=b), bitsPerValue=b, dataDate=20200101 + i) for i, b in enumerate((1, 7, 8, 12, 16, 24, 31))]}
    FILES[f"constant {_e}"] = lambda e=_e: {"a.grib": [globe(e, np.full((19, 36), 271.3))]}
    FILES[f"bitmap {_e}"] = lambda e=_e: {"a.grib": [globe(e, missing=SOME)]}
    FILES[f"all missing {_e}"] = lambda e=_e: {"a.grib": [globe(e, missing=np.ones((19, 36), bool))]}
    FILES[f"levels {_e}"] = lambda e=_e: {"a.grib": [
        level(e, p, d, h, q) for q in (130, 129) for p in (1000, 500, 850) for d in (2, 1) for h in (0, 1200)]}
    FILES[f"ensemble {_e}"] = lambda e=_e: {"a.grib": [member(e, n, step=s) for n in (0, 1, 2) for s in (0, 6)]}
    for _i, _j in ((1, 0), (0, 1), (1, 1)):
        FILES[f"scan {_e}{_i}{_j}"] = lambda e=_e, i=_i, j=_j: {"a.grib": [globe(e, **corners(i, j))]}
    FILES[f"columns {_e}"] = lambda e=_e: {"a.grib": [globe(e, jPointsAreConsecutive=1)]}
for _p in ("grid_complex", "grid_complex_spatial_differencing", "grid_jpeg", "grid_png", "grid_ccsds", "grid_ieee"):
    FILES[_p] = lambda p=_p: {"a.grib": [globe(2, packing=p, bitsPerValue=16)]}
    FILES[_p + " bitmap"] = lambda p=_p: {"a.grib": [globe(2, packing=p, missing=SOME)]}
for _p in ("grid_second_order", "grid_second_order_no_SPD", "grid_second_order_SPD1"):
    FILES[_p] = lambda p=_p: {"a.grib": [globe(1, packing=p, bitsPerValue=16)]}


def make(name, folder):
    for path, messages in FILES[name]().items():
        with open(f"{folder}/{path}", "wb") as out:
            if isinstance(messages, list):
                out.writelines(messages)
            else:
                eccodes.codes_grib_multi_write(messages, out)


def by_points(path):
    """Latitudes, longitudes and values of one message, point by point, put in rows as they are scanned."""
    with open(path, "rb") as file:
        handle = eccodes.codes_grib_new_from_file(file)
    lat, lon, values = (np.array(eccodes.codes_get_array(handle, k)) for k in ("latitudes", "longitudes", "values"))
    rows, columns = np.unique(lat), np.unique(lon)
    if not eccodes.codes_get(handle, "jScansPositively"):
        rows = rows[::-1]
    if eccodes.codes_get(handle, "iScansNegatively"):
        columns = columns[::-1]
    grid = np.full((rows.size, columns.size), np.nan, "float32")
    for y, x, value in zip(lat, lon, values):
        grid[np.flatnonzero(rows == y)[0], np.flatnonzero(columns == x)[0]] = value
    return rows, columns, grid


def expect(name, folder):
    import xarray as xr

    def opened(path, **filters):
        return xr.open_dataset(f"{folder}/{path}", engine="cfgrib",
                               backend_kwargs={"indexpath": "", "filter_by_keys": filters}).load()

    made = list(FILES[name]())
    if name in ("heights", "level types"):
        ds = opened("a.grib", **({"cfVarName": "u10"} if name == "heights" else {"typeOfLevel": "hybrid"}))
    elif len(made) > 1:
        dim = {"along number": "number", "along step": "step"}.get(name, "time")
        ds = xr.concat([opened(path) for path in made], dim, coords="minimal", compat="override", data_vars="all")
        if "valid_time" not in ds.coords or ds.valid_time.dims != ((dim,) if dim != "number" else ()):
            ds = ds.assign_coords(valid_time=ds.time + ds.step)
    else:
        ds = opened("a.grib")
    if name.startswith(("scan", "columns")):  # cfgrib sorts longitudes but not the values, and knows no columns
        rows, columns, grid = by_points(f"{folder}/a.grib")
        ds = ds.drop_vars(["latitude", "longitude"]).assign_coords(latitude=rows, longitude=columns)
        ds["t2m"] = (("latitude", "longitude"), grid)
    arrays = {("*" if n in ds.coords else "") + n + "|" + ",".join(v.dims): v.values for n, v in ds.variables.items()}
    np.savez(f"{folder}/expected.npz", **arrays)


if __name__ == "__main__":
    {"make": make, "expect": expect}[sys.argv[1]](sys.argv[2], sys.argv[3])
