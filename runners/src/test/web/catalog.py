"""Writes stores with zarr-python, items that describe them, and many that have none: catalog.py SITE EXPECTED.

SITE is the folder that "arco demo" wrote, whose documents are the pattern. EXPECTED gets what xarray reads.
"""
import copy
import datetime
import json
import pathlib
import sys
import warnings

import numpy as np
import xarray as xr
import zarr
from zarr.codecs import BloscCodec, GzipCodec, ZstdCodec

warnings.filterwarnings("ignore", module="zarr")  # Consolidated metadata of version 3 are wanted.
site = pathlib.Path(sys.argv[1]).resolve()
catalog = site / "catalog"
pattern_item = json.loads(next(catalog.glob("demo-sst/demo-sst/*/item.json")).read_text())
pattern_collection = json.loads((catalog / "demo-sst/collection.json").read_text())
VERSION = "20260101T000000Z-0001"
HOSTILE = "<img src=x onerror=\"window.hacked=1\">'\"&amp;</script>\u202egnp.exe"


def sample(latitudes, longitudes, times=6, packed=False):
    """A field that tells flipped maps, shifted longitudes and swapped steps apart."""
    lat, lon = np.meshgrid(latitudes, longitudes, indexing="ij")
    time = np.arange(times)
    values = lat[None] + np.sin(np.radians(lon))[None] * 20 + time[:, None, None] * 0.37
    values = np.where((lat[None] > 20) & (np.abs(lon[None] - 60) < 25), np.nan, values)
    ds = xr.Dataset(
        {"field": (("time", "lat", "lon"), values.astype("f4"), {"units": "K", "long_name": "Field"})},
        {"time": ("time", time, {"units": "days since 2000-02-28"}),
         "lat": ("lat", latitudes, {"units": "degrees_north"}),
         "lon": ("lon", longitudes, {"units": "degrees_east"})})
    if packed:
        ds["field"].encoding = {"dtype": "i2", "scale_factor": 0.01, "add_offset": 5.0, "_FillValue": -32768}
    return ds


def centred(n, whole, start):
    return start + (np.arange(n) + 0.5) * whole / n


GRIDS = {
    "up": (centred(36, 180, -90), centred(72, 360, 0)),
    "down": (centred(36, 180, -90)[::-1], centred(72, 360, -180)),
    "region": (centred(20, 40, 10)[::-1], centred(30, 60, 150)),  # across the antimeridian
}
STORES = {
    "proof-v2-blosc": dict(grid="up", packed=True, zarr_format=2),
    "proof-v2-zlib": dict(grid="down", zarr_format=2, v2="zlib"),
    "proof-v2-zstd": dict(grid="up", zarr_format=2, v2="zstd"),
    "proof-v3-blosc": dict(grid="down", packed=True, codec=BloscCodec(cname="lz4", shuffle="shuffle")),
    "proof-v3-bits": dict(grid="up", codec=BloscCodec(cname="zstd", shuffle="bitshuffle")),
    "proof-v3-gzip": dict(grid="region", codec=GzipCodec()),
    "proof-v3-zstd": dict(grid="down", packed=True, codec=ZstdCodec()),
    "proof-sharded": dict(grid="up", codec=ZstdCodec(), shards=(4, 36, 72)),
}


def write(name, how):
    ds = sample(*GRIDS[how["grid"]], packed=how.get("packed", False))
    version = how.get("zarr_format", 3)
    encoding = {"chunks": (2, 18, 30)}
    if version == 2:
        import numcodecs
        encoding["compressors"] = [{"zlib": numcodecs.Zlib(), "zstd": numcodecs.Zstd()}.get(
            how.get("v2"), numcodecs.Blosc("lz4", shuffle=1))]
    else:
        encoding["compressors"] = [how["codec"]]
        if "shards" in how:
            encoding["chunks"] = (2, 18, 36)
            encoding["shards"] = how["shards"]
    if how.get("zarr_format") != 2 or how.get("packed"):
        pass
    else:
        encoding["_FillValue"] = np.float32("nan")
    path = store_path(name)
    ds["field"].encoding.update(encoding)
    ds.to_zarr(path, mode="w", zarr_format=version, consolidated=True)
    return path


def store_path(name):
    return site / "persistent-ro" / name / name / VERSION / f"{name}.zarr"


def describe(path, version):
    """cube:dimensions and cube:variables of a store, as the catalog writes them."""
    group = zarr.open_group(str(path), mode="r")
    dimensions, variables = {}, {}
    roles = {"time": {"type": "temporal"}, "lat": {"type": "spatial", "axis": "y", "reference_system": 4326},
             "lon": {"type": "spatial", "axis": "x", "reference_system": 4326}}
    for name, array in group.arrays():
        attributes = {k: v for k, v in array.attrs.asdict().items() if k not in ("_ARRAY_DIMENSIONS", "_FillValue")}
        names = list(array.metadata.dimension_names if version == 3 else array.attrs["_ARRAY_DIMENSIONS"])
        fields = {"data_type": str(array.dtype), "shape": list(array.shape), "chunks": list(array.chunks),
                  "attrs": attributes}
        if array.shards:
            fields["shards"] = list(array.shards)
        if name in roles:
            values = np.asarray(array[:], "f8").tolist()
            dimensions[name] = {**roles[name], "extent": [min(values), max(values)], **fields}
            if roles[name]["type"] == "spatial":
                dimensions[name]["step"] = abs(values[1] - values[0])
        else:
            variables[name] = {"dimensions": names, "type": "data", "unit": attributes.get("units", ""), **fields}
    if "time" in dimensions:
        dimensions["time"].update(extent=["2000-02-28T00:00:00Z", "2000-03-04T00:00:00Z"], step="P1D")
    return dimensions, variables


def register(name, title, dimensions, variables, version=3, change=lambda collection, item: None):
    item, collection = copy.deepcopy(pattern_item), copy.deepcopy(pattern_collection)
    item.update(id=f"{name}-{VERSION}", collection=name)
    p = item["properties"]
    p.update({"version": VERSION, "created": "2026-01-01T00:00:00Z", "arco:recipe": name, "arco:attributes": {},
              "cube:dimensions": dimensions, "cube:variables": variables})
    zarr_asset = item["assets"]["zarr"]
    zarr_asset["href"] = f"../../../../persistent-ro/{name}/{name}/{VERSION}/{name}.zarr"
    zarr_asset["zarr:zarr_format"] = version
    for made in ("manifest", "quality", "overview", "thumbnail"):
        item["assets"].pop(made)
    item["links"] = [link for link in item["links"] if link["rel"] != "processing-validation"]
    collection.update(id=name, title=title)
    entry = {"version": VERSION, "href": f"./{name}/{VERSION}/item.json", "created": "2026-01-01T00:00:00Z",
             "store": f"../../persistent-ro/{name}/{name}/{VERSION}/{name}.zarr", "sequence": 1}
    collection["arco:versions"] = {name: {"current": VERSION, "versions": [entry]}}
    if name == "proof-v3-gzip":
        collection["arco:versions"][name]["rollback"] = {"from": "20260102T000000Z-0002", "at": "2026-01-03T04:05:06Z", "by": "<i>ada</i>", "reason": "<b>wrong</b> units"}
    change(collection, item)
    folder = catalog / name / name / VERSION
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "item.json").write_text(json.dumps(item))
    (catalog / name / "collection.json").write_text(json.dumps(collection))


def hostile():
    """Markup, quotes and marks that reverse text, wherever a file could bring them."""
    name = "hostile"
    ds = sample(*GRIDS["up"]).rename({"field": "a<b>&\"'"})
    ds["a<b>&\"'"].attrs.update(long_name=HOSTILE, units="<i>K</i>", comment="javascript:alert(1)")
    path = store_path(name)
    ds.to_zarr(path, mode="w", zarr_format=3, consolidated=True)
    dimensions, variables = describe(path, 3)

    def change(collection, item):
        collection.update(description=HOSTILE, license="<script>", keywords=[HOSTILE],
                          providers=[{"name": HOSTILE, "url": "javascript:window.hacked=2", "roles": ["host"]}])
        collection["sci:citation"] = "Ends { a field } } early, 100% of it: " + HOSTILE
        collection["sci:doi"] = "10.1/\"><script>window.hacked=3</script>"
        collection["links"] = [{"rel": "about", "href": "javascript:window.hacked=4", "title": "click"},
                               {"rel": "license", "href": "data:text/html,<script>window.hacked=5</script>"}]
        item["properties"]["arco:attributes"] = {HOSTILE: HOSTILE, "history": "</style><script>window.hacked=6</script>"}
        item["assets"]["quality"] = {"href": "./quality.json", "type": "application/json", "title": HOSTILE}
        item["assets"]["overview"] = {"href": "javascript:window.hacked=7", "type": "image/png", "title": HOSTILE}

    register(name, HOSTILE, dimensions, variables, change=change)
    report = {"flags": [{"kind": HOSTILE, "variable": HOSTILE, "text": HOSTILE}],
              "variables": [{"name": HOSTILE, "units": HOSTILE, "long_name": HOSTILE, "notes": [HOSTILE],
                             "statistics": {"min": "<b>1</b>", "mean": None, "max": 2, "count": 1, "missing": 0}}]}
    (catalog / name / name / VERSION / "quality.json").write_text(json.dumps(report))


def bulk(number):
    rng = np.random.default_rng(7)
    topics = [("Sea surface temperature", "sea_surface_temperature", "sst"), ("Precipitation", "precipitation_flux", "pr"),
              ("Air temperature", "air_temperature", "tas"), ("Chlorophyll a", "mass_concentration_of_chlorophyll_a_in_sea_water", "chl"),
              ("Sea ice", "sea_ice_area_fraction", "siconc"), ("Wind", "eastward_wind", "uas")]
    for i in range(number):
        topic, standard, short = topics[i % len(topics)]
        west, south = rng.integers(-180, 100), rng.integers(-90, 40)
        box = [int(west), int(south), int(west + rng.integers(10, 80)), int(south + rng.integers(5, 50))]

        def change(collection, item):
            collection["providers"] = [{"name": ["NOAA", "NASA", "ECMWF", "JAXA"][i % 4], "roles": ["producer"]}]
            collection["license"] = ["CC0-1.0", "CC-BY-4.0", "other"][i % 3]
            collection["description"] = f"{topic} of an invented instrument, number {i}."
            item["bbox"] = box
            year = 1950 + i % 70
            item["properties"]["start_datetime"] = f"{year}-01-01T00:00:00Z"
            item["properties"]["end_datetime"] = f"{year + 5}-12-31T00:00:00Z"
            if i % 50 == 0:
                item["properties"]["deprecated"] = True

        dims = {"time": {"type": "temporal", "extent": ["2000-01-01T00:00:00Z", "2000-12-01T00:00:00Z"], "step": ["P1D", "P1M"][i % 2]},
                "lon": {"type": "spatial", "axis": "x", "reference_system": 4326, "extent": [0, 1], "step": [0.05, 0.25, 1][i % 3]}}
        variables = {short: {"dimensions": ["time", "lon"], "type": "data", "shape": [10, 10], "chunks": [10, 10],
                             "data_type": "float32", "attrs": {"standard_name": standard, "units": "1"}}}
        register(f"bulk-{i:04}", f"{topic} number {i}", dims, variables, change=change)


expected = {}
for name, how in STORES.items():
    path = write(name, how)
    dimensions, variables = describe(path, how.get("zarr_format", 3))
    register(name, f"Proof {name}", dimensions, variables, how.get("zarr_format", 3))
    with xr.open_zarr(path, consolidated=True) as ds:
        planes = {str(t): ds["field"][t].values.astype("f8") for t in (0, 3, 5)}
        expected[name] = {
            "lat": ds["lat"].values.tolist(), "lon": ds["lon"].values.tolist(),
            "times": [str(t)[:10] for t in ds["time"].values],
            "planes": {t: [None if np.isnan(v) else v for v in plane.ravel()] for t, plane in planes.items()},
            "series": [[None if np.isnan(v) else v for v in ds["field"][:, r, c].values.astype("f8").tolist()]
                       for r, c in ((5, 7), (19, 22))]}
runs = catalog / "runs/proof-v3-gzip"
runs.mkdir(parents=True)
began = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(hours=3)
for status, hours in (("published", 27), ("failed", 0)):
    record = {"began": (began - datetime.timedelta(hours=hours)).isoformat()[:19] + "Z", "recipe": "proof-v3-gzip",
              "status": status, "firstProblem": HOSTILE}
    with open(runs / f"{began:%Y-%m}.jsonl", "a") as log:
        log.write(json.dumps(record) + "\n")
hostile()
bulk(1000)
pathlib.Path(sys.argv[2]).write_text(json.dumps(expected))
