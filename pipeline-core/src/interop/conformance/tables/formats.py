"""File formats: told apart by their first bytes, checked against what the recipe says; and what is no data at all."""

import tarfile

import h5py
import netCDF4
import numpy as np
import xarray as xr

from conformance.case import Case, files, single

THEME = "File formats"


def fill(nc, wide):
    """Records of every type that the format has, of sizes that need padding."""
    nc.setncatts({"title": "Größe", "Conventions": "CF-1.8", "levels": np.array([1, 2, 3], "i4")})
    nc.createDimension("time", None)
    nc.createDimension("x", 3)
    time = nc.createVariable("time", "f8", ("time",))
    time.setncatts({"units": "hours since 2001-02-28", "calendar": "standard"})
    time[:] = [0, 6, 30]
    rng = np.random.default_rng(5)
    for kind in ["i1", "i2", "i4", "f4", "f8"] + (["u1", "u2", "u4", "u8", "i8"] if wide else []):
        var = nc.createVariable(f"v_{kind}", kind, ("time", "x"))
        var.setncatts({"units": "1", "range": np.array([0, 7], kind)})
        var[:] = rng.integers(0, 100, (3, 3)).astype(kind)
        nc.createVariable(f"fixed_{kind}", kind, ("x",))[:] = rng.integers(0, 100, 3).astype(kind)
    nc["v_f4"][1, 1] = np.nan


def netcdf(format, name="a.nc"):
    def make(folder):
        with netCDF4.Dataset(folder / name, "w", format=format) as nc:
            fill(nc, format in ("NETCDF4", "NETCDF3_64BIT_DATA"))
    return make


def one_record_variable(folder):
    with netCDF4.Dataset(folder / "a.nc", "w", format="NETCDF3_CLASSIC") as nc:
        nc.createDimension("n", None)
        nc.createDimension("x", 3)
        nc.createVariable("v", "i1", ("n", "x"))[:] = np.arange(15).reshape(5, 3)


def no_records(folder):
    with netCDF4.Dataset(folder / "a.nc", "w", format="NETCDF3_CLASSIC") as nc:
        nc.createDimension("n", None)
        nc.createDimension("x", 3)
        nc.createVariable("v", "f4", ("n", "x"))
        nc.createVariable("w", "f4", ("x",))[:] = [1, 2, 3]


def not_written(format):
    """Values that nobody wrote hold the type's default fill value, which is no _FillValue."""
    def make(folder):
        with netCDF4.Dataset(folder / "a.nc", "w", format=format) as nc:
            nc.createDimension("x", 4)
            for kind in ("i1", "i2", "i4", "f4", "f8"):
                nc.createVariable(kind, kind, ("x",))[1:2] = 5
    return make


def two_parts(folder):
    for number, format in enumerate(("NETCDF3_CLASSIC", "NETCDF4")):
        with netCDF4.Dataset(folder / f"{number}.nc", "w", format=format) as nc:
            nc.createDimension("time", None)
            nc.createVariable("time", "i4", ("time",))[:] = [2 * number, 2 * number + 1]
            nc.createVariable("v", "f4", ("time",))[:] = [number, 0.5]


def hdf5(scales=True, **options):
    def make(folder):
        with h5py.File(folder / "a.h5", "w", **options) as h5:
            h5.attrs["title"] = "plain"
            h5["v"] = np.arange(12, dtype="f4").reshape(3, 4)
            h5["v"].attrs["units"] = "K"
            h5["w"] = np.arange(4, dtype="i8")
            if scales:
                for name, length in (("y", 3), ("x", 4)):
                    h5[name] = np.arange(length) * 10.0
                    h5[name].make_scale(name)
                h5["v"].dims[0].attach_scale(h5["y"])
                h5["v"].dims[1].attach_scale(h5["x"])
                h5["w"].dims[0].attach_scale(h5["x"])
    return make


def by_netcdf(name="a.nc"):
    return lambda folder: xr.open_dataset(folder / name, engine="netcdf4")


def by_h5netcdf(folder):
    return xr.open_dataset(folder / "a.h5", engine="h5netcdf")


def good(name, says, make, pattern=None, expect=None, oracle="netCDF4", **more):
    return Case(name, says, make, pattern or single("a.nc"), expect or by_netcdf(), oracle=oracle, **more)


FORMATS = (("NETCDF3_CLASSIC", "NetCDF classic (CDF-1)", "netcdf3"),
           ("NETCDF3_64BIT_OFFSET", "NetCDF 64-bit offset (CDF-2)", "netcdf3"),
           ("NETCDF3_64BIT_DATA", "NetCDF 64-bit data (CDF-5), with unsigned and 64-bit integers", "netcdf3"),
           ("NETCDF4", "NetCDF-4, with unsigned and 64-bit integers", "netcdf4"),
           ("NETCDF4_CLASSIC", "NetCDF-4, classic model", "netcdf4"))


def written(name, content):
    def make(folder):
        (folder / name).write_bytes(content)
    return make


def cut(make, name, keep):
    def spoil(folder):
        make(folder)
        path = folder / name
        path.write_bytes(path.read_bytes()[:keep])
    return spoil


def packed(name, pack):
    def make(folder):
        netcdf("NETCDF3_CLASSIC")(folder)
        pack(folder / "a.nc", folder / name)
    return make


def tarred(source, path):
    with tarfile.open(path, "w") as archive:
        archive.add(source, "a.nc")


def bad(name, says, make, file, *texts, code=3, **pattern):
    return Case(name, says, make, single(file, **pattern), refused=(code, file, *texts), oracle="")


def hdf4(folder):
    from osgeo import gdal

    gdal.UseExceptions()
    data = gdal.GetDriverByName("HDF4Image").Create(str(folder / "a.hdf"), 4, 3, 1, gdal.GDT_Float32)
    data.GetRasterBand(1).WriteArray(np.arange(12, dtype="f4").reshape(3, 4))


def by_gdal(folder):
    from osgeo import gdal

    found = gdal.OpenEx(str(folder / "a.hdf"), gdal.OF_MULTIDIM_RASTER).GetRootGroup().OpenMDArray(
        "3-dimensional Scientific Dataset")
    dims = [dim.GetName() for dim in found.GetDimensions()]
    return xr.Dataset({found.GetName().replace(" ", "_"): (dims, found.ReadAsArray())})


HTML = b"<!DOCTYPE html>\n<html><head><title>Earthdata Login</title></head><body>Sign in</body></html>\n"
CLASSIC, FOUR = netcdf("NETCDF3_CLASSIC"), netcdf("NETCDF4")

CASES = [
    *[good(f"{format} by its first bytes", f"{words}, recognized by its first bytes", netcdf(format))
      for format, words, _ in FORMATS],
    *[good(f"{format} as declared", f"{words}, as the recipe says", netcdf(format), single("a.nc", format=word))
      for format, words, word in FORMATS],
    good("no suffix", "A name without a suffix", netcdf("NETCDF4", "data"), single("data"), by_netcdf("data")),
    good("another suffix", "A name that ends as another format's does", netcdf("NETCDF4", "a.grib"), single("a.grib"),
         by_netcdf("a.grib")),
    good("formats in turn", "Files of different formats in one data set", two_parts, files("0.nc", "1.nc"),
         lambda folder: xr.concat([xr.open_dataset(folder / f"{n}.nc") for n in (0, 1)], "time")),
    good("one record variable", "NetCDF classic with one record variable, whose records are not padded", one_record_variable),
    good("no records", "NetCDF classic whose unlimited dimension is of length 0", no_records),
    good("unwritten classic", "NetCDF classic: values that were never written", not_written("NETCDF3_CLASSIC")),
    good("unwritten NetCDF-4", "NetCDF-4: values that were never written", not_written("NETCDF4")),
    *[good(f"HDF5 {name}", f"HDF5 with dimension scales, {says}", hdf5(**options), single("a.h5"), by_h5netcdf, "h5netcdf")
      for name, says, options in (
          ("superblock 0", "superblock 0 (oldest)", {"libver": "earliest"}),
          ("superblock 3", "superblock 3 (newest)", {"libver": "latest"}),
          ("user block", "after a user block of 2 KiB", {"userblock_size": 2048}),
          ("creation order", "links in the order of their creation", {"track_order": True}))],
    good("HDF5 without scales", "HDF5 without dimension scales: dimensions are named phony_dim_N, as by netCDF4",
         hdf5(scales=False), single("a.h5"), by_netcdf("a.h5")),
    good("HDF4", "HDF4 scientific data sets; blanks in names become underscores", hdf4, single("a.hdf"), by_gdal, "GDAL",
         attributes=False),
    *[bad(f"{format} declared as {word}", f"{words}, declared as {word}", netcdf(format), "a.nc", f"format: {word}",
          f"format: {right}", format=word)
      for format, words, right in (FORMATS[0], FORMATS[3])
      for word in ("netcdf3", "netcdf4", "grib", "tiff") if word != right],
    bad("unknown format", "A format that there is not", CLASSIC, "feedstock.yaml", "netcdf4", code=2, format="netcdf5"),
    bad("group in a classic file", "A group of a NetCDF classic file", CLASSIC, "a.nc", "group", group="/model"),
    bad("missing", "A file that is not there", lambda folder: None, "a.nc", "no such file"),
    bad("a folder", "A folder in the place of a file", lambda folder: (folder / "a.nc").mkdir(), "a.nc"),
    bad("empty", "An empty file", written("a.nc", b""), "a.nc", "empty"),
    bad("HTML", "A web page in the place of data", written("a.nc", HTML), "a.nc", "HTML", "a login, an error"),
    bad("XML", "An error in XML, as object stores send it",
        written("a.nc", b"<?xml version='1.0'?><Error><Code>NoSuchKey</Code></Error>"), "a.nc", "XML", "a message instead of data"),
    bad("text", "A text", written("a.nc", b"time,sst\n2001-01-01,3.5\n"), "a.nc"),
    bad("picture", "A picture", written("a.nc", b"\x89PNG\r\n\x1a\n" + bytes(100)), "a.nc"),
    bad("text declared as NetCDF-4", "A text that the recipe calls NetCDF-4", written("a.nc", b"time,sst\n2001-01-01,3.5\n"),
        "a.nc", "no known format", format="netcdf4"),
    bad("packed by tar", "A file packed by tar", packed("a.tar", tarred), "a.tar", "unpack it"),
    bad("header of a classic file cut", "NetCDF classic that ends in its header", cut(CLASSIC, "a.nc", 60), "a.nc"),
    bad("classic file cut", "NetCDF classic that ends before its last record", cut(CLASSIC, "a.nc", -9), "a.nc"),
    bad("NetCDF-4 cut", "NetCDF-4 that was not fetched to its end", cut(FOUR, "a.nc", -500), "a.nc"),
    bad("NetCDF-4 of its magic alone", "NetCDF-4 of which only the first bytes are there", cut(FOUR, "a.nc", 8), "a.nc"),
]
