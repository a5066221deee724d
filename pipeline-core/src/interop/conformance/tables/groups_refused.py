"""Trees of groups that are refused, and what to write instead."""

import netCDF4
import numpy as np
import xarray as xr

from conformance.case import Case, single
from conformance.tables.groups import TREE, TWO, campaign, make, own_times, shift, two_campaigns, var, write

THEME = "Groups that are refused"


def only_slow(folder):
    write(folder / "a.nc", own_times(0))

    def fill(d):
        g = d.createGroup("slow")
        g.createDimension("time", 1)
        var(g, "time", ("time",), [4], "i8", units="days since 2000-01-01")
        var(g, "v", ("time",), [4.0])
        var(g, "height", (), 2.5, "f4")

    write(folder / "b.nc", fill)


def refusal(name, says, fill, *texts, code=2, **keys):
    write_it = fill if keys.pop("several", False) else make(fill)
    pattern = keys.pop("pattern", single("a.nc", **TREE))
    return Case(name, says, write_it, pattern, refused=(code, *texts), **keys)


def shadow(lengths, *, coordinates=False, values=(0, 0)):
    def fill(d):
        for group, n, start in ((d, lengths[0], values[0]), (d.createGroup("in"), lengths[1], values[1])):
            group.createDimension("x", n)
            var(group, "v", ("x",), np.arange(n))
            if coordinates:
                var(group, "x", ("x",), start + np.arange(n))

    return fill


def two_names(d):
    d.createDimension("x", 2)
    g = d.createGroup("g")
    g.createDimension("y", 3)
    var(g, "v", ("x",), [1, 2])
    var(g, "w", ("y",), [1, 2, 3])
    g.renameDimension("y", "x")


def without_science(folder):
    write(folder / "a.nc", campaign())

    def fill(d):
        d.createDimension("time", 1)
        var(d, "time", ("time",), [5], "i4", units="days since 2001-01-01")
        var(d, "station", (), 7, "i2")

    write(folder / "b.nc", fill)


def unequal_mask(folder):
    two_campaigns(folder)
    with netCDF4.Dataset(folder / "b.nc", "a") as d:
        d["science/deep"]["mask"][1] = 9


CASES = [
    refusal("another length below", "A dimension with the name, but not the length of one in a group around it, is none that "
            "xarray can open.", shadow((3, 4)), "in/x", "is 4 long", "rename: {in/x: in/x_in}", "group: /in"),
    refusal("other coordinates below", "The same for other coordinate values.", shadow((3, 3), coordinates=True, values=(0, 5)),
            "in/x", "other coordinate values", "rename: {in/x: in/x_in}"),
    refusal("no such group", "A group that is not in the file.", campaign(), "there is no group '/science/shallow'", code=3,
            pattern=single("a.nc", group="/science/shallow")),
    refusal("no such variable in a tree", "Transforms name variables with their paths.", campaign(), "t2m", "science/t2m",
            transforms=[{"drop": ["t2m"]}]),
    refusal("a name for a group and a variable", "A variable may not be renamed to the path of a group.", campaign(), "'about'",
            "variable and of a group", transforms=[{"rename": {"station": "about"}}]),
    refusal("overlap in one group", "The order is checked along each group's own time.",
            lambda f: (write(f / "a.nc", own_times(0)), write(f / "b.nc", own_times(0, fast=6)), shift(f / "b.nc", "slow", 2)),
            "b.nc", "fast/time", "hold the same", code=3, several=True, pattern=TWO),
    refusal("a group that is in one file only", "Variables of a group must be in all files, unless filled by policy.",
            without_science, "science/", "b.nc", "missing_variables: fill", code=3, several=True, pattern=TWO),
    refusal("a group's dimension that one file lacks", "Files that lack a group cannot follow along its own time.", only_slow,
            "dimension 'fast/time' is not in", "b.nc", "drop", code=3, several=True, pattern=TWO),
    refusal("unequal constants in a group", "Variables without the concat dimension must be equal in all files.", unequal_mask,
            "science/deep/mask", "b.nc", "element 1", code=3, several=True, pattern=TWO),
    refusal("groups of a classic file", "NetCDF classic files have no groups.",
            lambda f: xr.Dataset({"v": ("x", [1.0, 2.0])}).to_netcdf(f / "a.nc", format="NETCDF3_64BIT"),
            "no groups", code=3, several=True, pattern=single("a.nc", group="/science")),
]
