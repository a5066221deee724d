"""The table of cases: how the sources are made, the recipe, and what may differ from the plain expectation.

Every case is baked as Zarr 3, sharded Zarr 3 and Zarr 2 (three recipes), unless it names fewer.
"""

import copy
import dataclasses
import pathlib
from typing import Callable

from readers import sources

FORMATS = ("v3", "sharded", "v2")


@dataclasses.dataclass
class Case:
    name: str
    make: Callable  # folder -> records
    pattern: dict  # url, files or glob relative to the folder of the sources
    chunks: dict
    shards: dict = dataclasses.field(default_factory=dict)  # empty: no sharded variant
    policies: dict = dataclasses.field(default_factory=dict)
    transforms: list = dataclasses.field(default_factory=list)
    target: dict = dataclasses.field(default_factory=dict)  # further keys of the target
    extra_attrs: tuple = ()  # attributes that may be there though the sources have none
    unreadable: tuple = ()  # variables that zarrita cannot read, whoever wrote them
    arguments: tuple = ()  # further arguments of arco bake
    keep: Callable = lambda records: records  # the records that are expected
    status: str = "published"

    def dims(self):
        return [(kind, d[kind]) for d in self.pattern["dims"] for kind in ("concat", "merge") if kind in d]

    def formats(self):
        return [f for f in FORMATS if f != "sharded" or self.shards]

    def recipe(self, form, folder=""):
        """One recipe; the sources are below the folder, which ends with a slash, seen from the feedstock."""
        pattern = copy.deepcopy(self.pattern)
        for key in ("url", "glob"):
            if key in pattern:
                pattern[key] = f"{folder}data/{pattern[key]}"
        if "files" in pattern:
            pattern["files"] = [f"{folder}data/{f}" for f in pattern["files"]]
        target = {"chunks": self.chunks, "zarr_format": 2 if form == "v2" else 3, **self.target}
        if form == "sharded":
            target["shards"] = self.shards
        recipe = {"id": f"{self.name}-{form}", "pattern": pattern, "target": target}
        if self.policies:
            recipe["policies"] = self.policies
        if self.transforms:
            recipe["transforms"] = self.transforms
        return recipe

    def feedstock(self):
        return feedstock(self.name, [self.recipe(form) for form in self.formats()])


def feedstock(name, recipes):
    return {
        "id": "interop-" + name, "title": f"Interoperability case {name}", "description": "Made by the test suite.",
        "license": "CC0-1.0", "providers": [{"name": "The test suite", "roles": ["producer"]}], "recipes": recipes}


def along(dim, **keys):
    return [{"concat": dim, **keys}]


def files(*names):
    return {"files": list(names), "dims": along("time")}


DAILY = {
    "url": "{time:%Y%m}/sst.{time:%Y%m%d}.nc", "format": "netcdf4",
    "dims": along("time", dates={"start": "2001-02-26", "end": "2001-03-04", "step": "P1D"}, items_per_file=1)}

MONTHLY = {
    "url": "{variable}_{time:%Y%m}.nc",
    "dims": along("time", dates={"start": "2000-01-01", "end": "2000-04-01", "step": "P1M"})
    + [{"merge": "variable", "keys": ["tas", "pr"]}]}

CASES = [
    Case("daily-packed", sources.daily_packed, DAILY, {"time": 3}, {"time": 6}),
    Case("merged-variables", sources.merged_variables, MONTHLY, {"time": 5, "lat": 4}, {"time": 10, "lat": 4}),
    Case("classic-unequal", sources.classic, {**files("part0.nc", "part1.nc", "part2.nc"), "format": "netcdf3"},
         {"time": 3, "lon": 5}, {"time": 6, "lon": 5}),
    Case("classic-64bit-glob", sources.classic_64bit, {"glob": "part*.nc", "dims": along("time")}, {"time": 4}),
    Case("cdf5-wide-types", sources.wide_types, {**files("wide0.nc", "wide1.nc"), "format": "netcdf3"}, {"time": 1},
         {"time": 2}),
    Case("netcdf4-wide-types", sources.wide_types_4, {
        "url": "wide{time}.nc", "dims": along("time", range={"start": 0, "stop": 1, "step": 1})}, {"time": 1}),
    Case("members-from-names", sources.members, {
        "url": "tas_{member}.nc", "dims": along("member", keys=["r1i1p1", "r2i1p1", "r10i1p1"])},
        {"member": 2, "time": 2}, {"member": 2, "time": 4}),
    Case("members-times-variables", sources.hypercube, {
        "url": "{variable}/{member:03d}/{time}.nc",
        "dims": along("member", range={"start": 1, "stop": 2, "step": 1})
        + along("time", keys=[2000, 2001, 2002]) + [{"merge": "variable", "keys": ["u", "v"]}]},
        {"member": 1, "time": 4}, {"member": 2, "time": 4}),
    Case("curvilinear", sources.curvilinear, files("ice.0.nc", "ice.1.nc", "ice.2.nc"), {"time": 2, "j": 3},
         {"time": 2, "j": 6}),
    Case("calendar-360", sources.calendar_360, files("day_0.nc", "day_1.nc", "day_2.nc"), {"time": 50}, {"time": 100}),
    Case("calendar-noleap", lambda folder: sources.calendar_360(folder, "noleap"),
         files("day_0.nc", "day_1.nc", "day_2.nc"), {"time": 7}),
    Case("texts-no-concat", sources.texts, {"url": "stations.nc", "dims": []}, {"station": 2}, {"station": 4}),
    Case("enumeration", sources.enumeration, {"url": "clouds.nc", "dims": []}, {"x": 3},
         extra_attrs=("flag_values", "flag_meanings")),
    Case("storage-layouts", sources.storage_layouts, files("layout0.nc", "layout1.nc"),
         {"time": 3, "level": 2, "lat": 4, "lon": 4}, {"time": 6, "level": 2, "lat": 8, "lon": 8}),
    Case("differing-packing", sources.differing_packing, files("era0.nc", "era1.nc", "era2.nc"), {"time": 2}, {"time": 4}),
    Case("packing-decoded", sources.daily_packed, DAILY, {"time": 4}, policies={"packing": "decode"}),
    Case("rename-and-drop", sources.curvilinear, files("ice.0.nc", "ice.1.nc", "ice.2.nc"), {"time": 1},
         transforms=[{"rename": {"siconc": "ice"}}, {"drop": ["vertices_latitude"]}]),
    Case("squeezed-level", sources.daily_packed, DAILY, {"time": 2}, transforms=[{"squeeze": ["zlev"]}]),
    Case("zstd", sources.curvilinear, files("ice.0.nc", "ice.1.nc", "ice.2.nc"), {"time": 2},
         target={"codec": {"name": "zstd", "level": 5}}),
    Case("gzip", sources.curvilinear, files("ice.0.nc", "ice.1.nc", "ice.2.nc"), {"time": 2, "i": 4},
         {"time": 4, "i": 4}, target={"codec": {"name": "gzip", "level": 1}}),
    Case("uncompressed", sources.merged_variables, {
        "glob": "tas_*.nc", "dims": along("time")}, {"time": 5}, {"time": 10}, target={"codec": {"name": "none"}},
        keep=lambda records: [r for r in records if r["at"]["variable"] == "tas"]),
    Case("missing-day-filled", sources.daily_with_gap, DAILY, {"time": 3}, {"time": 6},
         policies={"missing_files": {"policy": "fill", "limit": 1}}),
    Case("missing-day-skipped", sources.daily_with_gap, DAILY, {"time": 3},
         policies={"missing_files": {"policy": "skip", "limit": 1}}, keep=lambda r: r[:3] + r[4:]),
    Case("files-out-of-order", sources.classic, files("part2.nc", "part0.nc", "part1.nc"), {"time": 3},
         policies={"order": "sort"}),
    Case("first-attributes", sources.daily_packed, DAILY, {"time": 4}, policies={"attributes": "first"}),
    Case("nearly-equal-grids", sources.nearly_equal_grids, MONTHLY, {"time": 4},
         policies={"coordinates": {"tolerance": 1e-3}}),
    Case("copied", sources.daily_packed, DAILY, {"time": 1}, target={"encoding": "source"}),
    Case("copied-layouts", sources.storage_layouts, files("layout0.nc", "layout1.nc"), {},
         target={"chunks": "auto", "encoding": "source"}),
    Case("empty-chunks", sources.storage_layouts, files("layout0.nc", "layout1.nc"), {"time": 1, "level": 1},
         {"time": 2, "level": 1}, target={"write_empty_chunks": False}),
    Case("pruned", sources.daily_packed, DAILY, {"time": 3}, arguments=("--prune", "2"), keep=lambda r: r[:2],
         status="pruned"),
]


def archive(folder, name, chunks, shards):
    """A case over files of real archives, if they are there."""
    found = sorted((folder / name).glob("*.nc"))
    records = [{"path": str(f), "at": {"time": i}} for i, f in enumerate(found)]
    case = Case(name, lambda _: records, {"files": [str(f) for f in found], "dims": along("time")}, chunks, shards)
    case.recipe = lambda form, _="": absolute(Case.recipe(case, form))
    return case


def absolute(recipe):
    pattern = recipe["pattern"]
    pattern["files"] = [f.removeprefix("data/") for f in pattern["files"]]
    return recipe


def archives(folder: pathlib.Path):
    """(cases, names that are absent)."""
    wanted = [("ec-earth-tas-day", {"time": 3650}, {"time": 36500}), ("mpi-esm-siconc", {"time": 240}, {"time": 960}),
              ("cordex-psl", {"time": 1000}, {"time": 10000})]
    present = [w for w in wanted if (folder / w[0]).is_dir()]
    return [archive(folder, *w) for w in present], [w[0] for w in wanted if w not in present]
