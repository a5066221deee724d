"""Source files from a short description, and the plain expectation: files opened one by one and joined by xarray."""

import netCDF4
import numpy as np
import xarray as xr

DECODED = {"data_vars": "minimal", "coords": "minimal", "compat": "override", "join": "override",
           "combine_attrs": "drop_conflicts"}


def write(path, variables, attributes=None, unlimited=(), form="NETCDF4"):
    """Writes exactly these numbers and attributes; no masking, no scaling.

    variables: name -> (dims, values) or (dims, values, attributes); dims is a text of names. Attributes that start with an
    underscore are as netCDF has them (_FillValue, _Unsigned); values may be a list of texts.
    """
    with netCDF4.Dataset(path, "w", format=form) as file:
        file.set_auto_maskandscale(False)
        for name, (dims, values, *rest) in variables.items():
            attrs = dict(rest[0]) if rest else {}
            values = np.asarray(values)
            dims = dims.split()
            for dim, length in zip(dims, values.shape):
                if dim not in file.dimensions:
                    file.createDimension(dim, None if dim in unlimited else length)
            text = values.dtype.kind in "UO"
            fill = attrs.pop("_FillValue", None)
            variable = file.createVariable(name, str if text else values.dtype, dims, fill_value=fill)
            variable.set_auto_maskandscale(False)
            for key, value in attrs.items():
                if isinstance(value, str):
                    variable.setncattr_string(key, value) if form == "NETCDF4" and not value.isascii() else (
                        variable.setncattr(key, value))
                else:
                    variable.setncattr(key, value)
            if text:
                for index in np.ndindex(values.shape):
                    variable[index] = str(values[index])
            elif values.size:
                variable[...] = values
        file.setncatts(attributes or {})


def opened(folder, *names, **options):
    """The files as xarray opens each of them, in memory."""
    found = []
    for name in names:
        with xr.open_dataset(folder / name, engine="netcdf4", **options) as file:
            found.append(file.load())
    return found


def joined(*names, dim="time", **options):
    """An expectation: the files, each decoded by xarray, joined along a dimension."""
    return lambda folder: xr.concat(opened(folder, *names, **options), dim=dim, **DECODED)


def one(name, **options):
    """An expectation: the file as xarray decodes it."""
    return lambda folder: opened(folder, name, **options)[0]


def in_double(file):
    """A file that was opened without decoding, with its factors as JSON holds them (double precision, or integers); decoded."""
    for variable in file.variables.values():
        for key in ("scale_factor", "add_offset"):
            if key in variable.attrs:
                number = np.asarray(variable.attrs[key])
                variable.attrs[key] = number.astype("f8" if number.dtype.kind == "f" else "i8")[()]
    return xr.decode_cf(file)


def series(folder, name, times, units, calendar=None, start=0, **more):
    """A file with a time coordinate and one number for each time."""
    attrs = {"units": units}
    if calendar is not None:
        attrs["calendar"] = calendar
    times = np.asarray(times)
    values = np.arange(start, start + len(times), dtype="f4")
    write(folder / name, {"time": ("time", times, attrs), "v": ("time", values), **more})
