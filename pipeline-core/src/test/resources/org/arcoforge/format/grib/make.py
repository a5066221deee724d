#!/usr/bin/env python3
"""Writes cases.jsonl: small GRIB files and what cfgrib and ecCodes read from them.

    python3 make.py        (needs cfgrib 0.9.15 and ecCodes 2.50; writes beside itself)

A line has name, grib (base64) and variables: name to {type, dims, shape, values, attributes}; values are little-endian
bytes in base64.
"""

import base64
import json
import pathlib
import tempfile

import eccodes
import numpy as np
import xarray as xr

HERE = pathlib.Path(__file__).parent
RNG = np.random.default_rng(3)
NX, NY = 6, 4
GRID = {
    "Ni": NX, "Nj": NY, "latitudeOfFirstGridPointInDegrees": 51.1, "latitudeOfLastGridPointInDegrees": 50.8,
    "longitudeOfFirstGridPointInDegrees": 2.3, "longitudeOfLastGridPointInDegrees": 2.8,
    "iDirectionIncrementInDegrees": 0.1, "jDirectionIncrementInDegrees": 0.1,
}
ATTRIBUTES = ["long_name", "units", "standard_name", "GRIB_paramId", "GRIB_shortName", "GRIB_stepType", "GRIB_dataType",
              "GRIB_typeOfLevel", "GRIB_gridType", "GRIB_missingValue", "GRIB_gridDefinitionDescription", "positive"]


def message(edition, packing=None, missing=False, constant=False, shape=(NY, NX), sample=None, **keys):
    handle = eccodes.codes_grib_new_from_samples(sample or f"regular_ll_sfc_grib{edition}")
    for key, value in {**({} if sample else GRID), **({} if sample else {"paramId": 167}), **keys}.items():
        eccodes.codes_set(handle, key, value)
    values = 280 + np.cumsum(RNG.normal(size=shape), axis=1).ravel()
    if constant:
        values[:] = 271.3
    if missing:
        eccodes.codes_set(handle, "bitmapPresent", 1)
        eccodes.codes_set(handle, "missingValue", 1e20)
        values[RNG.random(values.size) > 0.6] = 1e20
    if packing:
        eccodes.codes_set(handle, "packingType", packing)
    eccodes.codes_set_values(handle, values)
    result = eccodes.codes_get_message(handle)
    eccodes.codes_release(handle)
    return result


def cases():
    for e in (1, 2):
        yield f"plain{e}", message(e)
        yield f"bits{e}", message(e, bitsPerValue=11)
        yield f"constant{e}", message(e, constant=True)
        yield f"bitmap{e}", message(e, missing=True)
        yield f"wind{e}", message(e, paramId=165)
        yield f"northwards{e}", message(e, jScansPositively=1, latitudeOfFirstGridPointInDegrees=50.8,
                                        latitudeOfLastGridPointInDegrees=51.1)
        levels = [message(e, paramId=130, typeOfLevel="isobaricInhPa", level=p, dataDate=20200101 + d)
                  for p in (500, 1000, 850) for d in (1, 0)]
        yield f"levels{e}", b"".join(levels)
        yield f"sparse{e}", b"".join(levels[:-2])
    yield "accumulated2", b"".join(message(2, paramId=228, stepType="accum", stepRange=f"0-{s}") for s in (6, 12))
    yield "minutes2", message(2, stepUnits="m", step=15)
    yield "members1", b"".join(message(1, setLocalDefinition=1, localDefinitionNumber=1, stream="enfo", type="pf",
                                       number=n, totalNumber=2) for n in (1, 2))
    yield "members2", b"".join(message(2, productDefinitionTemplateNumber=1, perturbationNumber=n,
                                       numberOfForecastsInEnsemble=2) for n in (1, 2))
    for p in ("complex", "complex_spatial_differencing", "jpeg", "png", "ccsds", "ieee"):
        if p != "png":  # ecCodes cannot write small ones
            yield p, message(2, packing="grid_" + p, bitsPerValue=16)
            yield p + "_bitmap", message(2, packing="grid_" + p, missing=True)
        side = {"ccsds": 70, "png": 30}.get(p, 12)
        yield p + "_large", message(2, packing="grid_" + p, bitsPerValue=16 if p == "png" else 18, shape=(side, side),
                                    Ni=side, Nj=side, longitudeOfLastGridPointInDegrees=2.3 + (side - 1) / 10,
                                    latitudeOfLastGridPointInDegrees=51.1 - (side - 1) / 10)
    for p in ("second_order", "second_order_no_SPD", "second_order_SPD1", "second_order_SPD3",
              "second_order_no_boustrophedonic"):
        yield p, message(1, packing="grid_" + p, bitsPerValue=16, shape=(8, 12), Ni=12, Nj=8,
                         longitudeOfLastGridPointInDegrees=3.4, latitudeOfLastGridPointInDegrees=50.4)
    yield "rotated2", message(2, sample="rotated_ll_sfc_grib2", shape=(31, 16))
    lambert = {"gridType": "lambert", "Nx": NX, "Ny": NY, "latitudeOfFirstGridPointInDegrees": 21.138123,
               "longitudeOfFirstGridPointInDegrees": 237.280472, "LaDInDegrees": 38.5, "LoVInDegrees": 262.5,
               "Latin1InDegrees": 38.5, "Latin2InDegrees": 45, "DxInMetres": 30000, "DyInMetres": 30000,
               "jScansPositively": 1, "shapeOfTheEarth": 6, "paramId": 167}
    yield "lambert2", message(2, sample="GRIB2", **lambert)
    yield "polar2", message(2, sample="polar_stereographic_sfc_grib2", Nx=NX, Ny=NY, jScansPositively=1,
                            latitudeOfFirstGridPointInDegrees=25, longitudeOfFirstGridPointInDegrees=230,
                            orientationOfTheGridInDegrees=250, LaDInDegrees=60, DxInMetres=40000, DyInMetres=40000)


def stored(values):
    """Times as seconds, lead times as hours."""
    if values.dtype.kind == "M":
        return values.astype("datetime64[s]").astype("int64")
    return values.astype("float64") / 3.6e12 if values.dtype.kind == "m" else values


with open(HERE / "cases.jsonl", "w") as out, tempfile.TemporaryDirectory() as folder:
    for name, grib in cases():
        path = f"{folder}/{name}.grib"
        pathlib.Path(path).write_bytes(grib)
        ds = xr.open_dataset(path, engine="cfgrib", backend_kwargs={"indexpath": ""}).load()
        variables = {}
        for variable, v in ds.variables.items():
            values = stored(v.values)
            attributes = {k: str(v.attrs[k]) for k in ATTRIBUTES if k in v.attrs}
            variables[variable] = {"type": values.dtype.name, "dims": list(v.dims), "shape": list(v.shape),
                                   "values": base64.b64encode(values.tobytes()).decode(), "attributes": attributes}
        line = {"name": name, "grib": base64.b64encode(grib).decode(), "variables": variables}
        out.write(json.dumps(line, separators=(",", ":")) + "\n")
