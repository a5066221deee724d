"""Archives in which names, places and lengths differ from file to file; xarray joins what a person would have joined."""

import numpy as np
import xarray as xr

from conformance.case import Case, along, files
from conformance.making import DECODED, opened, write

THEME = "Archives whose files differ"
AB = files("a.nc", "b.nc")
STACKED = {**DECODED, "data_vars": "all"}


def days(start, n):
    return ("time", np.arange(start, start + n), {"units": "days since 2000-01-01", "calendar": "standard"})


def named(folder, name, start, variable, lat="lat", **more):
    values = np.arange(start * 10, start * 10 + 4, dtype="f4").reshape(2, 2)
    write(folder / name, {"time": days(start, 2), lat: (lat, np.array([1.5, 2.5])), variable: (f"time {lat}", values), **more})


def sensors(folder):
    named(folder, "a.nc", 0, "N07_ICECON")
    named(folder, "b.nc", 2, "F08_ICECON", lat="latitude")


def renamed(folder):
    a, b = opened(folder, "a.nc", "b.nc")
    return xr.concat([a.rename(N07_ICECON="ICECON"), b.rename(F08_ICECON="ICECON", latitude="lat")], "time", **DECODED)


def no_aux(folder):
    named(folder, "a.nc", 0, "v", aux=("time", np.ones(2)))
    named(folder, "b.nc", 2, "v")


def joined_v(folder, *names, drop=()):
    found = opened(folder, *(names or ("a.nc", "b.nc")))
    return xr.concat([d.drop_vars([n for n in drop if n in d]) for d in found], "time", **DECODED)


def scenes(folder):
    for day in ("20000101", "20000102"):
        write(folder / f"s_{day}.nc", {"x": ("x", np.arange(2.0)), "v": ("x", np.arange(2.0) + int(day)), "mask": ("x", np.array([0, 1], "i1"))})


def timed(folder):
    parts = [d.set_coords("mask").expand_dims("time") for d in opened(folder, "s_20000101.nc", "s_20000102.nc")]
    return xr.concat(parts, "time", **DECODED).assign_coords(time=np.array(["2000-01-01", "2000-01-02"], "M8[ns]"))


def names():
    both = {"rename": {"N07_ICECON": "ICECON", "F08_ICECON": "ICECON"}}
    yield Case("a name that changes in mid-archive", "A name in a transform must be in some file, not in each.", sensors, AB,
               transforms=[both, {"rename": {"latitude": "lat"}}], expect=renamed)
    yield Case("a name that no file has", "Refused, with the name that was probably meant.", sensors, AB,
               transforms=[both, {"rename": {"latitud": "lat"}}], refused=(2, "rename", "'latitud'", "did you mean 'latitude'?", "where: present"))
    yield Case("where: present", "The names need not be in any file.", sensors, AB,
               transforms=[{"rename": {"N07_ICECON": "ICECON", "F08_ICECON": "ICECON", "F13_ICECON": "ICECON", "where": "present"}},
                           {"rename": {"latitude": "lat", "Latitude": "lat"}, "where": "present"}, {"drop": ["crs"], "where": "present"},
                           {"set_attributes": {"crs": {"units": "1"}, "where": "present"}}, {"missing_values": {"crs": -9}, "where": "present"},
                           {"set_coords": ["crs"], "where": "present"}], expect=renamed)
    yield Case("two variables of one file under one name", "Refused.",
               lambda folder: (named(folder, "a.nc", 0, "p", q=("time", np.ones(2))), named(folder, "b.nc", 2, "p")), AB,
               transforms=[{"rename": {"p": "v", "q": "v"}}], refused=(2, "a.nc", "'v'", "two variables"))
    yield Case("drop of what only some files have", "Left out of those.", no_aux, AB, transforms=[{"drop": ["aux"]}],
               expect=lambda folder: joined_v(folder, drop=["aux"]))
    yield Case("keep of what only some files have", "Each file gives what it has of these.", no_aux, AB, transforms=[{"keep": ["v", "aux"]}],
               policies={"missing_variables": "fill"},
               expect=lambda folder: xr.concat([d if "aux" in d else d.assign(aux=("time", np.full(2, np.nan))) for d in opened(folder, "a.nc", "b.nc")],
                                               "time", **DECODED))
    name = {"time_from_name": {"dim": "time", "format": "%Y%m%d"}}
    dated = files("s_20000101.nc", "s_20000102.nc")
    yield Case("set_coords before time_from_name", "A coordinate does not get the time.", scenes, dated,
               transforms=[{"set_coords": ["mask"]}, name], expect=timed)
    yield Case("set_coords after time_from_name", "It had the time then: refused, with what to write.", scenes, dated,
               transforms=[name, {"set_coords": ["mask"]}], refused=(2, "set_coords", "'mask'", "time_from_name", "write set_coords before"))


def grids(folder):
    for n, name in enumerate(("a.nc", "b.nc")):
        write(folder / name, {"time": days(2 * n, 2), "lat": ("lat", np.array([1, 2 + n * 1e-7])), "lon": ("lon", np.array([5, 6 + n * 1e-4])),
                              "lon_bnds": ("lon nv", np.array([[4, 5], [5, 6.0]]) + n), "v": ("time lat lon", np.ones((2, 2, 2), "f4") * n)})


def first(folder):
    return xr.concat(opened(folder, "a.nc", "b.nc"), "time", **DECODED)


def coordinates():
    each = {"tolerance": {"lat": 1e-6, "lon": 1e-3}}
    yield Case("coordinates: tolerance by variable and first", "Each coordinate has its own tolerance; others are the first file's unseen.",
               grids, AB, policies={"coordinates": {**each, "first": ["lon_bnds"]}}, expect=first)
    yield Case("coordinates: tolerance by variable", "What is not named must be equal.", grids, AB, policies={"coordinates": each},
               refused=(3, "'lon_bnds'", "b.nc", "first: [lon_bnds]"))
    yield Case("coordinates: tolerance of one only", "Others are compared exactly.", grids, AB,
               policies={"coordinates": {"tolerance": {"lat": 1e-6}, "first": ["lon_bnds"]}}, refused=(3, "'lon'", "b.nc", "element 1"))
    yield Case("coordinates: no such variable", "Refused.", grids, AB, policies={"coordinates": {"first": ["lon_bounds"]}},
               refused=(2, "'lon_bounds'", "did you mean 'lon_bnds'?"))
    yield Case("coordinates: first of what is joined", "Each file has a part of its own: refused.", grids, AB,
               policies={"coordinates": {"first": ["v"]}}, refused=(2, "'v'", "joined"))


def members(folder, but=()):
    for m, member in enumerate(("r1i1", "r10i1", "r2i1")):
        for period, start in (("200001-200001", 0), ("200002-200002", 31)):
            if (member, period) not in but:
                write(folder / f"pr_{member}_{period}.nc", {"time": days(start, 2), "pr": ("time", np.array([start + m, m], "f4"))})


def ensemble(folder, members=("r10i1", "r1i1", "r2i1")):
    runs = []
    for member in members:
        parts = opened(folder, f"pr_{member}_200001-200001.nc", f"pr_{member}_200002-200002.nc")
        runs.append(xr.concat(parts, "time", **DECODED))
    return xr.concat(runs, xr.Variable("member", list(members)), **STACKED)


def ensemble_of_some(folder):
    runs = []
    for member in ("r10i1", "r1i1", "r2i1"):
        found = [folder / f"pr_{member}_{p}-{p}.nc" for p in ("200001", "200002")]
        runs.append(xr.concat([d for f in found if f.exists() for d in opened(folder, f.name)], "time", **DECODED))
    time = runs[0].time
    return xr.concat([r.reindex(time=time) for r in runs], xr.Variable("member", ["r10i1", "r1i1", "r2i1"]), **STACKED)


def variables(folder):
    for v, variable in enumerate(("pr", "tas")):
        for year in (1999, 2000):
            write(folder / f"{variable}_{year}.nc", {"time": days(366 * (year - 1999), 2), variable: ("time", np.array([v, year], "f4"))})


def merged(folder):
    return xr.merge([xr.concat(opened(folder, f"{v}_1999.nc", f"{v}_2000.nc"), "time", **DECODED) for v in ("pr", "tas")])


def cmip(folder):
    for period, start in (("190501-190912", 0), ("191001-191412", 9)):
        write(folder / f"tos_{period}.nc", {"time": days(start, 2), "tos": ("time", np.array([start, 1], "f4"))})


def parts():
    glob = "pr_{member}_{start:%Y%m}-{end:%Y%m}.nc"
    both = [{"concat": "member"}, {"concat": "time"}]
    yield Case("a glob with named parts", "Parts of the names become dimensions, or order the files.", members, {"glob": glob, "dims": both},
               expect=ensemble)
    yield Case("files with named parts", "The same of a list of files.", members,
               {"files": [f"pr_{m}_{p}-{p}.nc" for p in ("200002", "200001") for m in ("r2i1", "r1i1", "r10i1")], "names": glob, "dims": both},
               expect=ensemble)
    yield Case("a part of a glob that is ignored", "A part that is no dimension and has no format tells nothing.",
               lambda folder: members(folder, [(m, p) for m in ("r2i1", "r10i1") for p in ("200001-200001", "200002-200002")]),
               {"glob": glob, "dims": along("time")}, expect=lambda folder: ensemble(folder, ["r1i1"]).isel(member=0, drop=True))
    yield Case("several files for one place", "What tells them apart has no dimension: refused, with both.", members,
               {"glob": glob, "dims": along("time")}, refused=(2, "pr_r1i1_200001-200001.nc", "pr_r10i1_200001-200001.nc", "one place"))
    yield Case("a combination without a file", "It is a missing file: refused.", lambda folder: members(folder, [("r2i1", "200002-200002")]),
               {"glob": glob, "dims": both}, refused=(3, "pr_r2i1_200002-200002.nc", "member=r2i1", "missing_files"))
    yield Case("a combination without a file, filled", "Or filled.", lambda folder: members(folder, [("r2i1", "200002-200002")]),
               {"glob": glob, "dims": both}, policies={"missing_files": "fill"}, expect=ensemble_of_some)
    yield Case("a name of another form", "A file that the glob finds and whose name it does not describe is refused.",
               lambda folder: (members(folder), write(folder / "pr_r1i1_2000-2001.nc", {"v": ("x", np.ones(1))})),
               {"glob": glob, "dims": both}, refused=(2, "pr_r1i1_2000-2001.nc", glob))
    yield Case("variables in a glob's names", "A part may be a merge dimension.", variables,
               {"glob": "{variable}_{year:%Y}.nc", "dims": [{"merge": "variable"}, {"concat": "time"}]}, expect=merged)
    yield Case("a dimension that is in no part", "Only one may be left to the order of the files.", members,
               {"glob": "pr_{m}_*.nc", "dims": both}, refused=(2, "a glob has one concat dimension or none", "{name}"))
    yield Case("the end of a step in a URL", "{time.end} is the last second of the period that begins with the date.", cmip,
               {"url": "tos_{time:%Y%m}-{time.end:%Y%m}.nc", "dims": along("time", dates={"start": "1905-01", "end": "1910-01", "step": "P5Y"})},
               policies={"order": "sort"}, expect=lambda folder: xr.concat(opened(folder, "tos_190501-190912.nc", "tos_191001-191412.nc"), "time", **DECODED))


def profiles(folder, fill=-1):
    own = {} if fill is None else {"_FillValue": np.int16(fill)}
    for n, (name, levels) in enumerate((("a.nc", 3), ("b.nc", 5), ("c.nc", 2))):
        shape = (2, levels)
        values = np.arange(2 * levels).reshape(shape) + 100 * n
        write(folder / name, {"time": days(2 * n, 2), "temp": ("time level", values.astype("f4")), "q": ("time level", values.astype("i2"), own),
                              "note": ("time level", np.array([[f"n{i}{j}" for j in range(levels)] for i in range(2)], object))})


def padded(folder):
    found = []
    for d in opened(folder, "a.nc", "b.nc", "c.nc"):
        more = 5 - d.sizes["level"]
        one = d[["temp", "q"]].pad(level=(0, more))
        note = np.concatenate([d.note.values.astype(object), np.full((2, more), "", object)], axis=1)
        found.append(one.assign(note=(("time", "level"), note)))
    return xr.concat(found, "time", **DECODED)


def lengths():
    abc = files("a.nc", "b.nc", "c.nc")
    yield Case("a dimension of other lengths", "Refused, with the line that pads it.", profiles, abc,
               refused=(3, "'level'", "a.nc", "b.nc", "pad: {level: max}"))
    for form in (3, 2):
        yield Case(f"pad, Zarr {form}", "Padded to the longest: NaN, the fill value, or the empty text.", profiles, abc,
                   policies={"pad": {"level": "max"}}, target={"zarr_format": form, "chunks": {"time": 3}}, expect=padded)
    yield Case("pad of integers without a fill value", "Refused.", lambda folder: profiles(folder, None), abc,
               policies={"pad": {"level": "max"}}, refused=(2, "'q'", "int16", "fill_value"))
    yield Case("pad of no dimension", "Refused.", profiles, abc, policies={"pad": {"levels": "max"}}, refused=(2, "'levels'", "did you mean 'level'?"))
    yield Case("pad of the joined dimension", "Refused.", profiles, abc, policies={"pad": {"time": "max"}}, refused=(2, "'time'", "joined"))


def trajectories(folder, **more):
    for n, (name, rows) in enumerate((("a.nc", [2, 3]), ("b.nc", [4]), ("c.nc", [1, 1, 2]))):
        obs = sum(rows)
        write(folder / name, {"trajectory": ("trajectory", np.arange(len(rows)) + 10 * n), "rowsize": ("trajectory", np.array(rows, "i4")),
                              "lat": ("obs", np.arange(obs, dtype="f4") + 100 * n), "crs": ("", np.int32(7)), **more})


def both_joined(folder):
    found = opened(folder, "a.nc", "b.nc", "c.nc")
    ids = xr.concat([d[["trajectory", "rowsize"]] for d in found], "trajectory", **DECODED)
    return xr.merge([ids, xr.concat([d[["lat"]] for d in found], "obs", **DECODED), found[0][["crs"]]])


def joins():
    abc = {"files": ["a.nc", "b.nc", "c.nc"], "dims": [{"concat": ["trajectory", "obs"]}]}
    yield Case("files joined along two dimensions at once", "Each variable along the one that it has.", trajectories, abc, expect=both_joined)
    yield Case("a glob joined along two dimensions at once", "The same.", trajectories,
               {"glob": "*.nc", "dims": [{"concat": ["trajectory", "obs"]}]}, expect=both_joined)
    yield Case("a variable with both dimensions", "It would be empty but for blocks: refused.",
               lambda folder: trajectories_with(folder), abc, refused=(2, "'m'", "trajectory", "obs", "drop: [m]"))
    yield Case("order of files joined along two dimensions", "Elements of one would leave those of the other: refused.", trajectories, abc,
               policies={"order": "sort"}, refused=(2, "order", "trajectory", "obs"))
    yield Case("a joined dimension that is not there", "Refused.", trajectories,
               {"files": ["a.nc", "b.nc"], "dims": [{"concat": ["trajectory", "ob"]}]}, refused=(2, "'ob'", "did you mean 'obs'?"))


def trajectories_with(folder):
    for n, name in enumerate(("a.nc", "b.nc", "c.nc")):
        write(folder / name, {"trajectory": ("trajectory", np.array([n])), "lat": ("obs", np.ones(2)), "m": ("trajectory obs", np.ones((1, 2)))})


CASES = [*names(), *coordinates(), *parts(), *lengths(), *joins()]
