"""GeoTIFF and COG: bands as rioxarray has them, their place, what GDAL adds, stacking over time by file name."""

import numpy as np
import rasterio
import rasterio.shutil
import xarray as xr
from affine import Affine
from rasterio.enums import Resampling
from rasterio.transform import from_origin

from conformance.case import Case, single

THEME = "GeoTIFF"
FILE = single("a.tif")
GRID = from_origin(-180, 90, 0.25, 0.1)
DTYPES = ["uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "int64", "float32", "float64"]


def values(dtype="int16", bands=1, height=45, width=70, seed=1):
    rng = np.random.default_rng(seed)
    if np.dtype(dtype).kind == "f":
        x = rng.normal(280, 20, (bands, height, width)).astype(dtype)
        x[0, 0, :3] = np.nan
        return x
    info = np.iinfo(dtype)
    x = (np.arange(bands * height * width) % 97).reshape(bands, height, width).astype(dtype)
    x[:, 5] = rng.integers(info.min, info.max, (bands, width), dtype=dtype, endpoint=True)
    return x


def write(path, x, finish=None, crs="EPSG:4326", transform=GRID, **options):
    with rasterio.open(path, "w", driver="GTiff", count=x.shape[0], height=x.shape[1], width=x.shape[2], dtype=x.dtype,
                       crs=crs, transform=transform, **options) as d:
        d.write(x)
        if finish:
            finish(d)


def tif(finish=None, dtype="int16", bands=1, **options):
    return lambda folder: write(folder / "a.tif", values(dtype, bands), finish, **options)


def image(folder, name="a.tif"):
    """The data set as GDAL reads it, before decoding."""
    with rasterio.open(folder / name) as d:
        place = d.transform @ Affine.translation(0.5, 0.5)
        x = (place @ (np.arange(d.width), np.zeros(d.width)))[0]
        y = (place @ (np.zeros(d.height), np.arange(d.height)))[1]
        attrs = {"grid_mapping": "spatial_ref", "AREA_OR_POINT": "Area", **d.tags()}
        for tags in [d.tags(1)] if all(d.tags(b) == d.tags(1) for b in d.indexes) else []:
            attrs.update(tags)
        if any(d.descriptions):
            attrs["long_name"] = [t or "" for t in d.descriptions]
        if d.units[0]:
            attrs["units"] = d.units[0]
        if d.nodata is not None:
            attrs["_FillValue"] = np.array(d.nodata).astype(d.dtypes[0])[()]
        if d.scales[0] != 1 or d.offsets[0] != 0:
            attrs.update(scale_factor=d.scales[0], add_offset=d.offsets[0])
        reference = {}
        if d.crs and d.crs.to_epsg():
            reference = {"spatial_ref": f"EPSG:{d.crs.to_epsg()}", "epsg": d.crs.to_epsg()}
        if d.transform != Affine.identity():
            reference["GeoTransform"] = " ".join(str(float(v)) for v in d.transform.to_gdal())
        names = {"x": {"axis": "X"}, "y": {"axis": "Y"}}
        if d.crs and d.crs.is_geographic:
            names["x"].update(long_name="longitude", standard_name="longitude", units="degrees_east")
            names["y"].update(long_name="latitude", standard_name="latitude", units="degrees_north")
        elif d.crs:
            for n in "xy":
                names[n].update(long_name=f"{n} coordinate of projection", standard_name=f"projection_{n}_coordinate")
        return xr.Dataset({"band_data": (("band", "y", "x"), d.read(), attrs), "spatial_ref": ((), np.int64(0), reference)},
                          {"band": np.arange(1, d.count + 1), "y": ("y", y, names["y"]), "x": ("x", x, names["x"])})


def gdal(folder):
    return xr.decode_cf(image(folder))


def scaled(d):
    d.scales, d.offsets = (0.01,) * d.count, (273.15,) * d.count


def described(d):
    d.descriptions = ("red", "near infrared")
    d.units = ("K", "K")
    d.update_tags(origin="a < b & c", TIFFTAG_SOFTWARE="maker 1.0", TIFFTAG_DATETIME="2020:01:02 03:04:05")
    d.update_tags(1, sensor="one")
    d.update_tags(2, sensor="one")


def apart(d):
    d.scales = (1, 0.5)


def overviews(folder):
    write(folder / "a.tif", values(), tiled=True, blockxsize=16, blockysize=16, compress="deflate")
    with rasterio.open(folder / "a.tif", "r+") as d:
        d.build_overviews([2, 4], Resampling.nearest)
        d.write_mask(np.uint8(255) * (np.arange(45 * 70).reshape(45, 70) % 2).astype("u1"))


def cog(folder):
    x = values("float32", 2, 300, 400)
    with rasterio.open(folder / "a.tif", "w", driver="COG", count=2, height=300, width=400, dtype="float32", crs="EPSG:32633",
                       transform=from_origin(500000.1, 4600000.7, 30, 30.3), compress="zstd", predictor=3, blocksize=128) as d:
        d.write(x)


def pages(folder):
    write(folder / "p.tif", values(seed=2))
    write(folder / "a.tif", values())
    rasterio.shutil.copy(folder / "p.tif", folder / "a.tif", driver="GTiff", APPEND_SUBDATASET="YES")


def sparse(folder):
    write(folder / "a.tif", np.zeros((1, 45, 70), "int16"), SPARSE_OK=True, tiled=True, blockxsize=16, blockysize=16, nodata=-7)
    with rasterio.open(folder / "a.tif", "w", driver="GTiff", count=1, height=45, width=70, dtype="int16", nodata=-7, crs="EPSG:4326",
                       transform=GRID, SPARSE_OK=True, tiled=True, blockxsize=16, blockysize=16) as d:
        d.write(values()[:, :16, :16], window=rasterio.windows.Window(0, 0, 16, 16))


def damaged(change, **options):
    def make(folder):
        tif(**options)(folder)
        data = bytearray((folder / "a.tif").read_bytes())
        (folder / "a.tif").write_bytes(change(data))
    return make




DAYS = ["20200101", "20200102", "20200103"]


def series(folder):
    for i, day in enumerate(DAYS):
        write(folder / f"lst.{day}.tif", values(seed=i), scaled, nodata=-9999, compress="lzw", predictor=2)


def stacked(folder):
    parts = [image(folder, f"lst.{day}.tif") for day in DAYS]
    data = xr.concat([p["band_data"] for p in parts], "time")
    time = np.array(["2020-01-01", "2020-01-02", "2020-01-03"], "datetime64[ns]")
    return xr.decode_cf(parts[0].drop_vars("band_data").assign(band_data=data).assign_coords(time=("time", time)))


def moved(folder):
    write(folder / "lst.20200101.tif", values())
    write(folder / "lst.20200102.tif", values(), transform=from_origin(-180, 80, 0.25, 0.1))


BY_DAY = {"url": "lst.{time:%Y%m%d}.tif", "dims": [{"concat": "time", "dates": {"start": "2020-01-01", "end": "2020-01-03", "step": "P1D"}}]}
TWO = {**BY_DAY, "dims": [{"concat": "time", "dates": {"start": "2020-01-01", "end": "2020-01-02", "step": "P1D"}}]}
ROTATED = Affine(0.25, 0.1, -180, 0.05, -0.1, 90)
LAYOUTS = {"strips": {}, "tiles": {"tiled": True, "blockxsize": 32, "blockysize": 16}}

CASES = [
    *[Case(f"{dtype} values", "", tif(dtype=dtype, compress="deflate", predictor=2, **LAYOUTS["tiles"]), FILE, gdal, oracle="GDAL") for dtype in DTYPES],
    *[Case(f"{codec}, {layout}", "", tif(compress=codec, bands=2, **LAYOUTS[layout]), FILE, gdal, oracle="GDAL")
      for codec in ("none", "lzw", "deflate", "packbits", "zstd") for layout in LAYOUTS],
    *[Case(f"predictor 3, {dtype}", "Floats by bytes.", tif(dtype=dtype, compress="deflate", predictor=3, interleave=how, bands=2), FILE, gdal, oracle="GDAL")
      for dtype, how in (("float32", "pixel"), ("float64", "band"))],
    Case("bands apart", "Planar configuration 2.", tif(bands=3, interleave="band", compress="lzw", predictor=2), FILE, gdal, oracle="GDAL"),
    Case("big-endian", "", tif(dtype="float32", bands=2, ENDIANNESS="BIG", compress="lzw"), FILE, gdal, oracle="GDAL"),
    Case("BigTIFF", "", tif(BIGTIFF="YES", compress="zstd"), FILE, gdal, oracle="GDAL"),
    Case("cloud-optimized", "A COG in a projected system; its overviews are passed over.", cog, FILE, gdal, oracle="GDAL"),
    Case("overviews and mask", "Passed over: the first full image counts.", overviews, FILE, gdal, oracle="GDAL"),
    Case("several pages", "The first one counts.", pages, FILE, gdal, oracle="GDAL"),
    Case("sparse", "Tiles that were never written hold the missing value.", sparse, FILE, gdal, oracle="GDAL"),
    Case("missing value", "GDAL's nodata is `_FillValue`.", tif(nodata=96), FILE, gdal, oracle="GDAL"),
    Case("missing value NaN", "", tif(dtype="float32", nodata=np.nan), FILE, gdal, oracle="GDAL"),
    Case("scale and offset", "GDAL's scale and offset are `scale_factor` and `add_offset`; values stay packed.", tif(scaled, nodata=96), FILE, gdal, oracle="GDAL"),
    Case("descriptions and metadata", "Bands' names are `long_name`, their common unit `units`; GDAL's items are attributes.", tif(described, bands=2), FILE, gdal, oracle="GDAL"),
    Case("scales that differ", "Refused: one variable has one scale.", tif(apart, bands=2), FILE, refused=(3, "a.tif", "band 2", "another scale", "gdal_translate -b"), oracle="GDAL"),
    Case("pixel is point", "Coordinates are those of the points.", tif(lambda d: d.update_tags(AREA_OR_POINT="Point")), FILE, gdal, oracle="GDAL"),
    Case("south up", "y grows where rows do.", tif(transform=Affine(0.25, 0, -180, 0, 0.1, -90)), FILE, gdal, oracle="GDAL"),
    Case("no place", "Pixels are counted from 0.5.", tif(crs=None, transform=None), FILE, gdal, oracle="GDAL"),
    Case("rotated", "Refused: x and y would have two dimensions.", tif(transform=ROTATED), FILE, refused=(3, "a.tif", "rotated", "gdalwarp"), oracle="GDAL"),
    Case("JPEG", "Refused by name: its values are not exact.", tif(dtype="uint8", compress="jpeg"), FILE, refused=(3, "a.tif", "JPEG", "7", "gdal_translate"), oracle="GDAL"),
    Case("LERC", "Refused by name.", tif(dtype="float32", compress="lerc"), FILE, refused=(3, "a.tif", "LERC", "34887", "gdal_translate"), oracle="GDAL"),
    Case("complex samples", "Refused by name.", lambda folder: write(folder / "a.tif", np.zeros((1, 4, 4), "complex64")), FILE,
         refused=(3, "a.tif", "complex samples of 64 bits"), oracle="GDAL"),
    Case("bits", "Samples of one bit are refused.", tif(dtype="uint8", NBITS=1), FILE, refused=(3, "a.tif", "samples of 1 bits"), oracle="GDAL"),
    Case("cut off", "", damaged(lambda d: d[:len(d) // 2]), FILE, refused=(3, "a.tif", "cut off"), oracle="GDAL"),
    Case("by file name", "Files without a time are stacked along the one in their names.", series, BY_DAY, stacked, oracle="GDAL"),
    Case("grids that differ", "The second file's y is not the first one's.", moved, TWO, refused=(3, "lst.20200102.tif", "'y'"), oracle="GDAL"),
]
