"""Tests of the conformance suite itself: what xarray wrote is accepted, and every way to spoil it is reported."""

import datetime
import json
import shutil
import sys
import warnings

import cftime
import numpy as np
import xarray as xr
import zarr

from conformance.case import Case, files
from conformance.harness import abiding, digesting, fakes, themes
from conformance.harness.judge import judge


def good():
    """A data set of every kind of value that is compared."""
    start = datetime.datetime(2001, 2, 27)
    packed = xr.Variable(("time", "x"), np.float32([[0.5, np.nan, 1.5], [2.5, 0, 1]]), {"units": "K"},
                         {"dtype": "int16", "scale_factor": np.float32(0.5), "add_offset": np.float32(0),
                          "_FillValue": np.int16(-9)})
    return xr.Dataset(
        {"packed": packed, "plain": (("time", "x"), np.array([[1, -0.0, np.nan], [4, 5, 6]])),
         "count": ("x", np.uint16([1, 2, 65535])), "flag": ("x", np.array([True, False, True])),
         "name": ("x", np.array(["Köln", "", "a b"], object)), "height": ((), np.float64(2)),
         "length": ("x", np.array([1, 2, 3], "m8[s]").astype("m8[ns]"))},
        {"time": [start, start + datetime.timedelta(days=1)], "x": ("x", np.int32([10, 20, 30]), {"axis": "X"}),
         "model_time": ("time", [cftime.DatetimeNoLeap(1850, 2, 28), cftime.DatetimeNoLeap(1850, 3, 1)]),
         "lat": ("x", np.float32([1, 2, 3]))},
        {"title": "a title", "levels": [1, 2]})


def tree():
    return xr.DataTree.from_dict({"/": good(), "/deep": xr.Dataset({"v": ("y", [1.5, 2.5])}), "/deep/er": xr.Dataset()})


def written(data, path, number, **encodings):
    """A store of xarray's, written as ArcoForge would."""
    data = data.copy()
    data.to_zarr(path, zarr_format=number, consolidated=True, **encodings)
    return path


def with_values(name, change):
    def spoil(ds):
        values = ds[name].values.copy()
        change(values)
        return ds.assign({name: (ds[name].dims, values, ds[name].attrs, ds[name].encoding)})
    return spoil


def set_at(index, value):
    return lambda values: values.__setitem__(index, value)


def as_type(name, dtype):
    def spoil(ds):
        found = ds[name]
        return ds.assign({name: (found.dims, found.values.astype(dtype), found.attrs)})
    return spoil


def with_attrs(name, **attrs):
    def spoil(ds):
        ds[name].attrs.update(attrs)
        return ds
    return spoil


def factors(ds):
    ds["packed"].encoding["scale_factor"] = np.float32(0.25)
    return ds.assign(packed=ds["packed"] * np.float32(0.5))


def calendar(ds):
    other = [cftime.DatetimeAllLeap(1850, 2, 28), cftime.DatetimeAllLeap(1850, 3, 1)]
    return ds.assign_coords(model_time=("time", other))


# What is expected stays; the store is of another data set.
OTHERS = {
    "the last bit of a value": with_values("plain", lambda v: v.__setitem__((0, 0), np.nextafter(v[0, 0], 2))),
    "a value where one is missing": with_values("plain", set_at((0, 2), 0)),
    "missing where a value is": with_values("packed", set_at((1, 0), np.nan)),
    "the sign of a zero": with_values("plain", set_at((0, 1), 0.0)),
    "a wider float": as_type("lat", "f8"),
    "another integer": as_type("count", "i4"),
    "integers for booleans": as_type("flag", "i1"),
    "durations as numbers": as_type("length", "i8"),
    "a blank at the end of a text": with_values("name", set_at(2, "a b ")),
    "a microsecond": lambda ds: ds.assign_coords(time=ds.time + np.timedelta64(1, "us")),
    "another calendar": calendar,
    "dims in another order": lambda ds: ds.transpose("x", "time"),
    "a dim of another name": lambda ds: ds.rename_dims(x="y"),
    "one element less": lambda ds: ds.isel(x=slice(0, 2)),
    "elements in another order": lambda ds: ds.isel(x=[1, 0, 2]),
    "a variable too few": lambda ds: ds.drop_vars("height"),
    "a variable too many": lambda ds: ds.assign(more=1),
    "a coordinate that is data": lambda ds: ds.reset_coords("lat"),
    "data that are a coordinate": lambda ds: ds.set_coords("count"),
    "another factor": factors,
    "an attribute of other value": with_attrs("packed", units="Celsius"),
    "an attribute too many": with_attrs("plain", units="1"),
    "an attribute too few": lambda ds: ds.drop_attrs(),
    "an attribute of the data set": lambda ds: ds.assign_attrs(title="another"),
}


def first_chunk(path, name):
    found = sorted(p for p in (path / name).rglob("*") if p.is_file() and not p.name.startswith((".z", "zarr.json")))
    return found[0]


def edit(path, change):
    document = json.loads(path.read_text())
    change(document)
    path.write_text(json.dumps(document))


# What a store that advice led to may be, and a word of what must be reported; its sources are good() twice, on other days.
FOLLOWED = {
    "both files": (lambda ds: ds, ""),
    "another value": (with_values("plain", set_at((1, 0), 9)), "plain: other values"),
    "a file left out in silence": (lambda ds: ds.isel(time=slice(0, 2)), "left out"),
    "another time": (lambda ds: ds.assign_coords(time=ds.time[[0, 1, 2, 2]]), "plain: other values"),
}


def follows(folder, score):
    """Whether values of stores that advice led to are compared with the files."""
    parts = [good().drop_vars(("model_time", "length")), good().drop_vars(("model_time", "length"))]
    parts[1] = parts[1].assign_coords(time=parts[1].time + np.timedelta64(2, "D"))
    parts[1]["plain"] = parts[1].plain + 10
    folder.mkdir()
    for name, part in zip(("a.nc", "b.nc"), parts):
        part.to_netcdf(folder / name, engine="netcdf4")
    whole = xr.concat(parts, "time", data_vars="minimal", coords="minimal", compat="override")
    work = themes.Work(Case("x", "x", None, files("a.nc", "b.nc")), "x", folder)
    for number, (name, (change, says)) in enumerate(FOLLOWED.items()):
        store = written(change(whole), folder / f"{number}.zarr", 3)
        problems, compared = abiding.differences(work, store, "")
        told = " | ".join(problems)
        right = (says in told if says else not told) and compared
        score.record(f"self-test: after advice {name} is {'reported' if says else 'accepted'}",
                     [] if right else [f"expected {says!r}, reported after {compared} comparisons: {told}"])


# What happens to the store of the right data set, which is of Zarr 3.
HARMS = {
    "a document that is not JSON": lambda store: edit(
        store / "zarr.json", lambda d: d["attributes"].update(arcoforge=float("nan"))),
    "a chunk that is gone": lambda store: first_chunk(store, "plain").unlink(),
    "a chunk cut short": lambda store: first_chunk(store, "plain").write_bytes(first_chunk(store, "plain").read_bytes()[:9]),
    "metadata that are not consolidated": lambda store: edit(
        store / "zarr.json", lambda d: d.pop("consolidated_metadata")),
    "consolidated metadata of before": lambda store: edit(
        store / "packed/zarr.json", lambda d: d["attributes"].update(units="degC")),
    "a group too many": lambda store: zarr.open_group(store, mode="r+").create_group("more"),
    "an array that is not consolidated": lambda store: shutil.rmtree(store / "height"),
}
TREES = {
    "a group too few": lambda: tree().drop_nodes("deep"),
    "a group of other values": lambda: xr.DataTree.from_dict({**tree().to_dict(), "/deep": xr.Dataset({"v": ("y", [1.5, 3])})}),
    "an empty group too many": lambda: xr.DataTree.from_dict({**tree().to_dict(), "/deep/est": xr.Dataset()}),
}


def run(folder, score):
    warnings.simplefilter("ignore")
    for number in (2, 3):
        store = written(good(), folder / f"right{number}", number)
        score.record(f"self-test: a right store of Zarr {number} is accepted", judge(good(), store))
    score.record("self-test: a right tree is accepted",
                 judge(tree(), written(tree(), folder / "tree", 3)))
    score.record("self-test: other attributes are accepted where they are not compared", judge(
        good(), written(good().assign_attrs(title="another"), folder / "title", 3), attributes=False))
    spoilt = {}
    for name, other in OTHERS.items():
        spoilt[name] = lambda path, other=other: (good(), written(other(good()), path, 3))
    for name, harm in HARMS.items():
        def harmed(path, harm=harm):
            harm(written(good(), path, 3))
            return good(), path
        spoilt[name] = harmed
    for name, other in TREES.items():
        spoilt[name] = lambda path, other=other: (tree(), written(other(), path, 3))
    for number, (name, make) in enumerate(spoilt.items()):
        expected, store = make(folder / f"spoilt{number}")
        try:
            problems = judge(expected, store)
        except Exception as problem:  # What a reader throws is reported as well.
            problems = [str(problem)]
        score.record(f"self-test: {name} is reported", [] if problems else ["it was accepted"])
    sys.path.insert(0, str(folder))
    digesting.run(folder / "digests", good(), score)
    follows(folder / "followed", score)
    fakes.run(folder, score)
