"""HDF5 as a tree of typed data sets: datatypes, strings, attributes, dimension scales, links, groups."""

import h5py
import netCDF4
import numpy as np
import xarray as xr

from conformance.case import Case, single

THEME = "HDF5: types and structure"
FILE = single("a.nc")
KINDS = ["i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f4", "f8"]
DROP = "`transforms: [{drop: [v]}]`"


def h5(fill, **options):
    def write(folder):
        with h5py.File(folder / "a.nc", "w", **options) as f:
            fill(f)
    return write


def nc(fill):
    def write(folder):
        with netCDF4.Dataset(folder / "a.nc", "w") as f:
            fill(f)
    return write


def netcdf(folder, **options):
    return xr.open_dataset(folder / "a.nc", engine="netcdf4", **options).load()


def by_h5netcdf(folder):
    return xr.open_dataset(folder / "a.nc", engine="h5netcdf", phony_dims="sort").load()


def but(expect, **variables):
    """What the oracle reads, except for variables that it reads otherwise."""
    return lambda folder: expect(folder).assign({k: v(folder) if callable(v) else v for k, v in variables.items()})


def numbers(kind, n=6):
    if kind[-2] == "f":
        return (np.arange(n) / 3 - 1).astype(kind)
    info = np.iinfo(kind)
    return np.linspace(info.min, info.max, n, dtype=kind)


def all_numbers(f):
    for order in "<>":
        for kind in KINDS:
            f[f"{kind}_{'little' if order == '<' else 'big'}"] = numbers(order + kind)


def odd_float(exponent, mantissa, size):
    kind = (h5py.h5t.IEEE_F32LE if size == 4 else h5py.h5t.IEEE_F64LE).copy()
    bits = 1 + exponent + mantissa
    kind.set_fields(bits - 1, mantissa, exponent, 0, mantissa)
    kind.set_precision(bits)
    kind.set_size((bits + 7) // 8)
    kind.set_ebias(2 ** (exponent - 1) - 1)
    return kind


def of_type(kind, n=3):
    def fill(f):
        h5py.h5d.create(f.id, b"v", kind, h5py.h5s.create_simple((n,)))
    return h5(fill)


def fixed(padding, raw):
    def fill(f):
        kind = h5py.h5t.C_S1.copy()
        kind.set_size(6)
        kind.set_strpad(padding)
        d = h5py.h5d.create(f.id, b"v", kind, h5py.h5s.create_simple((len(raw),)))
        d.write(h5py.h5s.ALL, h5py.h5s.ALL, np.array(raw, "S6"), mtype=kind)
    return h5(fill)


def texts(*values):
    return lambda folder: xr.Dataset({"v": ("phony_dim_0", np.array(values, object))})


def words(f):
    f.createDimension("x", 4)
    v = f.createVariable("v", str, ("x",))
    v[:] = np.array(["a", "", "Zürich — 東京", "d" * 300], object)
    f.createVariable("never", str, ("x",))
    half = f.createVariable("half", str, ("x",))
    half[1] = "only"
    f.createVariable("one", str, ())[...] = "scalar"


def chars(f):
    for name, n in dict(y=3, strlen=5, x=4).items():
        f.createDimension(name, n)
    f.createVariable("v", "S1", ("y", "strlen"))[:] = netCDF4.stringtochar(np.array(["abc", "", "x y"], "S5"))
    f.createVariable("latin", "S1", ("y", "strlen"))._Encoding = "latin-1"
    f["latin"].set_auto_chartostring(False)
    f["latin"][:] = np.array([t.encode("latin-1") for t in ["é", "ñ", "z"]], "S5").view("S1").reshape(3, 5)
    f.createVariable("letters", "S1", ("x",))[:] = np.array(list("abcd"), "S1")
    f.createVariable("number", "f4", ("x",))[:] = [1, 2, 3, 4]
    f.createVariable("letter", "S1", ())[...] = b"q"


def enums(f):
    f.createDimension("x", 4)
    kind = f.createEnumType(np.int16, "cloud_t", {"Clear": 0, "Cumulus": 2, "Missing": -5})
    f.createVariable("v", kind, ("x",), fill_value=-5)[1:] = np.array([0, 2, 2], "i2")


def enums_expected(folder):
    with netCDF4.Dataset(folder / "a.nc") as f:
        f.set_auto_mask(False)
        members = f["v"].datatype.enum_dict
        attrs = {"_FillValue": np.int16(-5), "flag_values": np.array(list(members.values()), "i2"), "flag_meanings": " ".join(members)}
        return xr.decode_cf(xr.Dataset({"v": ("x", np.asarray(f["v"][:]), attrs)}))


def unsigned(f):
    f.createDimension("x", 4)
    v = f.createVariable("v", "i1", ("x",), fill_value=-1)
    v.set_auto_maskandscale(False)
    v._Unsigned = "true"
    v[:] = np.array([0, 127, -128, -1], "i1")


def attributes(f):
    f["v"] = [1, 2]
    a = f["v"].attrs
    a["number"], a["text"], a["texts"], a["half"] = np.int16(3), "Zürich", ["a", "b"], np.float32(0.5)
    a["pair"] = np.zeros((), [("a", "i4")])
    a["opaque"] = np.void(b"abc")
    ragged = h5py.h5a.create(f["v"].id, b"ragged", h5py.h5t.vlen_create(h5py.h5t.STD_I32LE), h5py.h5s.create_simple((1,)))
    ragged.write(np.array([np.arange(2, dtype="i4"), None], object)[:1])
    a["place"] = f.ref


def attributes_expected(folder):
    kept = {"number": np.int16(3), "text": "Zürich", "texts": ["a", "b"], "half": np.float32(0.5)}
    return xr.Dataset({"v": ("phony_dim_0", np.array([1, 2]), kept)})


def dense(f):
    f.createDimension("x", 2)
    for i in range(40):
        f.createVariable(f"v{i * 7 % 40:02d}", "i2", ("x",))[:] = [i, i + 1]
    for i in range(60):
        f["v03"].setncattr(f"a{i * 7 % 60:02d}", i)
    f.long = "y" * 70_000


def committed(f):
    f["kind"] = np.dtype(">i4")
    f.create_dataset("v", data=np.arange(3), dtype=f["kind"])


def scales(f):
    f["t"] = np.arange(3.0)
    f["y"] = np.arange(4.0)
    f["other"] = np.arange(3.0) * 2
    f["v"] = np.arange(12).reshape(3, 4)
    for name in ("t", "y", "other"):
        f[name].make_scale(name)
    f["v"].dims[0].attach_scale(f["t"])
    f["v"].dims[1].attach_scale(f["y"])


def dimensions(f):
    for name, n in dict(time=None, lat=3, member=None, strlen=4, lonely=9, other=2).items():
        f.createDimension(name, n)
    f.createVariable("v", "i4", ("time", "lat"))[:5] = np.arange(15).reshape(5, 3)
    f.createVariable("short", "f4", ("time",))[:2] = [1, 2]
    f.createVariable("lat", "f4", ("lat",))[:] = [1, 2, 3]
    f.createVariable("member", "S1", ("member", "strlen"))[:] = netCDF4.stringtochar(np.array(["r1", "r20"], "S4"))
    f.createVariable("m", "i2", ("member", "other"))[:2] = [[1, 2], [3, 4]]
    f.createVariable("other", "f4", ("lat", "time"))[:, :5] = np.arange(15).reshape(3, 5)
    f.createVariable("square", "i1", ("lat", "lat"))[:] = np.arange(9).reshape(3, 3)


def groups(f):
    f.createDimension("x", 3)
    f.createVariable("x", "i4", ("x",))[:] = [1, 2, 3]
    a = f.createGroup("a")
    a.title = "inner"
    a.createDimension("y", 2)
    b = a.createGroup("b")
    b.createVariable("v", "i4", ("y", "x"))[:] = np.arange(6).reshape(2, 3)


def phony(f):
    f["b"] = np.arange(12).reshape(3, 4)
    f["a"] = np.arange(36).reshape(4, 3, 3)
    f.create_dataset("c", data=np.ones((3, 4)), maxshape=(None, 4), chunks=(1, 1))
    f["e"] = np.arange(5)


def links(f):
    f["v"] = [1, 2, 3]
    f["soft"] = h5py.SoftLink("/v")
    f["dangling"] = h5py.SoftLink("/nowhere")
    f["circle"] = h5py.SoftLink("/circle")
    f.create_group("g")["up"] = f["/"]


def linked(folder):
    return xr.Dataset({n: ("phony_dim_0", np.array([1, 2, 3])) for n in ("v", "soft")})


def two_types(f):
    f["v"] = np.zeros(2, [("a", "i4"), ("b", "f8")])
    f["w"] = np.zeros(2, "V5")


BOOL = h5(lambda f: f.create_dataset("v", data=np.array([True, False, True])))
REFUSED = {
    "compound": h5py.h5t.py_create(np.dtype([("a", "i4"), ("b", "f8")])),
    "vlen": h5py.h5t.vlen_create(h5py.h5t.STD_I32LE),
    "opaque": h5py.h5t.create(h5py.h5t.OPAQUE, 5),
    "reference": h5py.h5t.STD_REF_OBJ,
    "bitfield": h5py.h5t.STD_B8LE,
    "time": h5py.h5t.UNIX_D32LE,
    "array": h5py.h5t.array_create(h5py.h5t.STD_I32LE, (3,)),
}

CASES = [
    Case("numbers", "Integers and floats of all sizes and both byte orders, bit for bit.", h5(all_numbers), FILE, netcdf, oracle="netCDF4"),
    Case("half precision", "float16 stays float16.", h5(lambda f: f.create_dataset("v", data=numbers("<f2"))), FILE, by_h5netcdf, oracle="h5netcdf"),
    Case("bfloat16", "Refused: not a float that others have; `drop` it.", of_type(odd_float(8, 7, 4)), FILE,
         refused=(3, "a.nc", "variable 'v'", "float (2 bytes", DROP), oracle="h5py"),
    Case("truth values", "h5py's enum of FALSE and TRUE is bool, as h5netcdf has it; netCDF4 sees an enum of int8.", BOOL, FILE, by_h5netcdf, oracle="h5netcdf"),
    Case("enum", "Integers with `flag_values` and `flag_meanings`.", nc(enums), FILE, enums_expected, oracle="netCDF4"),
    Case("_Unsigned", "Signed bytes that mean unsigned ones.", nc(unsigned), FILE, netcdf, oracle="netCDF4"),
    *[Case(f"{name} values", f"The type {name} is refused; `drop` the variable.", of_type(kind), FILE,
           refused=(3, "a.nc", "variable 'v'", name, DROP), oracle="h5py") for name, kind in REFUSED.items()],
    Case("several refused", "One line drops them all.", h5(two_types), FILE, refused=(3, "a.nc", "'v'", "'w'", "drop: [v, w]"), oracle="h5py"),
    Case("NC_STRING", "Texts of any length; those never written are empty.", nc(words), FILE, netcdf, oracle="netCDF4"),
    Case("char arrays", "Joined to texts over a last dimension that is nothing else; letters on another stay letters.", nc(chars), FILE, netcdf, oracle="netCDF4"),
    Case("strings up to a NUL", "What follows the NUL is no text.", fixed(h5py.h5t.STR_NULLTERM, [b"ab\0cd", b"x"]), FILE, texts("ab", "x"), oracle="h5py"),
    Case("strings padded by NULs", "", fixed(h5py.h5t.STR_NULLPAD, [b"abcdef", b"x"]), FILE, texts("abcdef", "x"), oracle="h5py"),
    Case("strings padded by blanks", "The padding is taken away.", fixed(h5py.h5t.STR_SPACEPAD, [b"ab c  ", b"x     "]), FILE, texts("ab c", "x"), oracle="h5py"),
    Case("UTF-8 strings", "Fixed and variable length.",
         h5(lambda f: f.create_dataset("v", data=["Zürich".encode(), b""], dtype=h5py.string_dtype("utf-8", 8))), FILE, texts("Zürich", ""), oracle="h5py"),
    Case("attributes without counterpart", "Compound, opaque, ragged and reference attributes are left out.", h5(attributes), FILE, attributes_expected, oracle="h5py"),
    Case("many variables and attributes", "Dense storage; long texts.", nc(dense), FILE, netcdf, oracle="netCDF4"),
    Case("version 2 headers", "All of it in the latest format.", h5(all_numbers, libver="latest"), FILE, netcdf, oracle="netCDF4"),
    Case("committed type", "A data set of a named type.", h5(committed), FILE, lambda folder: xr.Dataset({"v": ("phony_dim_0", np.arange(3, dtype="i4"))}), oracle="h5py"),
    Case("dimension scales", "Scales of plain HDF5 are dimensions and coordinates.", h5(scales), FILE, netcdf, oracle="netCDF4"),
    Case("dimensions of netCDF-4", "Unlimited ones, scales without variable, coordinates of characters, variables that share a dimension's name.",
         nc(dimensions), FILE, netcdf, oracle="netCDF4"),
    Case("phony dimensions", "Axes without a scale get the names that netCDF makes up.", h5(phony, track_order=True), FILE, netcdf, oracle="netCDF4"),
    Case("group", "`group` reads one group, with the dimensions of those around it.", nc(groups), single("a.nc", group="/a/b"),
         lambda folder: netcdf(folder, group="a/b"), oracle="netCDF4"),
    Case("no such group", "The group is named.", nc(groups), single("a.nc", group="/a/c"), refused=(3, "a.nc", "no group '/a/c'"), oracle="netCDF4"),
    Case("empty group", "A group without variables is refused, naming `group`.", nc(lambda f: f.createGroup("a")), FILE,
         refused=(3, "a.nc", "no variable", "`group"), oracle="netCDF4"),
    Case("links", "Soft links within the file are followed, circles and dangling ones left out.", h5(links), FILE, linked, oracle="h5py"),
    Case("link to another file", "Never followed; `drop` it.", h5(lambda f: f.update({"v": h5py.ExternalLink("other.h5", "/x")}) or f.update({"w": [1]})), FILE,
         refused=(3, "a.nc", "variable 'v'", "other.h5", DROP), oracle="h5py"),
]
