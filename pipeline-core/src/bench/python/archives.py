"""Archives of the three shapes that matter, made of smooth fields and noise, so that they compress as real ones do.

daily    many small NetCDF-4 files, one a day, packed 16-bit integers, shuffle + deflate  -> chunks of 40 days
series   a few large NetCDF-4 files, hourly float32 maps, shuffle + deflate               -> time series of small boxes
models   NetCDF-3 files, one a variable and year, float32                                 -> 600 days, variables merged
"""
import os
import sys
from concurrent.futures import ProcessPoolExecutor

import netCDF4
import numpy as np

ARCHIVES = {
    "daily": {"files": 120, "chunks": {"time": 40}, "concat": "time"},
    "series": {"files": 6, "chunks": {"time": -1, "lat": 10, "lon": 20}, "concat": "time"},
    "models": {"files": 12, "chunks": {"time": 600}, "concat": "time", "merge": ["tas", "pr"]},
}


def field(ny, nx, steps, seed):
    """Values in [-1, 1] with time first: waves that travel, and noise a hundredth as large."""
    rng = np.random.default_rng(seed)
    y, x = np.linspace(0, np.pi, ny)[:, None], np.linspace(0, 2 * np.pi, nx)[None, :]
    out = np.empty((len(steps), ny, nx), np.float32)
    for i, step in enumerate(steps):
        out[i] = np.sin(3 * y) * np.cos(2 * x - step / 9) / 2 + np.sin(7 * y + step / 30) * np.sin(5 * x) / 2
    return out + rng.standard_normal(out.shape, np.float32) / 100


def axis(nc, name, values, units):
    nc.createDimension(name, None if name == "time" else len(values))
    v = nc.createVariable(name, "f8" if name == "time" else "f4", (name,))
    v.units = units
    v[:] = values


def axes(nc, ny, nx, days):
    axis(nc, "time", days, "days since 2000-01-01")
    axis(nc, "lat", np.linspace(-90, 90, ny), "degrees_north")
    axis(nc, "lon", np.linspace(0, 360, nx, endpoint=False), "degrees_east")


def daily(folder, day):
    land = field(720, 1440, [3], 0)[0] > 0.3
    with netCDF4.Dataset(f"{folder}/sst.{day:05d}.nc", "w") as nc:
        axes(nc, 720, 1440, [day])
        for k, name in enumerate(("sst", "anom", "err")):
            v = nc.createVariable(name, "i2", ("time", "lat", "lon"), zlib=True, complevel=4, shuffle=True,
                                  chunksizes=(1, 720, 1440), fill_value=np.int16(-999))
            v.scale_factor = np.float32(0.01)
            v.set_auto_maskandscale(False)
            values = (field(720, 1440, [day], [k, day])[0] * 1500).astype("i2")
            v[0] = np.where(land, -999, values)


def series(folder, month):
    hours = 744 * month + np.arange(744)
    with netCDF4.Dataset(f"{folder}/hourly.{month:04d}.nc", "w") as nc:
        axes(nc, 181, 360, hours / 24)
        v = nc.createVariable("t2m", "f4", ("time", "lat", "lon"), zlib=True, complevel=1, shuffle=True,
                              chunksizes=(93, 91, 180))
        v[:] = np.rint((field(181, 360, hours, month) * 20 + 280) * 256) / 256


def models(folder, year):
    days = 365 * year + np.arange(365)
    for k, name in enumerate(("tas", "pr")):
        with netCDF4.Dataset(f"{folder}/{name}_{2000 + year}.nc", "w", format="NETCDF3_CLASSIC") as nc:
            axes(nc, 144, 192, days)
            nc.createVariable(name, "f4", ("time", "lat", "lon"))[:] = field(144, 192, days, [k, year])


def make(name, folder, files):
    """Makes an archive once."""
    if not os.path.exists(f"{folder}/.done-{files}"):
        print(f"making {folder}, once", file=sys.stderr)
        os.makedirs(folder, exist_ok=True)
        with ProcessPoolExecutor(os.cpu_count()) as pool:
            list(pool.map({"daily": daily, "series": series, "models": models}[name], [folder] * files, range(files)))
        open(f"{folder}/.done-{files}", "w").close()


def feedstock(name, folder, files):
    """The recipe that bakes it."""
    archive = ARCHIVES[name]
    dims = [{"concat": archive["concat"]}]
    pattern = {"glob": f"{folder}/*.nc", "dims": dims}
    if "merge" in archive:
        dates = {"start": "2000-01-01", "end": f"{1999 + files}-01-01", "step": "P1Y"}
        dims = [{"merge": "variable", "keys": archive["merge"]}, {"concat": "time", "dates": dates}]
        pattern = {"url": f"file://{folder}/{{variable}}_{{time:%Y}}.nc", "dims": dims}
    return {
        "id": f"bench-{name}", "title": name, "description": "benchmark", "license": "CC0-1.0",
        "providers": [{"name": "bench", "roles": ["producer"]}],
        "recipes": [{"id": name, "pattern": pattern,
                     "target": {"chunks": archive["chunks"], "zarr_format": 2, "mode": "create"}}]}
