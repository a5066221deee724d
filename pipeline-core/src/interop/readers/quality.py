"""The quality report says what NumPy says of the sources: area means, histograms, statistics; and finds what is spoilt."""

import json
import pathlib
import struct

import netCDF4
import numpy as np

from suite import local, tail, write_feedstock

FILES, DAYS, BINS = 6, 5, 40
LAT = np.arange(87.5, -90, -5, dtype="f4")
LON = np.arange(0, 360, 7.5, dtype="f4")
SCALE, OFFSET, FILL = 0.01, 280.0, -32768


def fields(day, rng):
    """Packed temperature, whose last files are in other units, salinity with holes, and ice on a grid of its own."""
    lat = np.radians(LAT.astype("f8"))[:, None]
    wave = 15 * np.cos(2 * np.radians(LON.astype("f8")))[None] + rng.normal(size=(len(LAT), len(LON)))
    kelvin = 255 + 45 * np.cos(lat) ** 2 + wave
    if day >= FILES * DAYS // 2:
        kelvin = kelvin - 273.15 + 200  # what a packed int16 still holds
    packed = np.rint((kelvin - OFFSET) / SCALE).astype("i2")
    salt = (35 + np.sin(lat * 3) + 0.1 * rng.normal(size=packed.shape)).astype("f4")
    salt[(LON[None] > 100) & (LON[None] < 160) & (LAT[:, None] > -20)] = np.nan
    ice = np.clip(rng.normal(40, 30, size=(9, 14)), 0, 100)
    return packed, salt, ice


def write(folder):
    folder.mkdir(parents=True)
    rng = np.random.default_rng(11)
    rows, columns = np.meshgrid(np.arange(9), np.arange(14), indexing="ij")
    for n in range(FILES):
        with netCDF4.Dataset(folder / f"part{n}.nc", "w") as nc:
            for name, size in (("time", None), ("lat", len(LAT)), ("lon", len(LON)), ("j", 9), ("i", 14)):
                nc.createDimension(name, size)
            time = nc.createVariable("time", "f8", ("time",))
            time.units = "days since 2001-01-01"
            time[:] = np.arange(n * DAYS, (n + 1) * DAYS)
            nc.createVariable("lat", "f4", ("lat",)).units = "degrees_north"
            nc.createVariable("lon", "f4", ("lon",)).units = "degrees_east"
            nc["lat"][:], nc["lon"][:] = LAT, LON
            for name, units, values in (("nlat", "degrees_north", 50 + 4 * rows - 0.3 * columns),
                                        ("nlon", "degrees_east", -30 + 5 * columns + 0.7 * rows)):
                nc.createVariable(name, "f8", ("j", "i")).units = units
                nc[name][:] = values
            t = nc.createVariable("t", "i2", ("time", "lat", "lon"), fill_value=FILL)
            t.set_auto_maskandscale(False)
            t.setncatts({"scale_factor": SCALE, "add_offset": OFFSET, "units": "K"})
            nc.createVariable("salt", "f4", ("time", "lat", "lon")).units = "1e-3"
            nc.createVariable("ice", "f8", ("time", "j", "i")).setncatts({"units": "%", "coordinates": "nlat nlon"})
            for k in range(DAYS):
                t[k], nc["salt"][k], nc["ice"][k] = fields(n * DAYS + k, rng)


def values(folder, name):
    parts = []
    for path in sorted(folder.glob("*.nc")):
        with netCDF4.Dataset(path) as nc:
            nc.set_auto_maskandscale(False)
            raw = nc[name][:].astype("f8")
            parts.append(np.where(raw == FILL, np.nan, raw * SCALE + OFFSET) if name == "t" else raw)
            latitudes = nc["nlat"][:].astype("f8") if name == "ice" else np.repeat(LAT.astype("f8")[:, None], len(LON), 1)
    return np.concatenate(parts), np.cos(np.radians(latitudes))


def area_means(x, weights):
    known = np.isfinite(x)
    return (np.where(known, x, 0) * weights).sum(axis=(1, 2)) / (known * weights).sum(axis=(1, 2))


def differences(variable, x, weights):
    problems = []
    positions = variable["area_means"]["positions"]
    if positions != list(range(len(x))):
        problems.append(f"expected all {len(x)} positions, found {positions}")
    expected = area_means(x, weights)[positions]
    if not np.allclose(variable["area_means"]["values"], expected, rtol=1e-12, atol=0):
        problems.append(f"area means {variable['area_means']['values'][:3]}, NumPy has {expected[:3]}")
    last = x[-1][np.isfinite(x[-1])]
    counts, edges = np.histogram(last, bins=BINS)
    histogram = variable["histogram"]
    if histogram["counts"] != counts.tolist() or [histogram["low"], histogram["high"]] != [edges[0], edges[-1]]:
        problems.append(f"histogram {histogram}, NumPy has {counts.tolist()} from {edges[0]} to {edges[-1]}")
    found = variable["statistics"]
    told = [found["min"], found["mean"], found["max"], found["count"], found["missing"]]
    expected = [np.nanmin(x), np.nanmean(x), np.nanmax(x), np.isfinite(x).sum(), np.isnan(x).sum()]
    if not np.allclose(told, expected, rtol=1e-9, atol=0):
        problems.append(f"min, mean, max, count, missing are {told}, NumPy has {expected}")
    return problems


def picture(path: pathlib.Path, most):
    content = path.read_bytes()
    width, height = struct.unpack(">II", content[16:24])
    good = content[:8] == b"\x89PNG\r\n\x1a\n" and width >= 400 and height >= 200 and len(content) <= most
    return [] if good else [f"{path.name}: {len(content)} bytes, {width} by {height}"]


def run(folder, arco, score):
    write(folder / "data")
    feedstock = {
        "id": "quality", "title": "Quality", "description": "Quality", "license": "CC0-1.0",
        "providers": [{"name": "Nobody", "roles": ["producer"]}], "maintainers": [{"name": "Nobody"}],
        "recipes": [{"id": "quality", "target": {"chunks": {"time": 4, "lat": 20, "lon": 30}, "shards": {"time": 8}},
                     "pattern": {"glob": str(folder / "data/*.nc"), "format": "netcdf4", "dims": [{"concat": "time"}]}}]}
    path = write_feedstock(folder, feedstock)
    code, output, report = arco.bake(path, folder / "root", folder / "report.jsonl")
    if code or not report or not report[0].get("quality"):
        score.record("quality: what is baked before", [f"exit code {code}: {tail(output)}"])
        return
    where = local(report[0]["quality"])
    quality = json.loads(where.read_text())
    for variable in quality["variables"]:
        x, weights = values(folder / "data", variable["name"])
        score.record(f"quality: {variable['name']} is as NumPy says", differences(variable, x, weights))
    flags = [(f["kind"], f["variable"]) for f in quality["flags"]]
    score.record("quality: units that change are found, and nothing else",
                 [] if flags == [("jump", "t")] and "time index 15" in quality["flags"][0]["text"] else [str(quality["flags"])])
    score.record("quality: pictures are PNG, and small",
                 picture(where.with_name("thumbnail.png"), 100_000) + picture(where.with_name("overview.png"), 1_000_000))
    code, output = arco.run("quality", local(report[0]["catalogItem"]), "--out", folder / "again")
    same = [n for n in ("quality.json", "overview.png", "thumbnail.png")
            if code or (folder / "again" / n).read_bytes() != where.with_name(n).read_bytes()]
    score.record("quality: made again, it is the same", same and [f"exit code {code}, other {same}: {tail(output)}"])
    code, output, report = arco.bake(path, folder / "root", folder / "pruned.jsonl", "--prune", "2")
    beside = local(report[0]["quality"]) if report and report[0].get("quality") else None
    score.record("quality: a pruned bake has one too",
                 [] if beside and "/scratch/" in str(beside) and beside.with_name("overview.png").is_file() else [tail(output)])
