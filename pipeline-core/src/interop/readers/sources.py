"""Source files for the cases: small, deterministic, made with netCDF4 in every layout that archives use.

Each function writes files into a folder and returns one record a file: its path in the folder, and under "at" its key
along each dimension of the pattern, in the order of the pattern.
"""

import datetime

import netCDF4
import numpy as np


def values(name, shape, dtype="f4"):
    """Numbers that depend on the name only: no two variables are alike, and no two elements in a row."""
    rng = np.random.default_rng([ord(c) for c in name])
    kind = np.dtype(dtype)
    if kind.kind == "f":
        return rng.normal(280, 15, shape).astype(kind)
    info = np.iinfo(kind)
    return rng.integers(max(info.min, -9000), min(info.max, 9000), shape, dtype=np.int64, endpoint=True).astype(kind)


def dataset(path, format="NETCDF4", **attributes):
    path.parent.mkdir(parents=True, exist_ok=True)
    nc = netCDF4.Dataset(path, "w", format=format)
    nc.setncatts({"Conventions": "CF-1.8", "institution": "nowhere", **attributes})
    return nc


def variable(nc, name, dims, data, fill=None, storage=None, **attributes):
    data = np.asarray(data)
    if storage and storage.get("endian") == "big":
        data = data.astype(data.dtype.newbyteorder(">"))
    var = nc.createVariable(name, data.dtype if data.dtype.kind != "U" else str, dims, fill_value=fill, **(storage or {}))
    var.set_auto_maskandscale(False)
    var.set_auto_chartostring(False)
    var.setncatts(attributes)
    if data.dtype.kind == "U":
        for index in np.ndindex(data.shape):
            var[index] = str(data[index])
    else:
        var[...] = data
    return var


def grid(nc, ny=6, nx=8):
    nc.createDimension("lat", ny)
    nc.createDimension("lon", nx)
    variable(nc, "lat", ("lat",), np.linspace(-60, 60, ny, dtype="f4"), units="degrees_north", standard_name="latitude")
    variable(nc, "lon", ("lon",), np.linspace(0, 315, nx, dtype="f8"), units="degrees_east", standard_name="longitude")


def time_axis(nc, numbers, units="days since 1970-01-01", calendar="standard", dtype="f8", size="unlimited"):
    nc.createDimension("time", None if size == "unlimited" else len(numbers))
    variable(nc, "time", ("time",), np.asarray(numbers, dtype), units=units, calendar=calendar, standard_name="time")


def packed(name, shape, fill=-999):
    data = values(name, shape, "i2")
    data[np.random.default_rng(3).random(shape) < 0.2] = fill
    return data


def daily_packed(folder, epoch="days since 1978-01-01 12:00:00"):
    records = []
    for day in range(7):
        date = datetime.date(2001, 2, 26) + datetime.timedelta(days=day)
        path = f"{date:%Y%m}/sst.{date:%Y%m%d}.nc"
        with dataset(folder / path, history=f"made on {date}", id=str(day)) as nc:
            grid(nc)
            nc.createDimension("zlev", 1)
            variable(nc, "zlev", ("zlev",), np.float32([0]), units="m", positive="down")
            time_axis(nc, [(date - datetime.date(1978, 1, 1)).days], epoch, dtype="f4")
            for name in ("sst", "ice"):
                variable(nc, name, ("time", "zlev", "lat", "lon"), packed(f"{name}{day}", (1, 1, 6, 8)), np.int16(-999),
                         {"zlib": True, "shuffle": True, "chunksizes": (1, 1, 6, 8)}, units="Celsius",
                         scale_factor=np.float32(0.01), add_offset=np.float32(0), valid_min=np.int16(-300))
        records.append({"path": path, "at": {"time": day}})
    return records


def daily_with_gap(folder):
    """One day is missing; its record names a file elsewhere that holds what a filled day must hold."""
    records = daily_packed(folder, "days since 1978-01-01")
    gap = records[3]["path"]
    there = folder.parent / "filled.nc"
    (folder / gap).rename(there)
    with netCDF4.Dataset(there, "a") as nc:
        nc.set_auto_maskandscale(False)
        for name in ("sst", "ice"):
            nc[name][...] = -999
    records[3]["path"] = "../filled.nc"
    return records


def nearly_equal_grids(folder):
    """Latitudes that differ in the last digits, as they do where somebody computed them again."""
    records = merged_variables(folder)
    for number, record in enumerate(records):
        with netCDF4.Dataset(folder / record["path"], "a") as nc:
            nc["lat"][:] = nc["lat"][:] + np.float32(1e-5 * number)
    return records


def merged_variables(folder):
    records = []
    for month in range(4):
        for name in ("tas", "pr"):
            path = f"{name}_2000{month + 1:02d}.nc"
            with dataset(folder / path, "NETCDF4_CLASSIC", variable_id=name, title="merged") as nc:
                grid(nc)
                start = (datetime.date(2000, month + 1, 1) - datetime.date(1970, 1, 1)).days
                time_axis(nc, [start + i for i in range(3)])
                variable(nc, name, ("time", "lat", "lon"), values(path, (3, 6, 8)), np.float32(1e20), units="K",
                         missing_value=np.float32(1e20))
            records.append({"path": path, "at": {"time": month, "variable": name}})
    return records


def classic(folder, format="NETCDF3_CLASSIC"):
    """Files of unequal lengths: 3, 1 and 4 steps, an unlimited dimension shared by records of several types."""
    records, step = [], 0
    for i, n in enumerate((3, 1, 4)):
        path = f"part{i}.nc"
        with dataset(folder / path, format, comment=f"part {i}") as nc:
            grid(nc)
            time_axis(nc, np.arange(step, step + n) * 6, "hours since 1999-12-31 18:00", dtype="i4")
            variable(nc, "a", ("time", "lat", "lon"), values(f"a{i}", (n, 6, 8)), units="1")
            variable(nc, "b", ("time", "lon"), values(f"b{i}", (n, 8), "i2"), np.int16(-32767), units="1")
            variable(nc, "c", ("time",), values(f"c{i}", (n,), "i1"))
            variable(nc, "d", ("time", "lat"), values(f"d{i}", (n, 6), "f8"))
            variable(nc, "mask", ("lat", "lon"), values("mask", (6, 8), "i4"), long_name="land mask")
        step += n
        records.append({"path": path, "at": {"time": i}})
    return records


def classic_64bit(folder):
    return classic(folder, "NETCDF3_64BIT_OFFSET")


def wide_types(folder, format="NETCDF3_64BIT_DATA"):
    """Unsigned and 64-bit integers (CDF-5, or NetCDF-4)."""
    records = []
    for i in range(2):
        path = f"wide{i}.nc"
        with dataset(folder / path, format) as nc:
            grid(nc)
            time_axis(nc, [i])
            for kind in ("u1", "u2", "u4", "u8", "i8", "i1"):
                data = values(kind + str(i), (1, 6, 8), kind)
                data.flat[:2] = (np.iinfo(kind).max, np.iinfo(kind).min)
                variable(nc, "v_" + kind, ("time", "lat", "lon"), data, long_name=kind)
        records.append({"path": path, "at": {"time": i}})
    return records


def wide_types_4(folder):
    return wide_types(folder, "NETCDF4")


def members(folder):
    """An ensemble whose member is in the file's name only."""
    records = []
    for member in ("r1i1p1", "r2i1p1", "r10i1p1"):
        path = f"tas_{member}.nc"
        with dataset(folder / path, realization=member) as nc:
            grid(nc)
            time_axis(nc, [0.5, 1.5, 2.5], size="fixed")
            nc.createDimension("bnds", 2)
            variable(nc, "lat_bnds", ("lat", "bnds"), values("lat_bnds", (6, 2), "f8"))
            nc["lat"].bounds = "lat_bnds"
            variable(nc, "crs", (), np.int32(0), grid_mapping_name="latitude_longitude")
            variable(nc, "tas", ("time", "lat", "lon"), values(member, (3, 6, 8)), units="K", grid_mapping="crs")
        records.append({"path": path, "at": {"member": member}})
    return records


def hypercube(folder):
    """Integer members, times and variables: three dimensions of a pattern at once."""
    records = []
    for member in (1, 2):
        for year in (2000, 2001, 2002):
            for name in ("u", "v"):
                path = f"{name}/{member:03d}/{year}.nc"
                with dataset(folder / path) as nc:
                    grid(nc)
                    time_axis(nc, [0, 31], f"days since {year}-01-01", dtype="i4")
                    variable(nc, name, ("time", "lat", "lon"), values(path, (2, 6, 8)), units="m s-1")
                records.append({"path": path, "at": {"member": member, "time": year, "variable": name}})
    return records


def curvilinear(folder):
    records = []
    for i in range(3):
        path = f"ice.{i}.nc"
        with dataset(folder / path) as nc:
            nc.createDimension("j", 5)
            nc.createDimension("i", 7)
            nc.createDimension("vertices", 4)
            time_axis(nc, [15.5 + 30 * i], "days since 1850-1-1 00:00:00", "proleptic_gregorian")
            variable(nc, "latitude", ("j", "i"), values("lat2", (5, 7), "f8"), units="degrees_north",
                     bounds="vertices_latitude")
            variable(nc, "longitude", ("j", "i"), values("lon2", (5, 7), "f8"), units="degrees_east")
            variable(nc, "vertices_latitude", ("j", "i", "vertices"), values("vlat", (5, 7, 4), "f8"))
            data = values(path, (1, 5, 7))
            data[0, 1, 2] = 1e20
            variable(nc, "siconc", ("time", "j", "i"), data, np.float32(1e20),
                     {"zlib": True, "chunksizes": (1, 3, 4)}, units="%", coordinates="latitude longitude")
        records.append({"path": path, "at": {"time": i}})
    return records


def calendar_360(folder, calendar="360_day"):
    """Each file counts from its own start; bounds are without units of their own, as CF allows."""
    records = []
    for i, n in enumerate((30, 30, 12) if calendar == "360_day" else (31, 28, 12)):
        path = f"day_{i}.nc"
        with dataset(folder / path) as nc:
            grid(nc, 3, 4)
            start = ("2000-01-01", "2000-02-01", "2000-03-01 00:00:00")[i]
            time_axis(nc, np.arange(n) + 0.5, f"days since {start}", calendar)
            nc.createDimension("bnds", 2)
            nc["time"].bounds = "time_bnds"
            variable(nc, "time_bnds", ("time", "bnds"), np.stack([np.arange(n), np.arange(n) + 1], 1).astype("f8"))
            variable(nc, "tas", ("time", "lat", "lon"), values(path, (n, 3, 4)), units="K")
        records.append({"path": path, "at": {"time": i}})
    return records


def texts(folder):
    """One file, no concat dimension: strings, characters, scalars, an enumeration, booleans."""
    with dataset(folder / "stations.nc", title="Stationen in Köln und Łódź") as nc:
        nc.createDimension("station", 5)
        nc.createDimension("strlen", 8)
        names = np.array(["Köln", "", "Łódź", "Oslo-Blindern", "東京"])
        variable(nc, "name", ("station",), names, long_name="name")
        codes = np.array([list(c.ljust(8, "\0").encode()) for c in ("a", "bc", "def", "", "12345678")], "u1").view("S1")
        variable(nc, "code", ("station", "strlen"), codes, long_name="code")
        variable(nc, "height", (), np.float64(12.5), units="m")
        variable(nc, "count", (), np.int16(-7))
        variable(nc, "flag", ("station",), np.int8([1, 0, 0, 1, 1]), dtype="bool")
        variable(nc, "quality", ("station",), np.int8([0, 1, 2, 1, -127]), np.int8(-127), flag_meanings="good fair bad",
                 flag_values=np.int8([0, 1, 2]))
    return [{"path": "stations.nc", "at": {}}]


def enumeration(folder):
    with dataset(folder / "clouds.nc") as nc:
        nc.createDimension("x", 4)
        kind = nc.createEnumType(np.uint8, "cloud_t", {"clear": 0, "cumulus": 1, "stratus": 2})
        var = nc.createVariable("cloud", kind, ("x",))
        var[:] = np.uint8([0, 2, 1, 1])
        variable(nc, "x", ("x",), np.int32([1, 2, 3, 4]))
    return [{"path": "clouds.nc", "at": {}}]


def storage_layouts(folder):
    """Big-endian, contiguous, filters alone and together, chunks that do not fit the shape, two unlimited dimensions."""
    records = []
    for i, n in enumerate((5, 2)):
        path = f"layout{i}.nc"
        with dataset(folder / path) as nc:
            grid(nc, 7, 9)
            nc.createDimension("level", None)
            time_axis(nc, np.arange(n) + 5 * i, dtype="i8")
            variable(nc, "level", ("level",), np.float32([1000, 850, 500]), units="hPa", positive="down")
            dims, shape = ("time", "level", "lat", "lon"), (n, 3, 7, 9)
            for name, storage in {
                    "plain": {"chunksizes": (2, 2, 4, 4)},
                    "big": {"endian": "big", "zlib": True, "shuffle": True, "chunksizes": (3, 1, 7, 5)},
                    "deflated": {"zlib": True, "shuffle": False, "complevel": 9, "chunksizes": (1, 3, 2, 9)},
                    "checked": {"zlib": True, "fletcher32": True, "chunksizes": (1, 1, 7, 9)}}.items():
                variable(nc, name, dims, values(name + str(i), shape), storage=storage)
            var = variable(nc, "contiguous", ("lat", "lon"), values("contiguous", (7, 9), "i4"),
                           storage={"contiguous": True})
            var.note = "written once"
            late = nc.createVariable("sparse", "f4", dims, fill_value=np.float32(-1), chunksizes=(1, 1, 7, 9))
            late[n - 1, 2] = values("sparse", (7, 9))  # Most chunks are never written.
            short = nc.createVariable("short", "f4", ("time", "lat"), fill_value=np.float32(-2))
            short[0] = values("short", (7,))  # Shorter than the unlimited dimension; the rest is fill.
        records.append({"path": path, "at": {"time": i}})
    return records


def differing_packing(folder):
    records = []
    for i in range(3):
        path = f"era{i}.nc"
        with dataset(folder / path, "NETCDF3_64BIT_OFFSET") as nc:
            grid(nc)
            time_axis(nc, [i * 24], "hours since 1900-01-01 00:00:0.0", dtype="i4")
            variable(nc, "t2m", ("time", "lat", "lon"), packed(path, (1, 6, 8), -32767), np.int16(-32767),
                     scale_factor=0.0015 + 0.0001 * i, add_offset=270.0 + i, units="K")
        records.append({"path": path, "at": {"time": i}})
    return records
