"""Registers more data sets beside the demo's: catalog.py SITE. Their stores are copies of the demo's."""
import copy
import json
import pathlib
import shutil
import sys

site = pathlib.Path(sys.argv[1]).resolve()
catalog = site / "catalog"
pattern_item = json.loads(next(catalog.glob("demo-sst/demo-sst/*/item.json")).read_text())
pattern_collection = json.loads((catalog / "demo-sst/collection.json").read_text())
store = next((site / "persistent-ro/demo-sst/demo-sst").glob("*/demo-sst.zarr"))
VERSION = "20260101T000000Z-0001"
HOSTILE = ("<img src=x onerror=\"window.hacked=1\">'\"&amp;</script><!-- ]]> \u202egnp.exe {{ 7*7 }} {% raw %} } { \\ $x # : - "
           "!!python/object/apply:os.system [\"touch hacked\"] @misc{x, \u2028 `*_[a](javascript:1)")


def recipe(name, url):
    return (f"id: {name}\npattern:\n  url: \"{url}\"\n  format: netcdf4\n  dims:\n"
            "    - {concat: time, dates: {start: 2024-01-01, end: 2024-01-12, step: P1D}}\n")


def register(feedstock, name, title, url, change=lambda collection, item: None):
    item, collection = copy.deepcopy(pattern_item), copy.deepcopy(pattern_collection)
    target = site / "persistent-ro" / feedstock / name / VERSION / f"{name}.zarr"
    shutil.copytree(store, target)
    item.update(id=f"{name}-{VERSION}", collection=feedstock)
    item["properties"].update({"version": VERSION, "created": "2026-01-01T00:00:00Z", "arco:recipe": name})
    item["properties"]["processing:expression"]["expression"] = recipe(name, url)
    item["properties"]["arco:processing"].update(run=VERSION, created="2026-01-01T00:00:00Z", feedstock=feedstock)
    item["assets"]["zarr"]["href"] = f"../../../../persistent-ro/{feedstock}/{name}/{VERSION}/{name}.zarr"
    del item["assets"]["manifest"]
    collection.update(id=feedstock, title=title)
    entry = {"version": VERSION, "href": f"./{name}/{VERSION}/item.json", "created": "2026-01-01T00:00:00Z",
             "store": f"../../persistent-ro/{feedstock}/{name}/{VERSION}/{name}.zarr", "sequence": 1}
    collection["arco:versions"] = {name: {"current": VERSION, "versions": [entry]}}
    change(collection, item)
    folder = catalog / feedstock / name / VERSION
    folder.mkdir(parents=True)
    (folder / "item.json").write_text(json.dumps(item))
    (catalog / feedstock / "collection.json").write_text(json.dumps(collection))


def papers(collection, item):
    collection["sci:doi"] = "10.25921/RE9P-PT57"
    collection["sci:citation"] = "Huang, B., et al. (2021): Sea surface, 100% & more."
    collection["sci:publications"] = [{"doi": "10.1175/JCLI-D-20-0166.1", "citation": "Huang et al. 2021"}]
    collection["arco:maintainers"] = [{"name": "Ada Lovelace", "github": "ada", "orcid": "0000-0002-1825-0097"}]
    collection["arco:notebooks"] = [{"url": "https://github.com/a/b/blob/main/sst.ipynb", "title": "Warming"}]
    collection["stac_extensions"].append("https://stac-extensions.github.io/scientific/v1.0.0/schema.json")


def model(collection, item):
    item["properties"]["arco:attributes"] = {
        "activity_id": "CMIP", "institution_id": "MOHC", "source_id": "UKESM1-0-LL", "experiment_id": "historical",
        "variant_label": "r1i1p1f2", "table_id": "day", "grid_label": "gn", "sub_experiment_id": "none"}
    item["bbox"], item["geometry"] = [170, -20, -170, 10], {"type": "MultiPolygon", "coordinates": [
        [[[170, -20], [180, -20], [180, 10], [170, 10], [170, -20]]],
        [[[-180, -20], [-170, -20], [-170, 10], [-180, 10], [-180, -20]]]]}
    item["properties"].update(start_datetime="1850-01-01T00:00:00Z", end_datetime="1899-12-30T00:00:00Z")


def hostile(collection, item):
    collection.update(description=HOSTILE + "\n* 1. two", license="<script>", keywords=[HOSTILE, "a, b"],
                      providers=[{"name": HOSTILE, "url": "javascript:1", "roles": ["producer"]}])
    collection["sci:citation"] = "Ends { a field } } early, 100% of it: " + HOSTILE
    collection["sci:doi"] = "10.1/\"><script>window.hacked=3</script>"
    collection["arco:maintainers"] = [{"name": HOSTILE, "github": "../x", "orcid": "</script>"}]
    collection["arco:notebooks"] = [{"url": "javascript:1", "title": HOSTILE}]
    collection["links"].append({"rel": "about", "href": "javascript:1", "title": HOSTILE})
    variables = item["properties"]["cube:variables"]
    variables["a<b>&\"'"] = dict(variables["sst"], attrs={"long_name": HOSTILE, "units": "<i>K</i>"})
    item["properties"]["arco:attributes"] = {"source_id": "=cmd|' /C calc'!A0", "experiment_id": "a\"b,\nc"}


register("papers", "papers", "Sea surface of papers", "https://www.ncei.noaa.gov/data/{time:%Y%m}/a.{time:%Y%m%d}.nc", papers)
register("model", "ukesm", "A model's historical run", "https://esgf.ceda.ac.uk/thredds/{time:%Y}.nc", model)
register("hostile", "hostile", HOSTILE, "https://evil.example/<b>{time:%Y}\\\"x\\\".nc", hostile)
