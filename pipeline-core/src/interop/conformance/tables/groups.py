"""Groups of NetCDF-4 and HDF5 files: one of them, or with `group: "**"` the whole tree as a tree of Zarr groups."""

import h5py
import netCDF4
import numpy as np
import xarray as xr

from conformance.case import Case, along, files, single

THEME = "Groups"
TREE = {"group": "**"}


def write(path, fill):
    with netCDF4.Dataset(path, "w") as d:
        fill(d)


def var(group, name, dims, values, dtype="f8", fill_value=None, **attributes):
    v = group.createVariable(name, dtype, dims, fill_value=fill_value)
    v.set_auto_maskandscale(False)
    v[...] = np.asarray(values, dtype=object) if dtype is str else np.asarray(values)
    v.setncatts(attributes)
    return v


def tree(name="a.nc"):
    """What xarray reads from one file."""
    return lambda folder: xr.open_datatree(folder / name, engine="netcdf4").load()


def joined(*names, dim="time", only=None):
    """What xarray reads from files that follow each other along a dimension, group by group."""

    def expect(folder):
        trees = [tree(name)(folder) for name in names]
        nodes = {}
        for path in trees[0].groups:
            parts = [t[path].to_dataset(inherit=False) for t in trees]
            along_it = dim in parts[0].dims and only in (None, path)
            nodes[path] = (
                xr.concat(
                    parts, dim, data_vars="minimal", coords="minimal", compat="equals", combine_attrs="drop_conflicts"
                )
                if along_it
                else parts[0]
            )
            nodes[path].attrs = xr.merge([xr.Dataset(attrs=p.attrs) for p in parts], combine_attrs="drop_conflicts").attrs
        return xr.DataTree.from_dict(nodes)

    return expect


def campaign(first=0, days=2, **attributes):
    """A root time that all groups use, nested groups with axes of their own, groups without variables."""

    def fill(d):
        d.setncatts({"title": "campaign", **attributes})
        d.createDimension("time", None)
        d.createDimension("x", 3)
        var(d, "time", ("time",), np.arange(first, first + days), "i4", units="days since 2001-01-01")
        var(d, "station", (), 7, "i2", long_name="number")
        science = d.createGroup("science")
        science.setncatts({"note": "measured", "level": np.float32(0.1), "day": first})
        var(science, "t2m", ("time", "x"), first + np.arange(3 * days).reshape(days, 3) / 4, "f4", units="K")
        deep = science.createGroup("deep")
        deep.createDimension("depth", 4)
        var(deep, "depth", ("depth",), [1, 10, 100, 1000], "i2", units="m", positive="down")
        var(deep, "salt", ("time", "depth"), first * 1000 + np.arange(4 * days).reshape(days, 4), "i4", fill_value=-9)
        var(deep, "mask", ("depth",), [1, 0, 1, 0], "u1")
        d.createGroup("empty").createGroup("inner")
        d.createGroup("about").setncatts({"text": "only attributes", "numbers": np.array([1, 2, 3], "i2")})

    return fill


def two_campaigns(folder):
    write(folder / "a.nc", campaign(0, history="one"))
    write(folder / "b.nc", campaign(2, days=3, history="two"))


def own_times(first=0, n=2, fast=None):
    """Two groups, each with a time of its own and of another length."""

    def fill(d):
        for name, step, count in (("slow", 1, n), ("fast", 24, fast or 3 * n)):
            g = d.createGroup(name)
            g.createDimension("time", count)
            hours = first * step + np.arange(count)
            var(g, "time", ("time",), hours, "i8", units="days since 2000-01-01" if step == 1 else "hours since 2000-01-01")
            var(g, "v", ("time",), hours * 2.0)
        var(d["slow"], "height", (), 2.5, "f4")

    return fill


def two_own_times(folder):
    write(folder / "a.nc", own_times(0))
    write(folder / "b.nc", own_times(2, fast=5))


def siblings(d):
    for name, n in (("one", 2), ("two", 5)):
        g = d.createGroup(name)
        g.createDimension("x", n)
        var(g, "x", ("x",), np.arange(n) * 10.0)
        var(g, "v", ("x",), np.arange(n), "i1")
        var(g, "s", ("x",), [f"é{i}" for i in range(n)], str)


def inner_coordinates(d):
    """Dimensions at the root, their coordinates in the groups."""
    d.createDimension("x", 3)
    d.createDimension("nv", 2)
    for name, offset in (("one", 0), ("two", 100)):
        g = d.createGroup(name)
        var(g, "x", ("x",), offset + np.arange(3), "i4", bounds="x_bnds")
        var(g, "x_bnds", ("x", "nv"), offset + np.arange(6).reshape(3, 2) - 0.5)
        var(g, "v", ("x",), np.arange(3.0) + offset)
        var(g.createGroup("in"), "w", ("x",), np.arange(3.0) - offset)


def references(d):
    """CF attributes that name variables of groups around, and of the same one."""
    d.createDimension("y", 2)
    d.createDimension("x", 3)
    var(d, "crs", (), 0, "i4", grid_mapping_name="latitude_longitude")
    var(d, "lat", ("y", "x"), np.arange(6).reshape(2, 3), units="degrees_north")
    g = d.createGroup("sensor")
    var(g, "lon", ("y", "x"), np.arange(6).reshape(2, 3) * 2, units="degrees_east")
    var(g, "quality", ("y", "x"), np.ones((2, 3)), "i1", coordinates="lon")
    var(g, "v", ("y", "x"), np.ones((2, 3)), "f4", grid_mapping="crs", coordinates="lon", ancillary_variables="quality")
    var(g, "w", ("y", "x"), np.zeros((2, 3)), "f4", grid_mapping="crs", coordinates="/lat lon")


def chars(d):
    d.createDimension("n", 2)
    g = d.createGroup("names")
    g.createDimension("len", 5)
    v = g.createVariable("id", "S1", ("n", "len"))
    v[:] = netCDF4.stringtochar(np.array([b"abc", b"defgh"], "S5"))
    var(g, "title", (), "näme", str)


def packed(first, units):
    def fill(d):
        g = d.createGroup("l2")
        g.createDimension("time", 2)
        var(g, "time", ("time",), np.array([first, first + 1]) * (24 if "hours" in units else 1), "i4", units=units)
        var(g, "t", ("time",), [first, -1], "i2", fill_value=-1, scale_factor=np.float64(0.5), add_offset=np.float64(10))

    return fill


def two_packed(folder):
    write(folder / "a.nc", packed(0, "days since 2000-01-01"))
    write(folder / "b.nc", packed(2, "hours since 2000-01-01"))


def part(name, value):
    def fill(d):
        d.createDimension("x", 2)
        var(d, "x", ("x",), [1, 2])
        g = d.createGroup(name)
        g.kind = name
        var(g, "v", ("x",), [value, value + 1])

    return fill


def two_parts(folder):
    write(folder / "p_a.nc", part("a", 1))
    write(folder / "p_b.nc", part("b", 5))


def both_parts(folder):
    a, b = tree("p_a.nc")(folder), tree("p_b.nc")(folder)
    return xr.DataTree.from_dict({"/": a.to_dataset(), "/a": a["a"].to_dataset(inherit=False), "/b": b["b"].to_dataset(inherit=False)})


def stacked(folder):
    trees = [tree("p_a.nc")(folder), tree("q_a.nc")(folder)]
    nodes = [t["a"].to_dataset(inherit=False) for t in trees]
    a = xr.concat(nodes, xr.Variable("member", [3, 4]), data_vars="all", coords="minimal").drop_vars("member")
    root = trees[0].to_dataset().assign_coords(member=[3, 4])
    return xr.DataTree.from_dict({"/": root, "/a": a})


def two_members(folder):
    write(folder / "p_a.nc", part("a", 1))
    write(folder / "q_a.nc", part("a", 8))


def plain_hdf5(folder):
    """No dimension scales: netCDF makes up phony dimensions, numbered through the file."""
    with h5py.File(folder / "a.nc", "w") as f:
        f["r"] = np.arange(3)
        f["one/v"] = np.arange(6.0).reshape(2, 3)
        f["one/w"] = np.arange(2.0)
        f["two/deep/u"] = np.arange(20, dtype="u2").reshape(4, 5)
        f["one"].attrs["units"] = "K"


def odd_names(d):
    g = d.createGroup("données v1.0")
    g.createDimension("x", 2)
    var(g, "a b", ("x",), [1, 2])
    inner = g.createGroup("xx")
    var(inner, "x", (), 3.0)
    var(d.createGroup("c").createGroup("0"), "zarr", (), 1.0)


def same_values(d):
    """A group repeats the coordinates of the group around it, stored otherwise."""
    d.createDimension("t", 2)
    d.createDimension("x", 2)
    var(d, "t", ("t",), [1, 2], "i4", units="days since 2000-01-01")
    var(d, "x", ("x",), [1, 2], "f4")
    g = d.createGroup("g")
    g.createDimension("t", 2)
    g.createDimension("x", 2)
    var(g, "t", ("t",), [24, 48], "i8", units="hours since 2000-01-01")
    var(g, "x", ("x",), [1, 2], "i2")
    var(g, "v", ("t", "x"), [[1, 2], [3, 4]])


def linked(folder):
    """Groups and variables that links show a second time."""
    with h5py.File(folder / "a.nc", "w") as f:
        f["one/v"] = np.arange(3)
        f["soft"] = h5py.SoftLink("/one")
        f["hard"] = f["one"]
        f["two/w"] = h5py.SoftLink("/one/v")


def grown(d):
    """An unlimited dimension that only a group's variable fills."""
    d.createDimension("time", None)
    g = d.createGroup("g")
    var(d, "r", ("time",), [1, 2], "i4", fill_value=-7)
    var(g, "v", ("time",), [1.0, 2, 3, 4])
    var(g.createGroup("h"), "w", ("time",), [1], "i2", fill_value=-9)


def make(fill, name="a.nc"):
    return lambda folder: write(folder / name, fill)


def group_of(path):
    return lambda folder: xr.open_dataset(folder / "a.nc", group=path, engine="netcdf4").load()


def changed(change, expect):
    """The expectation, with one change to one of its groups."""

    def changing(folder):
        whole = expect(folder)
        nodes = {path: whole[path].to_dataset(inherit=False) for path in whole.groups}
        change(nodes)
        return xr.DataTree.from_dict(nodes)

    return changing


def renamed(nodes):
    nodes["/science"] = nodes["/science"].rename(t2m="air")
    nodes["/science/deep"] = nodes["/science/deep"].rename(depth="z")


def dropped(nodes):
    for path in ("/empty", "/empty/inner", "/science/deep"):
        del nodes[path]
    nodes["/"] = nodes["/"].drop_vars("station")


def kept(nodes):
    for path in ("/empty", "/empty/inner", "/about"):
        del nodes[path]
    nodes["/"] = nodes["/"].drop_vars("station")
    nodes["/science"] = nodes["/science"].drop_vars("t2m")
    nodes["/science/deep"] = nodes["/science/deep"].drop_vars("mask")


def texts(nodes):
    nodes["/names"]["id"] = nodes["/names"]["id"].astype(str)


def coords(nodes):
    nodes["/science/deep"] = nodes["/science/deep"].set_coords("mask")


TWO = {**files("a.nc", "b.nc"), **TREE}

CASES = [
    Case("one group", "`group: /science` reads that group alone.", make(campaign()), single("a.nc", group="/science"),
         group_of("science")),
    Case("one group within another", "A single group has dimensions that groups around it define; their coordinates stay "
         "where they are.", make(campaign()), single("a.nc", group="/science/deep"), group_of("science/deep")),
    Case("one group of two files", "A single group is joined along a dimension like any file.", two_campaigns,
         {**files("a.nc", "b.nc"), "group": "/science"}, lambda f: joined("a.nc", "b.nc")(f)["science"].to_dataset(inherit=False)),
    Case("a tree", "`group: \"**\"` makes Zarr groups of all groups: nested ones, empty ones, ones that only have "
         "attributes; `xarray.open_datatree` opens them.", make(campaign()), single("a.nc", **TREE), tree()),
    Case("a tree in Zarr 2", "The same in Zarr 2.", make(campaign()), single("a.nc", **TREE), tree(), target={"zarr_format": 2}),
    Case("a tree of two files", "`concat: time` joins the root's unlimited time, in all groups that use it. Attributes of "
         "each group that differ between files are left out.", two_campaigns, TWO, joined("a.nc", "b.nc")),
    Case("chunks and shards in groups", "`chunks` and `shards` hold for the dimension of that name in every group, "
         "`encoding` names a variable with its path.", two_campaigns, TWO, joined("a.nc", "b.nc"),
         target={"chunks": {"time": 2}, "shards": {"time": 4}, "encoding": {"science/t2m": {"codec": {"name": "zstd", "level": 3}}}}),
    Case("time of each group", "Groups that each have a `time` are joined each along their own.", two_own_times, TWO,
         joined("a.nc", "b.nc")),
    Case("time of each group, Zarr 2", "The same in Zarr 2, with chunks for one of them.", two_own_times, TWO,
         joined("a.nc", "b.nc"), target={"zarr_format": 2, "chunks": {"time": -1, "fast/time": 2}}),
    Case("time of one group", "`concat: fast/time` joins along the dimension of one group; the others must be equal.",
         lambda f: (write(f / "a.nc", own_times(0)), write(f / "b.nc", own_times(0, fast=6)),
                    shift(f / "b.nc", "fast", 6)),
         {"files": ["a.nc", "b.nc"], "dims": along("fast/time"), **TREE}, joined("a.nc", "b.nc", only="/fast")),
    Case("equal names in sister groups", "Groups beside each other may have dimensions of one name and other lengths.",
         make(siblings), single("a.nc", **TREE), tree()),
    Case("coordinates in groups, dimensions around", "A dimension of the root may have a coordinate in each group.",
         make(inner_coordinates), single("a.nc", **TREE), tree()),
    Case("a repeated coordinate", "A group may repeat a coordinate of the group around it, if the values are equal.",
         make(same_values), single("a.nc", **TREE), tree()),
    Case("CF attributes across groups", "Attributes stay as written; what they name is looked for in the group, then "
         "outwards (CF 1.8, 2.7).", make(references), single("a.nc", **TREE), tree()),
    Case("texts in groups", "Texts and characters.", make(chars), single("a.nc", **TREE),
         changed(texts, tree())),
    Case("packing and time units in groups", "Values are packed and times unified as at the root.", two_packed, TWO,
         joined("a.nc", "b.nc"), attributes=False),
    Case("groups in files of their own", "A merge dimension puts groups of several files into one tree.", two_parts,
         {"url": "p_{part}.nc", "dims": [{"merge": "part", "keys": ["a", "b"]}], **TREE}, both_parts),
    Case("members", "A concat dimension that is in no file stacks the data variables of all groups.", two_members,
         {"files": ["p_a.nc", "q_a.nc"], "dims": along("member", keys=[3, 4]), **TREE}, stacked),
    Case("HDF5 without dimensions", "Dimensions without a scale are named `phony_dim_0`, … as netCDF does it.", plain_hdf5,
         single("a.nc", **TREE), tree()),
    Case("links", "Links to groups and variables of the same file are followed, as netCDF does it.", linked,
         single("a.nc", **TREE), tree()),
    Case("an unlimited dimension grown in a group", "All variables along it are as long as the longest, in every group.",
         make(grown), single("a.nc", **TREE), tree()),
    Case("odd names of groups", "Spaces, other alphabets, names that Zarr itself uses.", make(odd_names), single("a.nc", **TREE),
         tree()),
    Case("renaming in groups", "`rename` has paths on both sides.", make(campaign()), single("a.nc", **TREE),
         changed(renamed, tree()),
         transforms=[{"rename": {"science/t2m": "science/air", "science/deep/depth": "science/deep/z"}}]),
    Case("dropping groups", "`drop` also takes the name of a group.", make(campaign()), single("a.nc", **TREE),
         changed(dropped, tree()), transforms=[{"drop": ["empty", "science/deep", "station"]}]),
    Case("keeping variables of a tree", "`keep` leaves the groups that hold what is kept.", make(campaign()),
         single("a.nc", **TREE), changed(kept, tree()), transforms=[{"keep": ["science/deep/salt"]}]),
    Case("coordinates in a group", "`set_coords` of a variable in a group.", make(campaign()), single("a.nc", **TREE),
         changed(coords, tree()), transforms=[{"set_coords": ["science/deep/mask"]}]),
    Case("a tree of a classic file", "A file without groups is a tree with a root alone.",
         lambda f: xr.Dataset({"v": ("x", [1.0, 2.0])}).to_netcdf(f / "a.nc", format="NETCDF3_64BIT"), single("a.nc", **TREE), tree()),
]


def shift(path, group, by):
    with netCDF4.Dataset(path, "a") as d:
        d[group]["time"][:] += by
