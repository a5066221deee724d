"""What a recipe decides where files disagree or lack something; the default refuses and names the line to write."""

import numpy as np
import xarray as xr

from conformance.case import Case, along, files
from conformance.making import DECODED, joined, one, opened, write

THEME = "Policies"
ABC = files("a.nc", "b.nc", "c.nc")
DAILY = {"start": "2000-01-01", "end": "2000-01-03", "step": "P1D"}
DATED = {"url": "{time:%Y%m%d}.nc", "dims": along("time", dates=DAILY)}


def time(start, n, step=1):
    return ("time", start + step * np.arange(n), {"units": "days since 2000-01-01", "calendar": "standard"})


def file(folder, name, start, n=2, *, v=None, attrs=None, own=None, **more):
    values = np.arange(start, start + n, dtype="f4") if v is None else v
    write(folder / name, {"time": time(start, n), "v": ("time", values, own or {}), **more}, attrs or {})


def globals_of(*attributes):
    def make(folder):
        for n, (name, attrs) in enumerate(zip(("a.nc", "b.nc", "c.nc"), attributes)):
            file(folder, name, 2 * n, attrs=attrs, own={"note": attrs["title"]} if "title" in attrs else {})
    return make


def with_attributes(attrs, own):
    def expect(folder):
        found = joined("a.nc", "b.nc", "c.nc")(folder)
        found.attrs, found.v.attrs = attrs, own
        return found
    return expect


def attributes():
    some = [{}, {"title": "T", "n": np.int32(1)}, {"n": np.int32(1)}]
    other = [{"title": "A", "source": "s"}, {"title": "B", "source": "s"}, {"title": "A"}]
    yield Case("attributes: drop_conflicts", "The default: what all files that have an attribute agree on is kept.", globals_of(*other),
               ABC, expect=with_attributes({"source": "s"}, {}))
    yield Case("an attribute in one file only", "An attribute that only some files have is kept.", globals_of(*some), ABC,
               expect=with_attributes({"title": "T", "n": 1}, {"note": "T"}))
    yield Case("attributes: first", "Those of the first file.", globals_of(*other), ABC, policies={"attributes": "first"},
               expect=with_attributes({"title": "A", "source": "s"}, {"note": "A"}))
    yield Case("attributes: first, absent there", "An attribute that the first file lacks is not kept.", globals_of(*some), ABC,
               policies={"attributes": "first"}, expect=with_attributes({}, {}))
    yield Case("attributes: list", "All values, in the order of their first files.", globals_of(*other), ABC, policies={"attributes": "list"},
               expect=with_attributes({"title": ["A", "B"], "source": "s"}, {"note": ["A", "B"]}))
    numbers = [{"n": 1.5}, {"n": np.int32(2)}, {"n": np.float32(0.25), "big": np.int64(2**53 + 1)}]
    yield Case("attributes: list of numbers", "Numbers stay numbers where one type holds all of them.", globals_of(*numbers), ABC,
               policies={"attributes": "list"}, expect=with_attributes({"n": [1.5, 2.0, 0.25], "big": 2**53 + 1}, {}))
    mixed = [{"n": 1.5}, {"n": np.int64(2**53 + 1)}, {"n": "x"}]
    yield Case("attributes: list of what is not alike", "As texts where there is none.", globals_of(*mixed), ABC,
               policies={"attributes": "list"}, expect=with_attributes({"n": ["1.5", str(2**53 + 1), "x"]}, {}))
    yield Case("attributes: error", "Refused, with both values.", globals_of(*other), ABC, policies={"attributes": "error"},
               refused=(3, "'note'", "[A]", "[B]", "a.nc", "b.nc", "drop_conflicts"))
    yield Case("units of numbers differ", "Numbers in other units would be joined as if they were alike: refused.",
               lambda folder: (file(folder, "a.nc", 0, own={"units": "K"}), file(folder, "b.nc", 2, own={"units": "degC"})),
               files("a.nc", "b.nc"), refused=(3, "'v'", "units", "K", "degC", "b.nc", "convert_units: {v: \"K\"}", "attributes: first"))
    yield Case("units of numbers differ, attributes: first", "The recipe says that they mean the same.",
               lambda folder: (file(folder, "a.nc", 0, own={"units": "m/s"}), file(folder, "b.nc", 2, own={"units": "m s-1"})),
               files("a.nc", "b.nc"), policies={"attributes": "first"}, expect=first_units)


def first_units(folder):
    found = joined("a.nc", "b.nc")(folder)
    found.v.attrs["units"] = "m/s"
    return found


NAMES = ("a.nc", "b.nc", "c.nc")


def falling(folder):
    for name, last in zip(NAMES, (7, 3, 1)):
        write(folder / name, {"time": time(last, 2, -1), "v": ("time", np.array([last, last - 1], "f4"))}, {})


def members(folder):
    for m in (1, 2, 3):
        for year in (0, 1):
            file(folder, f"pr_r{m}_{2000 + year}.nc", 365 * year)


def scans(folder):
    for name in NAMES:
        xr.Dataset({"v": ("time", np.arange(3, dtype="f4"))}, {"time": ("time", np.arange(3, dtype="i4"))}).to_netcdf(folder / name)


def orders():
    late = lambda folder: (file(folder, "a.nc", 2), file(folder, "b.nc", 0), file(folder, "c.nc", 4))
    over = lambda folder: (file(folder, "a.nc", 0, 3), file(folder, "b.nc", 2, v=np.array([102, 103], "f4")), file(folder, "c.nc", 4))
    gap = lambda folder: (file(folder, "20000101.nc", 0, 1), file(folder, "20000102.nc", 1, 1), file(folder, "20000103.nc", 5, 1))
    yield Case("files out of order", "Found before any value is read: refused.", late, ABC,
               refused=(3, "b.nc", "a.nc", "'time'", "out of order", "order: sort"))
    yield Case("order: sort", "Sorted by the coordinate.", late, ABC, policies={"order": "sort"},
               expect=lambda folder: joined("b.nc", "a.nc", "c.nc")(folder))
    yield Case("files that overlap", "The same time in two files: refused.", over, ABC,
               refused=(3, "b.nc", "a.nc", "'time'", "2000-01-03", "duplicate", "keep-first"))
    yield Case("order: sort of files that overlap", "Sorting does not tell which of two values to keep: refused.", over, ABC,
               policies={"order": "sort"}, refused=(3, "b.nc", "a.nc", "keep-first"))
    yield Case("order: keep-first", "Of equal times the first file's values.", over, ABC, policies={"order": "keep-first"},
               expect=lambda folder: joined("a.nc", "b.nc", "c.nc")(folder).isel(time=[0, 1, 2, 4, 5, 6]))
    yield Case("order: keep-last", "Of equal times the last file's values.", over, ABC, policies={"order": "keep-last"},
               expect=lambda folder: joined("a.nc", "b.nc", "c.nc")(folder).isel(time=[0, 1, 3, 4, 5, 6]))
    yield Case("order: sort of a series that goes down", "Sorted is upwards, also where every file goes on downwards.",
               falling, ABC, policies={"order": "sort"},
               expect=lambda folder: joined(*NAMES)(folder).sortby("time"))
    yield Case("order: {sort: descending}", "Downwards, whatever the files do.", late, ABC, policies={"order": {"sort": "descending"}},
               expect=lambda folder: joined(*NAMES)(folder).sortby("time", ascending=False))
    yield Case("members with equal times, order: keep-first", "All but one member would be left out: refused, with the dimension that the names have.",
               members, {"glob": "pr_*.nc", "dims": [{"concat": "time"}]}, policies={"order": "keep-first"},
               refused=(3, "pr_r2_2000.nc", "nothing of this file", "{member}_{part}.nc"))
    yield Case("members with equal times", "No policy that leaves members out is proposed.", members,
               {"glob": "pr_*.nc", "dims": [{"concat": "time"}]},
               refused=(3, "pr_r1_2001.nc", "hold the same 'time'", "{member}_{part}.nc"))
    days = lambda *starts: lambda folder: [file(folder, f"f2000010{n + 1}.nc", start, 1) for n, start in enumerate(starts)]
    yield Case("one record a file, one of them twice", "Names that differ are no members: the lines keep one of the two.",
               days(0, 1, 1, 3), {"glob": "f*.nc", "dims": [{"concat": "time"}]},
               refused=(3, "f20000103.nc", "f20000102.nc", "hold the same 'time'", "{order: keep-first, allow_unused_files: true}", "keep-last"))
    yield Case("one record a file, one of them twice, order: keep-last", "Nothing would be left of a file: refused, with the line that allows it.",
               days(0, 1, 1, 3), {"glob": "f*.nc", "dims": [{"concat": "time"}]}, policies={"order": "keep-last"},
               refused=(3, "f20000102.nc", "nothing of this file", "{order: keep-last, allow_unused_files: true}"))
    yield Case("a counter that each file begins anew", "Scan lines are numbered within a file: no coordinate of the whole.",
               scans, ABC, refused=(3, "b.nc", "counts anew in each file", "drop: [time]"))
    yield Case("a counter that each file begins anew, dropped", "The files one after the other.",
               scans, ABC, transforms=[{"drop": ["time"]}],
               expect=lambda folder: joined(*NAMES)(folder).drop_vars("time"))
    yield Case("a gap against the declared step", "A file that does not begin where the dates of the pattern say: refused.", gap, DATED,
               refused=(3, "20000103.nc", "'time'", "2000-01-06", "gap", "P1D", "order: sort"))
    yield Case("a gap against a step of months", "A file that holds another month than its name says: refused.",
               dated({"200001": 15, "200002": 45, "200003": 105}), months("200001", "200003"),
               refused=(3, "m200003.nc", "'time' begins at 2000-04-15", "gap", "P1M", "order: sort"))
    yield Case("a gap against a step of years", "The same of years.", dated({"2000": 0, "2001": 366, "2002": 1096}),
               {"url": "m{time:%Y}.nc", "dims": [{"concat": "time", "dates": {"start": "2000-01-01", "end": "2002-12-31", "step": "P1Y"}}]},
               refused=(3, "m2002.nc", "'time' begins at 2003-01-01", "gap", "P1Y", "order: sort"))
    for what, stamps in (("in their middle", (15.5, 45, 75.5, 106)), ("at their end", (30, 59, 90, 120)), ("by the next one's begin", (31, 60, 91, 121)),
                         ("thirty days apart", (0, 30, 60, 90))):
        held = dict(zip(("200001", "200002", "200003", "200004"), stamps))
        yield Case(f"months named {what}", "Months have no fixed length, and times name them in many ways.", dated(held), months("200001", "200004"),
                   expect=joined(*(f"m{name}.nc" for name in held)))
    yield Case("a first year that begins late", "Each time in its own year.", dated({"2000": 243, "2001": 366, "2002": 731}),
               {"url": "m{time:%Y}.nc", "dims": [{"concat": "time", "dates": {"start": "2000-01-01", "end": "2002-12-31", "step": "P1Y"}}]},
               expect=joined("m2000.nc", "m2001.nc", "m2002.nc"))
    yield Case("a gap that the recipe accepts", "Sorted, and no step is expected.", gap, DATED, policies={"order": "sort"},
               expect=lambda folder: joined("20000101.nc", "20000102.nc", "20000103.nc")(folder))


def dated(times):
    """A file with one time for each name, in days since 2000."""
    def make(folder):
        for name, day in times.items():
            write(folder / f"m{name}.nc", {"time": ("time", np.array([day], "f8"), {"units": "days since 2000-01-01"}),
                                           "v": ("time", np.array([day], "f4"))})
    return make


def months(first, last):
    return {"url": "m{time:%Y%m}.nc", "dims": [{"concat": "time", "dates": {"start": f"{first[:4]}-{first[4:]}", "end": f"{last[:4]}-{last[4:]}", "step": "P1M"}}]}


def along_x(name, text, first, second, attrs, order, expect=None, **keys):
    """Two files along x, whose numbers mean what their attributes say."""
    def make(folder):
        for file_name, x, own in (("a.nc", first, attrs[0]), ("b.nc", second, attrs[-1])):
            write(folder / file_name, {"x": ("x", x, own), "v": ("x", np.arange(len(x), dtype="f4") + 10 * (file_name > "a.nc"))})

    given = {} if order is None else {"policies": {"order": order}}
    whole = lambda folder: joined("a.nc", "b.nc", dim="x")(folder)
    expected = {} if "refused" in keys else {"expect": (lambda folder: expect(whole(folder))) if expect else whole}
    return Case(name, text, make, files("a.nc", "b.nc", dim="x"), **given, **expected, **keys)


def physical_orders():
    low, high, unsigned = np.array([100, 127], "i1"), np.array([-128, -1], "i1"), [{"_Unsigned": "true"}]
    up = lambda ds: ds.sortby("x")
    down = lambda ds: ds.sortby("x", ascending=False)
    yield along_x("bytes that mean unsigned ones", "100, 127, 128, 255 rise: readers see these.", low, high, unsigned, None)
    yield along_x("bytes that mean unsigned ones, out of order", "Refused, with the values that readers see.", high, low, unsigned, None,
                  refused=(3, "b.nc", "'x' is 100 at element 0, after 255", "a.nc", "order: sort"))
    yield along_x("bytes that mean unsigned ones, order: sort", "Sorted as what they mean.", high, low, unsigned, "sort", up)
    packed, falls = [{"scale_factor": -0.5}], (np.array([3, 4], "i2"), np.array([1, 2], "i2"))
    yield along_x("a negative factor, order: sort", "Upwards is where the values go up.", *falls, packed, "sort", up)
    yield along_x("a negative factor, order: {sort: descending}", "Downwards is where the values go down.", *falls, packed,
                  {"sort": "descending"}, down)
    yield along_x("a negative factor, duplicates", "Refused, with the values that readers see.", falls[0], np.array([4, 9], "i2"), packed, "sort",
                  refused=(3, "b.nc", "'x' repeats -2.0", "a.nc"))
    yield along_x("factors of either sign, order: sort", "Sorted by the values that each file's factor gives.", falls[0], falls[0],
                  [{"scale_factor": -0.5}, {"scale_factor": 0.5}], "sort", up)
    first, second = np.array(["m", "b"], object), np.array(["c", "b", "a"], object)
    yield along_x("names that repeat", "Refused, with the lines that keep one of each.", first, second, [{}], None,
                  refused=(3, "b.nc", "'x' repeats 'b'", "a.nc", "keep-first", "keep-last"))
    for order in ("first", "last"):
        yield along_x(f"names that repeat, order: keep-{order}", f"Of each name the {order} is kept, in the order of the files.", first, second,
                      [{}], f"keep-{order}", lambda ds, keep=order: ds.drop_duplicates("x", keep=keep))
    yield along_x("names that are in no order", "They are names, not places: joined as they come.", first, np.array(["z", "a"], object), [{}], None)
    yield along_x("names, order: sort", "Sorted by their characters.", first, np.array(["z", "a"], object), [{}], "sort", up)


def coordinates():
    lat = lambda *v: ("lat", np.array(v), {"units": "degrees_north"})
    near = lambda folder: (file(folder, "a.nc", 0, lat=lat(0, 1, 2.0)), file(folder, "b.nc", 2, lat=lat(0, 1, 2 + 1e-6)))
    yield Case("coordinates that differ a little", "Refused, with the first element that differs.", near, files("a.nc", "b.nc"),
               refused=(3, "'lat'", "a.nc", "b.nc", "2.000001", "element 2:", "tolerance"))
    ids = lambda folder: (file(folder, "a.nc", 0, id=("x", np.array([7, 8], "i4"))), file(folder, "b.nc", 2, id=("x", np.array([7, 9], "i4"))))
    yield Case("numbers of stations that differ", "Integers are no measured values: no tolerance is proposed.", ids, files("a.nc", "b.nc"),
               refused=(3, "'id'", "a.nc", "b.nc", "element 1: 8 and 9", "first: [id]"))
    turned = lambda folder: (file(folder, "a.nc", 0, lat=lat(0, 1, 2.0)), file(folder, "b.nc", 2, lat=lat(2.0, 1, 0)))
    yield Case("latitudes in reverse", "Refused; to keep the first file's would put data at other places, and is not proposed.", turned,
               files("a.nc", "b.nc"), refused=(3, "'lat'", "a.nc", "b.nc", "same places in another order", "element 0: 0.0 and 2.0"))
    east = lambda *v: ("lat", np.array(v), {"units": "degrees_east"})
    around = lambda folder: (file(folder, "a.nc", 0, lat=east(0, 90, 180, 270.0)), file(folder, "b.nc", 2, lat=east(-180, -90, 0, 90.0)))
    yield Case("longitudes from another meridian", "Refused: 0 to 360 and -180 to 180 are the same places in another order.", around,
               files("a.nc", "b.nc"), refused=(3, "'lat'", "a.nc", "b.nc", "same places in another order", "element 0: 0.0 and -180.0"))
    kinds = lambda folder: (file(folder, "a.nc", 0, lat=("lat", np.array([0, 1, 2], "f4"))), file(folder, "b.nc", 2, lat=("lat", np.array([0, 1, 3.0]))))
    yield Case("coordinates of other types and values", "The values are at fault, not the types: refused, with the first that differs.", kinds,
               files("a.nc", "b.nc"), refused=(3, "'lat'", "a.nc", "b.nc", "element 2: 2.0 and 3.0"))
    yield Case("coordinates: tolerance", "The first file's values are kept where the others are near.", near, files("a.nc", "b.nc"),
               policies={"coordinates": {"tolerance": 1e-5}}, expect=joined("a.nc", "b.nc"))
    yield Case("coordinates beyond the tolerance", "Refused.", near, files("a.nc", "b.nc"), policies={"coordinates": {"tolerance": 1e-9}},
               refused=(3, "'lat'", "b.nc", "2.000001", "element 2:"))
    whole = lambda dtype, a, b, **attrs: lambda folder: [
        file(folder, name, start, m=("x", np.array(x, dtype), attrs)) for name, start, x in (("a.nc", 0, a), ("b.nc", 2, b))]
    refused = lambda *says: {"refused": (3, "'m'", "a.nc", "b.nc", *says)}
    within = lambda tolerance: {"policies": {"coordinates": {"tolerance": {"m": tolerance}}}}
    large = 2**62
    for dtype, attrs, a, b, far, values in (
            ("i1", {}, [1, 5], [3, 5], [4, 5], "1 and 4"), ("u8", {}, [2**64 - 3, 5], [2**64 - 1, 5], [2**64 - 9, 5], f"{2**64 - 3} and {2**64 - 9}"),
            ("i8", {}, [large, 5], [large + 2, 5], [large + 3, 5], f"{large} and {large + 3}"),
            ("i1", {"_Unsigned": "true"}, [127, 5], [-127, 5], [-126, 5], "127 and 130"),
            ("i2", {"scale_factor": 0.5}, [10, 50], [14, 50], [15, 50], "5.0 and 7.5")):
        kind = " ".join(["tolerance of", np.dtype(dtype).name, *attrs])
        yield Case(kind, "The first file's values are kept where the others are near.", whole(dtype, a, b, **attrs), files("a.nc", "b.nc"),
                   expect=joined("a.nc", "b.nc"), **within(2))
        yield Case(f"beyond the {kind}", "Refused, with the values that readers see.", whole(dtype, a, far, **attrs), files("a.nc", "b.nc"),
                   **refused(f"element 0: {values}"), **within(2))
    yield Case("coordinates of another zero", "Refused: the numbers are equal, their bits are not.", whole("f8", [1, -0.0], [1, 0.0]),
               files("a.nc", "b.nc"), **refused("element 1: -0.0 and 0.0, equal numbers of other bits"))
    nans = [np.array([0x7ff8000000000000 + n, 0], "u8").view("f8") for n in (0x123, 0)]
    yield Case("coordinates of another NaN", "Refused, with the bits.", whole("f8", *nans), files("a.nc", "b.nc"),
               **refused("element 0: NaN (bits 7ff8000000000123) and NaN (bits 7ff8000000000000)"))


def missing():
    hole = lambda folder: (file(folder, "20000101.nc", 0, 1), file(folder, "20000103.nc", 2, 1))
    whole = lambda folder: (file(folder, "20000101.nc", 0, 1, v=np.array([1], "i2")), file(folder, "20000103.nc", 2, 1, v=np.array([3], "i2")))
    some = lambda folder: (file(folder, "a.nc", 0, w=("time", np.array([1, 2], "f4"))), file(folder, "b.nc", 2))
    ints = lambda folder: (file(folder, "a.nc", 0, w=("time", np.array([1, 2], "i2"))), file(folder, "b.nc", 2))
    late = {"url": "{time:%Y%m%d}.nc", "dims": along("time", dates={**DAILY, "end": "2000-01-05"})}
    two = lambda folder: (file(folder, "20000101.nc", 0, 1), file(folder, "20000102.nc", 1, 1))
    yield Case("files at the end are not there yet", "They are waited for: the store ends before them.", two, late,
               policies={"missing_files": "wait"}, expect=lambda folder: joined("20000101.nc", "20000102.nc")(folder))
    yield Case("a hole before files that are not there yet", "A hole is no end: refused.", hole, late, policies={"missing_files": "wait"},
               refused=(3, "20000102.nc", "missing_files"))
    yield Case("a hole that is filled, and files that are not there yet", "The hole is filled, the end is waited for.", hole, late,
               policies={"missing_files": {"policy": "wait", "holes": "fill"}}, expect=filled)
    yield Case("files that have not been there for too long", "What is older than the recipe waits for is missing: refused.", two, late,
               policies={"missing_files": {"policy": "wait", "at_end": "P14D"}}, refused=(3, "20000103.nc", "missing_files"))
    yield Case("waiting without dates", "Nothing says what the end is: refused.", lambda folder: file(folder, "a.nc", 0), ABC,
               policies={"missing_files": "wait"}, refused=(2, "missing_files", "dates"))
    final = {"url": ["{time:%Y%m%d}.nc", "{time:%Y%m%d}_preliminary.nc"], "dims": along("time", dates=DAILY)}
    yield Case("alternatives", "Of several names of a file the first that exists is taken.",
               lambda folder: (file(folder, "20000101.nc", 0, 1), file(folder, "20000101_preliminary.nc", 0, 1, v=np.array([9], "f4")),
                               file(folder, "20000102_preliminary.nc", 1, 1), file(folder, "20000103.nc", 2, 1)), final,
               expect=lambda folder: joined("20000101.nc", "20000102_preliminary.nc", "20000103.nc")(folder))
    yield Case("none of the alternatives is there", "Refused; the message names all.", hole, final,
               refused=(3, "20000102.nc", "20000102_preliminary.nc", "alternatives"))
    yield Case("a file is missing", "Refused; the message names it.", hole, DATED, refused=(3, "20000102.nc", "missing_files"))
    yield Case("missing_files: fill", "Its time comes from the dates of the pattern; its values are NaN.", hole, DATED,
               policies={"missing_files": "fill"}, expect=filled)
    yield Case("missing_files: skip", "Its time is left out.", hole, DATED, policies={"missing_files": "skip"},
               expect=lambda folder: joined("20000101.nc", "20000103.nc")(folder))
    yield Case("missing_files: limit", "More missing files than the limit are refused.", hole, DATED,
               policies={"missing_files": {"policy": "fill", "limit": 0}},
               refused=(3, "20000102.nc", "write policies: {missing_files: {policy: fill, limit: 1}}"))
    yield Case("missing_files: wait, more holes than the limit", "The same for holes before files that are waited for.", hole, late,
               policies={"missing_files": {"policy": "wait", "holes": "skip", "limit": 0}},
               refused=(3, "20000102.nc", "write policies: {missing_files: {policy: wait, holes: skip, limit: 1}}"))
    yield Case("missing_files: limit, kept", "As many as the limit are filled.", hole, DATED,
               policies={"missing_files": {"policy": "fill", "limit": 1}}, expect=filled)
    yield Case("missing integers", "Integers without a fill value cannot be filled.", whole, DATED, policies={"missing_files": "fill"},
               refused=(2, "'v'", "int16", "no fill value", "fill_value"))
    yield Case("missing integers with a fill value", "With one they can.", whole, DATED, policies={"missing_files": "fill"},
               target={"encoding": {"v": {"fill_value": -1}}}, expect=filled)
    yield Case("a variable is missing", "Refused; the message names variable and file.", some, files("a.nc", "b.nc"),
               refused=(3, "'w'", "b.nc", "a.nc", "missing_variables: fill"))
    yield Case("missing_variables: fill", "NaN where a file lacks a variable.", some, files("a.nc", "b.nc"),
               policies={"missing_variables": "fill"}, expect=without)
    yield Case("missing variable of integers", "Integers without a fill value cannot be filled.", ints, files("a.nc", "b.nc"),
               policies={"missing_variables": "fill"}, refused=(2, "'w'", "b.nc", "int16", "fill_value"))
    kinds = {"url": "{kind}{time:%Y%m%d}.nc", "dims": [*along("time", dates={**DAILY, "end": "2000-01-02"}), {"merge": "kind", "keys": ["a", "b"]}]}
    for policy in ("error", "fill"):
        yield Case(f"all files of a kind are missing, {policy}", "A variable would be missing altogether: refused, whatever the policy.",
                   lambda folder: (file(folder, "a20000101.nc", 0, 1), file(folder, "a20000102.nc", 1, 1)), kinds,
                   policies={"missing_files": policy}, refused=(3, "b2000010", "kind=b", "is the url right?"))
    yield Case("all files are missing", "Nothing to bake from: refused.", lambda folder: None, DATED, policies={"missing_files": "fill"},
               refused=(3, "none of the 3 files"))


def filled(folder):
    a, b = opened(folder, "20000101.nc", "20000103.nc")
    days = a.time.values[0] + np.arange(3).astype("m8[D]")
    found = xr.concat([a, b], dim="time", **DECODED)
    found["v"] = found.v.astype("f4")
    return found.reindex(time=days).assign_coords(time=("time", days, found.time.attrs))


def without(folder):
    a, b = opened(folder, "a.nc", "b.nc")
    b["w"] = ("time", np.full(2, np.nan, "f4"))
    return xr.concat([a, b], dim="time", **DECODED)


CASES = [*attributes(), *orders(), *physical_orders(), *coordinates(), *missing()]
