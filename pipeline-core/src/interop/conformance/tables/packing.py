"""Packed and masked numbers: kept as they are where all files agree, decoded exactly where they do not."""

import h5py
import numpy as np
import xarray as xr

from conformance.case import Case, files, single
from conformance.making import DECODED, in_double, joined, one, opened, write

THEME = "Packing and missing values"
AB = files("a.nc", "b.nc")
F4, F8 = np.float32, np.float64


def time(start, n):
    return ("time", np.arange(start, start + n), {"units": "days since 2000-01-01", "calendar": "standard"})


def pair(first, second):
    """Two files of a variable `v`, each (values, attributes)."""
    def make(folder):
        for name, start, (values, attrs) in (("a.nc", 0, first), ("b.nc", 100, second)):
            values = np.asarray(values)
            write(folder / name, {"time": time(start, len(values)), "v": ("time", values, attrs)})
    return make


def plain(folder):
    return joined("a.nc", "b.nc")(folder)


def doubles(folder):
    """Factors in double precision, as the metadata of a store holds them."""
    found = [in_double(f) for f in opened(folder, "a.nc", "b.nc", decode_cf=False)]
    return xr.concat(found, dim="time", **DECODED)


def two(name, says, first, second, **keys):
    if "refused" not in keys:
        keys.setdefault("expect", plain)
    return Case(name, says, pair(first, second), AB, **keys)


def alike(name, says, values, more, attrs, **keys):
    return two(name, says, (values, attrs), (more, attrs), **keys)


def i2(*v):
    return np.array(v, "i2")


def is_float(store):
    with xr.open_dataset(store, engine="zarr") as found:
        return [] if found.v.dtype == np.float32 else [f"v is {found.v.dtype}"]


def kept():
    a, b = i2(-32768, 0, 1, 32767), i2(5, -7)
    yield alike("int16, scale and offset", "Packed alike in all files: the same integers and factors are stored.", a, b,
                {"scale_factor": F8(0.01), "add_offset": F8(273.15), "_FillValue": np.int16(-32768)})
    yield alike("int16, float32 factors", "JSON has doubles only: readers decode float32 factors in double precision.", a, b,
                {"scale_factor": F4(0.01), "add_offset": F4(273.15), "_FillValue": np.int16(-32768)}, expect=doubles)
    for name, more in (("cast", {"transforms": [{"cast": {"v": "float32"}}]}), ("packing: decode", {"policies": {"packing": "decode"}})):
        yield alike(f"int16, float32 factors, {name}", "What the plan advises for the same bits as in the files.", a, b,
                    {"scale_factor": F4(0.01), "add_offset": F4(273.15), "_FillValue": np.int16(-32768)}, inspect=is_float, **more)
    yield alike("scale only", "A factor without an offset.", a, b, {"scale_factor": 0.1, "_FillValue": np.int16(-32768)})
    yield alike("offset only", "An offset without a factor.", a, b, {"add_offset": 100.0})
    yield alike("integer factor", "A factor that is an integer.", i2(1, 2), i2(3), {"scale_factor": np.int32(10)}, expect=doubles)
    for kind in ("i1", "u1", "u2", "i4", "u4", "i8"):
        yield alike(f"packed {kind}", f"Packed {kind}.", np.array([1, 2, 100], kind), np.array([3], kind),
                    {"scale_factor": 0.5, "add_offset": 1.5, "_FillValue": np.array(100, kind)[()]})
    yield alike("packed float32", "Floats with a factor.", np.array([1, 2.5], "f4"), np.array([np.nan], "f4"), {"scale_factor": 0.5})
    for width, kind in ((1, "i1"), (2, "i2"), (4, "i4")):
        yield alike(f"_Unsigned on {kind}", "Bits of a signed type that mean an unsigned one.", np.array([-1, 0, 5], kind),
                    np.array([-2], kind), {"_Unsigned": "true", "_FillValue": np.array(-1, kind)[()]})
    yield alike("_Unsigned and packed", "Packed bytes that mean unsigned ones.", np.array([-1, 0, 5], "i1"), np.array([-2], "i1"),
                {"_Unsigned": "true", "scale_factor": 0.5, "_FillValue": np.int8(-1)})
    yield alike("_Unsigned false on bytes", "Unsigned bytes that mean signed ones.", np.array([255, 0, 5], "u1"),
                np.array([254], "u1"), {"_Unsigned": "false"})
    yield alike("factor in an array of 1", "Factors as arrays of one number.", a, b,
                {"scale_factor": np.array([0.01]), "add_offset": np.array([2.0])}, expect=doubles)
    yield alike("valid range of packed numbers", "Kept packed: valid_range stays in packed units.", a, b,
                {"scale_factor": 0.01, "valid_range": i2(-100, 100), "_FillValue": np.int16(-32768)})


def masks():
    f = np.array([1, -999, -888, np.nan], "f4")
    g = np.array([2, -999], "f4")
    yield alike("missing_value alone", "missing_value is obeyed as _FillValue is.", f, g, {"missing_value": F4(-999)})
    yield alike("missing_value beside _FillValue", "Both are missing.", f, g, {"missing_value": F4(-888), "_FillValue": F4(-999)})
    yield alike("missing_value of two numbers", "Each of them is missing.", f, g, {"missing_value": np.array([-888, -999], "f4")})
    yield alike("missing_value of another type", "A double on single precision.", f, g, {"missing_value": F8(-999)})
    yield alike("NaN fill", "NaN as _FillValue.", f, g, {"_FillValue": F4(np.nan)})
    yield alike("integers masked", "Integers with a fill value are read as floats.", i2(1, -1, 3), i2(-1), {"_FillValue": np.int16(-1)})
    yield alike("int32 masked", "32 bits are read in double precision.", np.array([2**31 - 1, -1], "i4"), np.array([-1], "i4"),
                {"_FillValue": np.int32(-1)})
    yield alike("integers with missing_value", "Integers with missing_value only.", i2(1, -1, 3), i2(-1), {"missing_value": np.int16(-1)})
    yield alike("inexact missing_value", "1e20 in double precision on single precision means the nearest.",
                np.array([1e20, 1], "f4"), np.array([1e20], "f4"), {"missing_value": F8(1e20)})


def differing():
    scale = lambda s, fill=-32768: {"scale_factor": s, "_FillValue": np.int16(fill)}
    a, b = i2(-32768, 0, 1, 32767), i2(5, -7, -32768)
    yield two("factors differ", "Decoded to what xarray reads from each file.", (a, scale(0.01)), (b, scale(0.02)))
    yield two("float32 factors differ", "Decoded in single precision, as xarray does.", (a, scale(F4(0.01))), (b, scale(F4(0.02))))
    yield two("offsets differ", "Decoded.", (a, {"add_offset": 1.0}), (b, {"add_offset": 2.0}))
    yield two("packed and plain", "A packed file followed by a float64 file.", (a, scale(0.01)),
              (np.array([0.123456789, np.nan]), {}))
    yield two("plain and packed", "A float32 file followed by a packed one.", (np.array([0.5, np.nan], "f4"), {}), (a, scale(F4(0.01))))
    yield two("fill values differ", "-32768 in one, -9999 in the next.", (a, scale(0.01)), (i2(-9999, -32768, 5), scale(0.01, -9999)))
    yield two("fill values of floats differ", "-999 in one, NaN in the next.", (np.array([1, -999], "f4"), {"_FillValue": F4(-999)}),
              (np.array([-999, np.nan], "f4"), {"_FillValue": F4(np.nan)}))
    yield two("fill value in one file only", "A number that is missing in one file only.", (i2(1, -1), {"_FillValue": np.int16(-1)}),
              (i2(-1, 5), {}))
    yield two("masked int64 beyond doubles", "Decoding would round a 64-bit integer: refused.",
              (np.array([2**53 + 1, -1]), {"_FillValue": np.int64(-1)}), (np.array([1, -2]), {"_FillValue": np.int64(-2)}),
              refused=(3, "a.nc", "'v'", str(2**53 + 1), "element 0"))
    yield two("missing_value differs", "Other numbers for missing.", (np.array([1, -999], "f4"), {"missing_value": F4(-999)}),
              (np.array([-999, -888], "f4"), {"missing_value": F4(-888)}))
    yield two("types differ, packed", "int16 packed and int32 packed.", (a, scale(0.01)),
              (np.array([70000, -32768], "i4"), {"scale_factor": 0.01, "_FillValue": np.int32(-32768)}))
    yield two("types differ, no factors", "int16 and int32.", (i2(1, 2), {}), (np.array([70000], "i4"), {}))
    yield two("_Unsigned differs", "The same bits, signed in one file and unsigned in the other.", (np.array([-1, 5], "i1"), {"_Unsigned": "true"}),
              (np.array([-1, 5], "i1"), {}))
    yield two("_Unsigned, factors differ", "Unsigned bytes with other factors.",
              (np.array([-1, -2, 5], "i1"), {"_Unsigned": "true", "scale_factor": 0.5, "_FillValue": np.int8(-1)}),
              (np.array([-1, 5], "i1"), {"_Unsigned": "true", "scale_factor": 0.25, "_FillValue": np.int8(-1)}))
    yield two("valid range, factors differ", "Decoded: valid_range in packed units is converted to the units of the values.",
              (a, {**scale(0.5), "valid_range": i2(-100, 100)}), (b, {**scale(0.25), "valid_range": i2(-200, 200)}),
              expect=converted_range)
    yield two("valid range, decoded ranges differ", "Ranges that differ when decoded are left to `attributes`.",
              (a, {**scale(0.5), "valid_range": i2(-100, 100)}), (b, {**scale(0.25), "valid_range": i2(-100, 100)}), expect=no_range)
    yield two("valid_min of float type", "A valid_min that is no packed number is in the units of the values.",
              (a, {**scale(0.5), "valid_min": F8(-50.0)}), (b, {**scale(0.25), "valid_min": F8(-50.0)}))


def no_range(folder):
    found = plain(folder)
    found.v.attrs.pop("valid_range", None)
    return found


def converted_range(folder):
    found = no_range(folder)
    found.v.attrs["valid_range"] = np.array([-50.0, 50.0])
    return found


def chosen():
    a, b = (i2(-32768, 1, 3), i2(5, -7))
    attrs = {"scale_factor": 0.01, "_FillValue": np.int16(-32768)}
    yield alike("packing: decode", "All files alike, and yet decoded because the recipe says so.", a, b, attrs,
                policies={"packing": "decode"})
    yield alike("packing: preserve", "All files alike: kept.", a, b, attrs, policies={"packing": "preserve"})
    yield two("packing: preserve, differing", "The recipe says preserve: differing factors are refused.", (a, attrs),
              (b, {**attrs, "scale_factor": 0.02}), policies={"packing": "preserve"},
              refused=(3, "'v'", "packing", "0.01", "0.02", "b.nc", "packing: auto"))


def one_file(name, says, values, attrs, **keys):
    keys.setdefault("expect", one("a.nc"))
    return Case(name, says, lambda folder: write(folder / "a.nc", {"v": ("x", np.asarray(values), attrs)}), single("a.nc"), **keys)


def odd():
    """What a standard library of the format does not even write easily."""
    yield one_file("fill value of a wider type", "An int32 fill value on int16 data.", i2(1, -1, 3), {"missing_value": np.int32(-1)})
    yield one_file("missing_value of a wider type out of range", "A missing_value that the type cannot hold is never met.", i2(1, -1, 3),
                   {"missing_value": np.int32(-99999)})
    yield one_file("missing_value as text", "A missing_value that is a text stands for no number.", np.array([1, 2], "f4"),
                   {"missing_value": "none"})
    yield one_file("scale factor as text", "A factor that is a text is refused where values must be decoded.", i2(1, 2),
                   {"scale_factor": "0.1"}, refused=(3, "scale_factor", "'v'", "a.nc", "0.1"))
    yield one_file("scale factor of two numbers", "A factor of two numbers says nothing.", i2(1, 2),
                   {"scale_factor": np.array([0.1, 0.2])}, refused=(3, "scale_factor", "'v'", "a.nc"))
    yield one_file("missing_value as number in text", "A missing_value `-999` in text stands for no number.",
                   np.array([1, -999], "f4"), {"missing_value": "-999"})
    yield one_file("NaN fill on integers", "NaN is no integer: dropped, as xarray does.", i2(1, 2), {"missing_value": F8(np.nan)})
    yield one_file("fractional missing_value on integers", "No integer is 1.5.", i2(1, 2), {"missing_value": F8(1.5)})


def nothing_masked():
    """Fill values of other types, which netCDF's library does not write: HDF5 does."""
    fills = {"nan": ("i2", F4(np.nan)), "large": ("i2", 1e20), "wide": ("i4", np.nan), "bytes": ("u1", 70000), "whole": ("i2", 2.0),
             "huge": ("f4", 1e300), "half": ("i8", 0.5), "infinite": ("i2", np.inf)}

    def make(folder):
        with h5py.File(folder / "a.nc", "w") as file:
            scale = file.create_dataset("x", data=np.arange(4.0))
            scale.make_scale("x")
            for name, (kind, fill) in fills.items():
                for packed in (False, True):
                    found = file.create_dataset(name + "_packed" * packed, data=np.array([1, 2, 3, 4], kind))
                    found.dims[0].attach_scale(scale)
                    found.attrs["_FillValue"] = np.array([fill])
                    if packed:
                        found.attrs["scale_factor"] = 0.5

    for number in (2, 3):
        yield Case(f"fill values that no value equals, Zarr {number}", "NaN, fractions and numbers out of range mask nothing; xarray "
                   "decodes to floats where they are no NaN.", make, single("a.nc"), hdf5_file, target={"zarr_format": number})
    yield Case("NaN fill in one file only", "It is as if there were none.", one_with_nan, AB, expect=first_without_fill)


def hdf5_file(folder):
    with xr.open_dataset(folder / "a.nc", engine="h5netcdf") as file:
        return file.load()


def one_with_nan(folder):
    write(folder / "a.nc", {"time": time(0, 2), "v": ("time", i2(1, 2))})
    write(folder / "b.nc", {"time": time(2, 2), "v": ("time", i2(3, 4))})
    with h5py.File(folder / "b.nc", "a") as file:
        file["v"].attrs["_FillValue"] = np.array([np.nan])


def first_without_fill(folder):
    with xr.open_dataset(folder / "a.nc", engine="h5netcdf") as a, xr.open_dataset(folder / "b.nc", engine="h5netcdf") as b:
        return xr.concat([a.load(), b.load()], dim="time", **DECODED)


def infinite():
    """Missing values for which JSON has no number."""
    f4 = lambda *v: np.array(v, "f4")
    values = (1, -5, np.nan, np.inf, -np.inf, 3)
    attrs = {"alone": {"missing_value": F4(np.inf)}, "beside": {"_FillValue": F4(-5), "missing_value": F4(-np.inf)},
             "two": {"_FillValue": F4(-5), "missing_value": f4(np.inf, -np.inf)}, "nan": {"missing_value": F4(np.nan)},
             "both": {"_FillValue": F4(np.nan), "missing_value": F4(3)}, "fill": {"_FillValue": F4(np.inf)}}
    for number in (2, 3):
        yield Case(f"infinite missing_value, Zarr {number}", "An infinity that is missing is the fill value; of two, values are decoded.",
                   lambda folder: write(folder / "a.nc", {n: ("x", f4(*values), a) for n, a in attrs.items()}), single("a.nc"), one("a.nc"),
                   target={"zarr_format": number})
    yield one_file("infinite missing_value on integers", "No integer is infinite: xarray decodes to floats.", i2(1, 2), {"missing_value": np.inf})
    yield one_file("factor that is no number", "A factor of NaN makes every value missing.", i2(1, 2), {"scale_factor": np.nan})


CASES = [*kept(), *masks(), *differing(), *chosen(), *odd(), *nothing_masked(), *infinite()]
