"""Types of numbers and texts: every pair that files may disagree in, and the casts that a recipe may ask for."""

import itertools

import netCDF4
import numpy as np
import xarray as xr

from conformance.case import Case, files, single
from conformance.making import DECODED, joined, one, opened, write

THEME = "Types"
AB = files("a.nc", "b.nc")
INTEGERS = ("i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8")


def time(start, n):
    return ("time", np.arange(start, start + n), {"units": "days since 2000-01-01", "calendar": "standard"})


def pair(first, second, attrs=None, other=None):
    def make(folder):
        for name, start, values, own in (("a.nc", 0, first, attrs), ("b.nc", 100, second, other or attrs)):
            write(folder / name, {"time": time(start, len(values)), "v": ("time", values, own or {})})
    return make


def two(name, says, first, second, attrs=None, other=None, **keys):
    if "refused" not in keys:
        keys.setdefault("expect", joined("a.nc", "b.nc"))
    return Case(name, says, pair(first, second, attrs, other), AB, **keys)


def extremes(kind):
    if np.dtype(kind).kind == "f":
        return np.array([np.finfo(kind).max, -1.5, np.finfo(kind).tiny], kind)
    return np.array([np.iinfo(kind).min, 1, np.iinfo(kind).max], kind)


def pairs():
    for a, b in itertools.combinations(INTEGERS, 2):
        if {np.dtype(a).kind, np.dtype(b).kind} == {"i", "u"} and "u8" in (a, b):
            yield two(f"{a} and {b}", "No integer type holds both: refused.", extremes(a), extremes(b),
                      refused=(3, "'v'", "types differ", np.dtype(a).name, np.dtype(b).name, "dtype"))
        else:
            yield two(f"{a} and {b}", f"Joined as {np.promote_types(a, b)}.", extremes(a), extremes(b))
    for a, b in itertools.product(("i1", "u1", "i2", "u2", "i4", "u4"), ("f4", "f8")):
        yield two(f"{a} and {b}", f"Joined as {np.promote_types(a, b)}.", extremes(a), extremes(b))
    yield two("f4 and f8", "Joined as float64.", extremes("f4"), extremes("f8"))
    yield two("i8 and f8, small", "64-bit integers up to 2 to the 53rd are exact in double precision.",
              np.array([2**53, -2**53, 7]), extremes("f8"))
    yield two("i8 and f8, large", "A 64-bit integer that a double cannot hold is refused, with its place.",
              np.array([7, 2**53 + 1]), extremes("f8"), refused=(3, "a.nc", "'v'", "element 1", str(2**53 + 1), "float64"))
    yield two("u8 and f8, large", "The same for unsigned ones.", np.array([7, 2**64 - 1], "u8"), extremes("f8"),
              refused=(3, "a.nc", "'v'", "element 1", "float64"))
    yield two("number and text", "A number in one file and a text in another are refused.", np.array([1, 2]),
              np.array(["a", "b"], object), refused=(3, "'v'", "types differ", "string", "a.nc", "b.nc"))


def casts():
    def cast(name, says, a, b, encoding, **keys):
        return two(name, says, a, b, target={"encoding": {"v": encoding}}, **keys)

    def as_type(kind):
        return lambda folder: joined("a.nc", "b.nc")(folder).astype(kind)

    doubles = np.array([0.1, 1e5, np.nan]), np.array([-7.25])
    yield cast("dtype: float32", "A lossy cast that the recipe asks for.", *doubles, {"dtype": "float32"}, expect=as_type("f4"))
    yield cast("dtype: float64 of int64", "Rounding that the recipe asks for.", np.array([2**53 + 1, 3]), np.array([5]),
               {"dtype": "float64"}, expect=as_type("f8"))
    yield cast("dtype: int16 with a fill value", "Doubles to the nearest integer; NaN needs a fill value.", *doubles[::-1],
               {"dtype": "int32", "fill_value": -1}, expect=rounded)
    yield cast("dtype: int16, NaN without a fill value", "NaN has no place in an integer without one.", np.array([1, np.nan]), np.array([2.0]),
               {"dtype": "int16"}, refused=(3, "a.nc", "'v'", "element 1", "fill_value"))
    yield cast("dtype: int16, out of range", "A number that the type does not hold is refused, with its place.", np.array([1, 40000.0]),
               np.array([2.0]), {"dtype": "int16"}, refused=(3, "a.nc", "'v'", "element 1", "40000", "int16"))
    yield cast("dtype: int16 of int32, out of range", "The same for integers.", np.array([1, 2], "i4"), np.array([3, 40000], "i4"),
               {"dtype": "int16"}, refused=(3, "b.nc", "'v'", "element 1", "40000", "int16"))
    yield cast("dtype: float32, out of range", "A double beyond single precision is refused.", np.array([1, 1e300]), np.array([2.0]),
               {"dtype": "float32"}, refused=(3, "a.nc", "'v'", "element 1", "1.0E300", "float32"))
    yield cast("dtype for types that have none in common", "int64 and uint64 as the recipe says.", np.array([1, 2]), np.array([3], "u8"),
               {"dtype": "int64"}, expect=as_type("i8"))
    yield cast("fill_value out of range", "A fill value that the type does not hold.", np.array([1, 2], "i2"), np.array([3], "i2"),
               {"fill_value": 70000}, refused=(2, "encoding: v", "70000", "int16"))
    yield cast("fill_value that is a value", "A number that would now read as missing is refused.", np.array([1, 2], "i2"),
               np.array([3, -1], "i2"), {"fill_value": -1}, refused=(3, "b.nc", "'v'", "element 1", "fill value"))
    yield cast("fill_value for integers", "Integers that get a fill value are read as floats.", np.array([1, 2], "i2"), np.array([3], "i2"),
               {"fill_value": -1}, expect=as_type("f4"))
    yield cast("dtype: string", "Numbers cannot be made texts.", np.array([1, 2], "i2"), np.array([3], "i2"), {"dtype": "string"},
               refused=(2, "v", "string", "int16"))


def rounded(folder):
    found = joined("a.nc", "b.nc")(folder)
    return found.copy(data={"v": np.rint(found.v.values)})


def texts():
    t = lambda *v: np.array(v, object)
    yield two("strings", "Texts of any length, also empty and beyond ASCII.", t("a", "", "Ærø"), t("日本", "a b"))
    yield two("strings with a fill value", "A text that stands for nothing.", t("a", "none"), t("none"), {"_FillValue": "none"})
    yield two("fill values of strings differ", "Other texts for nothing are refused unless the recipe names one.", t("a", "none"), t("?"),
              {"_FillValue": "none"}, {"_FillValue": "?"}, refused=(3, "'v'", "fill values differ", "none", "?", "fill_value"))
    yield Case("characters", "Char arrays become strings; the dimension of the characters goes.", chars("abc", "de", 4, 4), AB,
               expect=characters)
    yield from filled_characters()
    yield Case("characters of other lengths", "Char arrays whose lengths differ between files.", chars("abc", "defgh", 3, 8), AB,
               expect=characters)


FILLS = {"blank": b" ", "NUL": b"\0", "that does not occur": b"x"}


def filled_characters():
    """Characters that are joined, and such that are not, with a fill value of one character."""
    for form, kind in (("NETCDF3_CLASSIC", "netCDF-3"), ("NETCDF4", "netCDF-4"), ("h5netcdf", "HDF5")):
        for fill, byte in FILLS.items():
            for number in (2, 3):
                yield Case(f"fill of characters {fill}, {kind}, Zarr {number}",
                           "Single characters and joined texts that equal the fill value are missing; where `_Encoding` is given, none is.",
                           filled(form, byte), single("a.nc"), reread(form), target={"zarr_format": number})


def filled(form, fill):
    letters = np.array([[b"1", b" ", b"2"], [b" ", b"4", b""]], "S1")
    words = np.array([list("ab  "), [" ", "", "", ""], [""] * 4], "S1")
    values = {"qc": (("n", "level"), letters), "flag": (("n",), letters[:, 0]), "one": ((), letters[0, 1]),
              "word": (("m", "width"), words)}

    def make(folder):
        found = {"number": (("n", "level"), np.ones((2, 3), "f4"))}
        for name, (dims, data) in values.items():
            found[name] = xr.Variable(dims, data, {"_FillValue": fill})
            found["decoded_" + name] = xr.Variable(dims, data, {"_FillValue": fill, "_Encoding": "utf-8"})
        if form == "h5netcdf":
            import h5netcdf
            with h5netcdf.File(folder / "a.nc", "w") as file:
                file.dimensions = {"n": 2, "level": 3, "m": 3, "width": 4}
                for name, variable in found.items():
                    dims, data, *_ = variable if isinstance(variable, tuple) else (variable.dims, variable.values)
                    made = file.create_variable(name, dims, data.dtype, data=data)
                    made.attrs.update({} if isinstance(variable, tuple) else {k: np.bytes_(v) for k, v in variable.attrs.items()})
            return
        with netCDF4.Dataset(folder / "a.nc", "w", format=form) as file:
            for dim, length in {"n": 2, "level": 3, "m": 3, "width": 4}.items():
                file.createDimension(dim, length)
            for name, variable in found.items():
                plain = isinstance(variable, tuple)
                made = file.createVariable(name, "f4" if plain else "S1", variable[0] if plain else variable.dims,
                                           fill_value=None if plain else fill)
                if not plain and "_Encoding" in variable.attrs:
                    made._Encoding = "utf-8"
                made.set_auto_chartostring(False)
                made[...] = variable[1] if plain else variable.values
    return make


def reread(form):
    def expect(folder):
        with xr.open_dataset(folder / "a.nc", engine="h5netcdf" if form == "h5netcdf" else "netcdf4") as file:
            return file.load()
    return expect


def chars(first, second, m, n):
    def make(folder):
        for name, text, width, start in (("a.nc", first, m, 0), ("b.nc", second, n, 100)):
            write(folder / name, {"time": time(start, 2),
                                  "v": ("time width", np.array([list(text.ljust(width, "\0"))] * 2, "S1"))})
    return make


def characters(folder):
    a, b = opened(folder, "a.nc", "b.nc")
    for file in (a, b):
        file["v"] = file.v.astype(str).astype(object)
    return xr.concat([a, b], dim="time", **DECODED)


def others():
    yield Case("enumeration", "Enumerations become integers with CF flag attributes.", enums(["a.nc"]), single("a.nc"), expect=flags)
    yield Case("enumerations, alike", "The same in all files.", enums(["a.nc", "b.nc"]), AB, expect=flags_of_two)
    yield Case("enumerations that differ", "Numbers that mean something else are refused.",
               enums(["a.nc", "b.nc"], {"clear": 1, "cloud": 0}), AB, refused=(3, "'v'", "'flag_values' differs", "a.nc", "b.nc"))
    flag = lambda meanings: {"flag_values": np.array([0, 1], "i1"), "flag_meanings": meanings}
    yield two("flags that differ", "CF flags whose meanings differ are refused: the numbers would mean something else.",
              np.array([0, 1], "i1"), np.array([1], "i1"), flag("clear cloud"), flag("cloud clear"),
              refused=(3, "'v'", "flag_meanings", "clear cloud", "cloud clear", "b.nc"))
    yield two("flags, alike", "CF flags that all files agree on.", np.array([0, 1], "i1"), np.array([1], "i1"), flag("clear cloud"), flag("clear cloud"))
    boolean = {"dtype": "bool"}
    yield two("booleans of xarray", "Bytes that xarray wrote for booleans.", np.array([0, 1], "i1"), np.array([1], "i1"), boolean, boolean)


def enums(names, other=None):
    def make(folder):
        for n, name in enumerate(names):
            with netCDF4.Dataset(folder / name, "w") as file:
                meanings = {"clear": 0, "cloud": 1} if not n or other is None else other
                kind = file.createEnumType(np.int8, "sky", meanings)
                file.createDimension("time", 2)
                t = file.createVariable("time", "i8", ("time",))
                t[:] = [2 * n, 2 * n + 1]
                t.setncatts({"units": "days since 2000-01-01", "calendar": "standard"})
                file.createVariable("v", kind, ("time",))[:] = [0, 1]
    return make


def flags(folder):
    file = opened(folder, "a.nc")[0]
    file.v.attrs.update(flag_values=np.array([0, 1], "i1"), flag_meanings="clear cloud")
    return file


def flags_of_two(folder):
    found = joined("a.nc", "b.nc")(folder)
    found.v.attrs.update(flag_values=np.array([0, 1], "i1"), flag_meanings="clear cloud")
    return found


CASES = [*pairs(), *casts(), *texts(), *others()]
