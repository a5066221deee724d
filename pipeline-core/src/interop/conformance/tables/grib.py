"""GRIB of both editions, against cfgrib and ecCodes (Debian: python3-cfgrib), which run in a Python of their own.

ARCO_GRIB_PYTHON is a python3 that has cfgrib, ecCodes and xarray; else this one if it has them, else Debian's.
"""

import importlib.util
import os
import pathlib
import subprocess
import sys

import numpy as np
import xarray as xr

from conformance.case import Case, along

THEME = "GRIB"
ORACLE = pathlib.Path(__file__).parent.with_name("grib_oracle.py")


def python():
    if "ARCO_GRIB_PYTHON" in os.environ:
        return os.environ["ARCO_GRIB_PYTHON"]
    return sys.executable if importlib.util.find_spec("cfgrib") else "/usr/bin/python3"


def oracle(verb, name, folder):
    ours = ("PYTHONHOME", "PYTHONPATH", "LD_LIBRARY_PATH")  # of the Python that this one is
    env = {k: v for k, v in os.environ.items() if k not in ours}
    subprocess.run([python(), str(ORACLE), verb, name, str(folder)], check=True, env=env, stderr=subprocess.DEVNULL)


def expected(name, drop=()):
    def data_set(folder):
        oracle("expect", name, folder)
        ds = xr.Dataset()
        with np.load(f"{folder}/expected.npz") as arrays:
            for key, values in sorted(arrays.items(), key=lambda item: item[0][0] != "*"):
                variable, dims = key.lstrip("*").split("|")
                value = (tuple(d for d in dims.split(",") if d), values)
                ds = ds.assign_coords({variable: value}) if key[0] == "*" else ds.assign({variable: value})
        return ds.drop_vars(drop)

    return data_set


def case(name, says, pattern=None, refused=(), files=None, oracle_is="cfgrib, ecCodes", drop=(), **keys):
    files = files or name
    return Case(
        name=name,
        says=says,
        make=lambda folder: oracle("make", files, folder),
        pattern=pattern or {"url": "a.grib", "dims": []},
        expect=None if refused else expected(files, drop),
        refused=refused,
        oracle=oracle_is,
        transforms=[{"drop": list(drop)}] if drop else [],
        attributes=False,  # their texts differ between versions of ecCodes
        **keys,
    )


def joined(dim, *names):
    return {"files": list(names), "dims": along(dim)}


CASES = []
for e in (1, 2):
    CASES += [
        case(f"edition {e}", f"variables, coordinates and values of edition {e} as cfgrib gives them"),
        case(f"bits {e}", f"simple packing of 1 to 31 bits, edition {e}: equal bit for bit"),
        case(f"constant {e}", f"fields of one value, which have no bits at all, edition {e}"),
        case(f"bitmap {e}", f"points that a bitmap leaves out are NaN, edition {e}"),
        case(f"all missing {e}", f"fields without any value, edition {e}"),
        case(f"levels {e}", f"two parameters on pressure levels at several times, in disorder, edition {e}"),
        case(f"ensemble {e}", f"members and lead times become number and step, edition {e}"),
        case(f"columns {e}", f"points that run along columns are put in rows, edition {e}", oracle_is="ecCodes"),
    ]
    for i, j in ((1, 0), (0, 1), (1, 1)):
        way = ("east to west" if i else "west to east") + (" and south to north" if j else " and north to south")
        CASES.append(
            case(f"scan {e}{i}{j}", f"a grid that is scanned {way} keeps that order, edition {e}", oracle_is="ecCodes")
        )
for packing in ("grid_complex", "grid_complex_spatial_differencing", "grid_jpeg", "grid_png", "grid_ccsds", "grid_ieee"):
    CASES.append(case(packing, f"edition 2 packed as ecCodes' {packing}"))
    if packing in ("grid_jpeg", "grid_ccsds", "grid_ieee"):  # older versions of ecCodes cannot write the others
        CASES.append(case(packing + " bitmap", f"the same with a bitmap: {packing}"))
for packing in ("grid_second_order", "grid_second_order_no_SPD", "grid_second_order_SPD1"):
    CASES.append(case(packing, f"edition 1 packed as ecCodes' {packing}"))
CASES += [
    case("sparse", "messages that are not there, of a hypercube, are NaN"),
    case("two fields", "several fields in one message of edition 2"),
    case("heading", "headings of bulletins and padding around messages are passed over"),
    case("repeated", "a message that stands twice in a file counts once"),
    case("regular gaussian", "latitudes of a regular Gaussian grid"),
    case("reduced gaussian", "a reduced Gaussian grid is one dimension, values, with latitude and longitude"),
    case("reduced lat-lon", "a reduced latitude/longitude grid is one dimension, values"),
    case("rotated", "a rotated grid is y by x, with latitude and longitude of each point"),
    # No two libraries round sines alike: the coordinates agree within 1e-12 degrees, which is a test of the reader's.
    case("lambert", "a Lambert conformal grid is y by x", drop=("latitude", "longitude")),
    case("polar stereographic", "a polar stereographic grid is y by x", drop=("latitude", "longitude")),
    case("fine grid", "increments of tenths of degrees, across Greenwich, rounded as ecCodes rounds them"),
    case("across the dateline", "longitudes from 200 to 190"),
    case("accumulated", "accumulations: step is the end of the interval"),
    case("along time", "files of one time each, edition 1: time and valid_time grow",
         joined("time", "d1.grib", "d2.grib", "d3.grib")),
    case("along time, 2", "files of one time each, edition 2", joined("time", "d1.grib", "d2.grib", "d3.grib")),
    case("months", "files of several times each", joined("time", "m1.grib", "m2.grib")),
    case("along number", "a file for each member", joined("number", "n0.grib", "n1.grib", "n2.grib")),
    case("along step", "a file for each lead time", joined("step", "s0.grib", "s6.grib", "s12.grib")),
    case("one height of two", "filter_by_keys chooses messages where one data set cannot hold all", files="heights",
         pattern={"url": "a.grib", "dims": [], "filter_by_keys": {"cfVarName": "u10"}}),
    case("one type of level", "filter_by_keys by text", files="level types",
         pattern={"url": "a.grib", "dims": [], "filter_by_keys": {"typeOfLevel": "hybrid"}}),
    case("two heights", "2 m and 10 m: refused with the lines to write", files="heights",
         refused=(3, "coordinate 'heightAboveGround' is 2 in t2m, but 10 in u10, v10",
                  "filter_by_keys: {typeOfLevel: heightAboveGround, level: 10}")),
    case("two types of level", "a parameter on levels of two types: refused with the lines to write", files="level types",
         refused=(3, "variable 't' has several values of typeOfLevel", "filter_by_keys: {typeOfLevel: hybrid}")),
    case("nothing chosen", "a filter that takes no message: refused, saying what there is", files="heights",
         pattern={"url": "a.grib", "dims": [], "filter_by_keys": {"level": 3}},
         refused=(3, "none of its 3 messages has filter_by_keys: {level: 3}", "level is 10, 2")),
    case("same place", "two messages of the same keys with other values: refused",
         refused=(3, "messages 1 and 2 are both of variable 't2m'")),
    case("cut off", "a file that ends within a message: refused with the message's number",
         refused=(3, "GRIB message 2", "is cut off")),
    case("spectral", "spherical harmonics: refused", refused=(3, "spherical harmonic")),
]
