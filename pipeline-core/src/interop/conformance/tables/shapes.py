"""Shapes of archives: how many dimensions join files, which files hold what, and dimensions that are in no file."""

import numpy as np
import xarray as xr

from conformance.case import Case, along, files, single
from conformance.making import DECODED, joined, one, opened, write

THEME = "Shapes of archives"
AB = files("a.nc", "b.nc")
DAYS = {"units": "days since 2000-01-01", "calendar": "standard"}


def time(start, n):
    return ("time", np.arange(start, start + n), DAYS)


def block(*shape, start=0, kind="f4"):
    return (start + np.arange(np.prod(shape, dtype=int))).reshape(shape).astype(kind)


def concat(found, dim):
    return xr.concat(found, dim=dim, **DECODED)


def grids():
    def tiles(folder):
        for y, ny in (("0", 2), ("1", 3)):
            for t, nt in (("0", 1), ("1", 2), ("2", 1)):
                first_y, first_t = (0, 2)[int(y)], (0, 1, 3)[int(t)]
                write(folder / f"{y}_{t}.nc", {"time": time(first_t, nt), "y": ("y", np.arange(first_y, first_y + ny) * 10.0),
                                               "v": ("time y", block(nt, ny, start=100 * int(y) + 10 * int(t)))})

    def expect(folder):
        rows = [concat(opened(folder, *(f"{y}_{t}.nc" for t in range(3))), "time") for y in range(2)]
        return concat(rows, "y")

    dims = [{"concat": "y", "keys": [0, 1]}, {"concat": "time", "keys": [0, 1, 2]}]
    yield Case("two concat dims, unequal lengths", "Tiles of a map over time; files of every length.", tiles,
               {"url": "{y}_{time}.nc", "dims": dims}, expect=expect)

    def part(folder):
        tiles(folder)
        (folder / "1_1.nc").unlink()

    yield Case("two concat dims with a hole", "A file that is missing at one place of two concat dimensions: refused.", part,
               {"url": "{y}_{time}.nc", "dims": dims}, refused=(3, "1_1.nc", "y=1", "time=1", "missing_files"))

    def holed(folder):
        found = expect_of_holes(folder)
        return found

    yield Case("two concat dims with a hole, filled", "Its coordinates are those of the other files, its values NaN.", part,
               {"url": "{y}_{time}.nc", "dims": dims}, policies={"missing_files": "fill"}, expect=holed)

    def uneven(folder):
        tiles(folder)
        write(folder / "1_2.nc", {"time": time(3, 2), "y": ("y", np.arange(2, 5) * 10.0), "v": ("time y", block(2, 3))})

    yield Case("two concat dims, ragged", "Files of one index along `time` must be equally long.", uneven,
               {"url": "{y}_{time}.nc", "dims": dims}, refused=(3, "'time'", "1_2.nc", "0_2.nc", "equally long"))


def expect_of_holes(folder):
    have = {(y, t): opened(folder, f"{y}_{t}.nc")[0] for y in range(2) for t in range(3) if (y, t) != (1, 1)}
    hole = have[0, 1].isel(y=[0, 0, 0]).assign_coords(y=have[1, 0].y)
    have[1, 1] = hole.copy(data={"v": np.full(hole.v.shape, np.nan, "f4")})
    return concat([concat([have[y, t] for t in range(3)], "time") for y in range(2)], "y")


def merges():
    def make(folder):
        for n, name in enumerate(("tas", "pr")):
            for year in (2000, 2001):
                first = 366 * (year - 2000)
                write(folder / f"{name}_{year}.nc", {"time": time(first, 2), "lat": ("lat", np.array([1.0, 2.0])),
                                                     name: ("time lat", block(2, 2, start=100 * n + year))})

    def expect(folder):
        return xr.merge([concat(opened(folder, *(f"{name}_{year}.nc" for year in (2000, 2001))), "time") for name in ("tas", "pr")],
                        join="exact", compat="equals")

    both = [{"merge": "variable", "keys": ["tas", "pr"]}, {"concat": "time", "range": {"start": 2000, "stop": 2001, "step": 1}}]
    for name, dims in (("merge first", both), ("merge last", both[::-1])):
        yield Case(f"variables in files of their own, {name}", "Each variable in files of its own; coordinates are checked equal.", make,
                   {"url": "{variable}_{time}.nc", "dims": dims}, expect=expect)

    def other_times(folder):
        make(folder)
        write(folder / "pr_2001.nc", {"time": time(367, 2), "lat": ("lat", np.array([1.0, 2.0])), "pr": ("time lat", block(2, 2))})

    yield Case("variables on other times", "Files of one index whose times differ between variables.", other_times,
               {"url": "{variable}_{time}.nc", "dims": both}, refused=(3, "'time'", "tas_2001.nc", "pr_2001.nc", "must be equal"))

    def other_units(folder):
        make(folder)
        write(folder / "pr_2001.nc", {"time": ("time", np.array([366, 367]) * 24, {**DAYS, "units": "hours since 2000-01-01"}),
                                      "lat": ("lat", np.array([1.0, 2.0])), "pr": ("time lat", block(2, 2))})

    yield Case("variables on the same times in other units", "Equal times are equal, whatever their units.", other_units,
               {"url": "{variable}_{time}.nc", "dims": both}, expect=expect)


def stacks():
    def members(folder):
        for m in ("r1", "r2", "r3"):
            write(folder / f"{m}.nc", {"time": time(0, 2), "v": ("time", block(2, start=10 * int(m[1]))), "crs": ("", np.int32(0)),
                                       "lat": ("x", np.array([1.0, 2.0])), "w": ("time x", block(2, 2), {"coordinates": "lat", "grid_mapping": "crs"})})

    def stacked(coordinate, fixed=("crs", "lat", "time")):
        def expect(folder):
            found = opened(folder, *sorted(p.name for p in folder.glob("*.nc")))
            parts = [f.drop_vars([n for n in fixed if n in f.variables]) for f in found]
            together = xr.concat(parts, dim="member", data_vars="all")
            return together.assign_coords(member=("member", coordinate)).merge(found[0][[n for n in fixed if n in found[0].variables]])
        return expect

    yield Case("members named by their files", "A concat dimension that is in no file stacks the data variables, not the coordinates.",
               members, {"url": "{member}.nc", "dims": along("member", keys=["r1", "r2", "r3"])},
               expect=stacked(np.array(["r1", "r2", "r3"], object)))

    def numbered(folder):
        for m in (1, 2, 10):
            write(folder / f"m{m:02d}.nc", {"time": time(0, 2), "v": ("time", block(2, start=m))})

    yield Case("members numbered by their files", "Keys that are numbers make a coordinate of numbers.", numbered,
               {"url": "m{member:02d}.nc", "dims": along("member", keys=[1, 2, 10])}, expect=stacked(np.array([1, 2, 10])))

    def runs(folder):
        for day in (1, 2, 3):
            for h in (0, 6):
                write(folder / f"200001{day:02d}_{h}.nc", {"step": ("step", np.array([h, h + 3]), {"units": "hours"}),
                                                           "v": ("step", block(2, start=100 * day + h))})

    def forecasts(folder):
        rows = [concat(opened(folder, f"200001{d:02d}_0.nc", f"200001{d:02d}_6.nc"), "step") for d in (1, 2, 3)]
        together = xr.concat(rows, dim="reference_time", data_vars="all", coords="minimal", compat="override")
        dates = np.array(["2000-01-01", "2000-01-02", "2000-01-03"], "M8[ns]")
        return together.assign_coords(reference_time=("reference_time", dates))

    yield Case("reference time and step", "Forecasts: the reference time from the file's name, the step from the file.", runs,
               {"url": "{reference_time:%Y%m%d}_{step}.nc",
                "dims": [{"concat": "reference_time", "dates": {"start": "2000-01-01", "end": "2000-01-03", "step": "P1D"}},
                         {"concat": "step", "keys": [0, 6]}]}, expect=forecasts)

    def scalars(folder):
        for d in (0, 1):
            write(folder / f"{d}.nc", {"time": ("", np.array(d * 24), {"units": "hours since 2000-01-01", "calendar": "standard"}),
                                       "v": ("x", block(3, start=d))})

    def stacked_times(folder):
        return xr.concat(opened(folder, "0.nc", "1.nc"), dim="time")

    yield Case("scalar times", "One time in each file, as a scalar: stacked along it.", scalars,
               {"url": "{time}.nc", "dims": along("time", keys=[0, 1])}, expect=stacked_times)

    def hierarchy(folder):
        for m in (1, 2):
            for t in (0, 1):
                if (m, t) != (2, 0):
                    write(folder / f"{m}_{t}.nc", {"time": time(2 * t, 2), "v": ("time", block(2, start=10 * m + t))})

    gaps = {"url": "{member}_{time}.nc", "dims": [{"concat": "member", "keys": [1, 2]}, {"concat": "time", "keys": [0, 1]}]}

    def gap_filled(folder):
        one_, two = concat(opened(folder, "1_0.nc", "1_1.nc"), "time"), opened(folder, "2_1.nc")[0]
        found = xr.concat([one_, two.reindex(time=one_.time)], dim="member", data_vars="all", coords="minimal")
        return found.assign_coords(member=("member", np.array([1, 2])))

    yield Case("a member lacks one file", "A hole at (member, time): refused.", hierarchy, gaps,
               refused=(3, "2_0.nc", "member=2", "time=0", "missing_files: fill"))
    yield Case("a member lacks one file, filled", "A hole at (member, time) that the recipe fills.", hierarchy, gaps,
               policies={"missing_files": "fill"}, expect=gap_filled)
    yield Case("a member lacks one file, skipped", "With several concat dimensions it is not clear what to skip: refused.", hierarchy, gaps,
               policies={"missing_files": "skip"}, refused=(2, "2_0.nc", "skip", "fill"))


def plain():
    def whole(folder):
        write(folder / "a.nc", {"x": ("x", np.array([1.0, 2.0])), "v": ("x", block(2)), "s": ("", np.float32(7)), "t": ("", np.array("text", object))})

    yield Case("one file", "No concat dimension at all.", whole, single("a.nc"), expect=one("a.nc"))
    yield Case("scalars only", "Variables without dimensions.",
               lambda folder: write(folder / "a.nc", {"s": ("", np.float64(1.5), {"units": "m"}), "n": ("", np.int16(3))}),
               single("a.nc"), expect=one("a.nc"))

    def merged(folder):
        for n, name in enumerate(("tas", "pr")):
            write(folder / f"{name}.nc", {"x": ("x", np.array([1.0, 2.0])), name: ("x", block(2, start=n))})

    yield Case("merge only", "Variables in files of their own, nothing joined.", merged,
               {"url": "{variable}.nc", "dims": [{"merge": "variable", "keys": ["tas", "pr"]}]},
               expect=lambda folder: xr.merge(opened(folder, "tas.nc", "pr.nc"), join="exact"))

    def some(folder):
        for name, start in (("a.nc", 0), ("b.nc", 2)):
            write(folder / name, {"time": time(start, 2), "v": ("time", block(2, start=start)), "z": ("z", np.array([1.0, 2.0, 3.0])),
                                  "w": ("time z", block(2, 3, start=start)), "profile": ("z", np.array([5, 6, 7.0]))})

    yield Case("a dimension in some variables", "Dimensions that only some variables have.", some, AB, expect=joined("a.nc", "b.nc"))

    def inner(folder):
        for name, start in (("a.nc", 0), ("b.nc", 2)):
            write(folder / name, {"time": time(start, 2), "x": ("x", np.array([1.0, 2, 3])), "v": ("x time", block(3, 2, start=start))})

    yield Case("the concat dimension is not first", "Variables whose concat dimension comes last.", inner, AB, expect=joined("a.nc", "b.nc"))

    def permuted(folder):
        write(folder / "a.nc", {"time": time(0, 2), "x": ("x", np.array([1.0, 2])), "v": ("time x", block(2, 2))})
        write(folder / "b.nc", {"time": time(2, 2), "x": ("x", np.array([1.0, 2])), "v": ("x time", block(2, 2))})

    yield Case("permuted dimensions", "Dimensions in another order in one of the files: refused.", permuted, AB,
               refused=(3, "'v'", "[time, x]", "[x, time]", "a.nc", "b.nc", "transforms"))

    def other(folder):
        write(folder / "a.nc", {"time": time(0, 2), "lat": ("lat", np.array([1.0, 2])), "v": ("time lat", block(2, 2))})
        write(folder / "b.nc", {"time": time(2, 2), "latitude": ("latitude", np.array([1.0, 2])), "v": ("time latitude", block(2, 2))})

    yield Case("dimensions of other names", "A dimension that is called otherwise in one of the files: refused, with its new name.",
               other, AB, refused=(3, "'v'", "[time, lat]", "[time, latitude]", "b.nc", "rename: {latitude: lat}"))

    def levels(folder):
        write(folder / "a.nc", {"time": time(0, 2), "v": ("time", block(2))})
        write(folder / "b.nc", {"time": time(2, 2), "v": ("time level", block(2, 3))})

    yield Case("a dimension too many", "Refused: neither another order nor another name helps.", levels, AB,
               refused=(3, "'v'", "[time, level]", "b.nc", "drop: [v]"))

    def notes(folder):
        for name, start, n in (("a.nc", 0, 2), ("b.nc", 2, 3)):
            write(folder / name, {"time": time(start, 2), "v": ("time", block(2, start=start)), "note": ("h_num", block(n))})

    yield Case("a dimension of other lengths beside a glob", "Refused, with the line that joins the files along it too.", notes,
               {"glob": "*.nc", "dims": along("time")}, refused=(3, "'h_num'", "b.nc", "concat: [time, h_num]"))


def lengths():
    def records(*starts_and_lengths):
        def make(folder):
            for name, (start, n) in zip(("a.nc", "b.nc", "c.nc"), starts_and_lengths):
                write(folder / name, {"time": time(start, n), "v": ("time", block(n, start=start))}, unlimited=("time",))
        return make

    abc = files("a.nc", "b.nc", "c.nc")
    for name, parts in (("first", ((0, 0), (0, 2), (2, 2))), ("middle", ((0, 2), (2, 0), (2, 2))), ("last", ((0, 2), (2, 2), (4, 0)))):
        have = [f for f, (_, n) in zip(("a.nc", "b.nc", "c.nc"), parts) if n]
        yield Case(f"a file without records, {name}", "A file whose record dimension is empty contributes nothing.", records(*parts), abc,
                   expect=joined(*have))
    yield Case("items_per_file", "As the recipe says.", records((0, 2), (2, 2), (4, 2)), {**abc, "dims": along("time", items_per_file=2)},
               expect=joined("a.nc", "b.nc", "c.nc"))
    yield Case("items_per_file is wrong", "Checked against every file that is read.", records((0, 2), (2, 3), (5, 2)),
               {**abc, "dims": along("time", items_per_file=2)}, refused=(3, "b.nc", "'time'", "3", "items_per_file: 2"))

    def down(folder):
        for name, z in (("a.nc", [30.0, 20.0]), ("b.nc", [10.0, 0.0])):
            write(folder / name, {"z": ("z", np.array(z)), "v": ("z", np.array(z, "f4"))})

    yield Case("a coordinate that decreases", "Strictly down is as good as strictly up.", down, files("a.nc", "b.nc", dim="z"),
               expect=joined("a.nc", "b.nc", dim="z"))

    def words(folder):
        for name, w in (("a.nc", ["sea", "air"]), ("b.nc", ["ice"])):
            write(folder / name, {"kind": ("kind", np.array(w, object)), "v": ("kind", block(len(w)))})

    yield Case("a coordinate of texts", "Texts have no order, but must not repeat.", words, files("a.nc", "b.nc", dim="kind"),
               expect=joined("a.nc", "b.nc", dim="kind"))

    def again(folder):
        for name, w in (("a.nc", ["sea", "air"]), ("b.nc", ["sea"])):
            write(folder / name, {"kind": ("kind", np.array(w, object)), "v": ("kind", block(len(w)))})

    yield Case("a coordinate of texts that repeats", "Refused.", again, files("a.nc", "b.nc", dim="kind"), refused=(3, "b.nc", "'kind'", "'sea'"))

    def bare(folder):
        for name, start, n in (("a.nc", 0, 2), ("b.nc", 2, 3)):
            write(folder / name, {"v": ("time", block(n, start=start))})

    yield Case("no coordinate", "Files that are joined in their order, without a coordinate.", bare, AB, expect=joined("a.nc", "b.nc"))

    def lacking(folder):
        write(folder / "a.nc", {"time": time(0, 2), "v": ("time", block(2))})
        write(folder / "b.nc", {"v": ("time", block(2, start=2))})

    yield Case("a coordinate that one file lacks", "Refused.", lacking, AB, refused=(3, "'time'", "b.nc", "a.nc", "drop: [time]"))

    def partly(folder):
        write(folder / "a.nc", {"time": time(0, 2), "x": ("x", np.array([1.0, 2])), "v": ("time x", block(2, 2))})
        write(folder / "b.nc", {"time": time(2, 2), "v": ("time x", block(2, 2, start=4))})

    yield Case("a fixed coordinate that one file lacks", "Taken from the files that have it.", partly, AB, expect=joined("a.nc", "b.nc"))

    def wider(folder):
        write(folder / "a.nc", {"time": time(0, 2), "v": ("time x", block(2, 2))})
        write(folder / "b.nc", {"time": time(2, 2), "v": ("time x", block(2, 3, start=4))})

    yield Case("another dimension differs in length", "Only concat dimensions may differ in length.", wider, AB,
               refused=(3, "'x'", "a.nc", "b.nc", "'v'", "pad: {x: max}"))


CASES = [*grids(), *merges(), *stacks(), *plain(), *lengths()]
