"""Stores that xarray writes from the expectation, right ones and spoilt ones: to test the comparison itself.

    reference.py MANIFEST      {"specs": [...], "stores": [{"spec", "path", "zarr_format", "spoil"}]}   (new xarray)
"""

import json
import sys
import warnings

import numpy as np
import xarray as xr

from expected import agreed, attributes_of, combine


def data_set(spec):
    whole = combine(spec["records"], [tuple(d) for d in spec["dims"]], spec)
    policy = spec["policies"].get("attributes", "drop_conflicts")
    variables, coords = {}, []
    for name, var in whole.variables.items():
        attrs = attributes_of(var, spec["policies"])
        values = var.values
        same = all(p == var.packing[0] for p in var.packing)
        if var.raw is not None and same and spec["policies"].get("packing") != "decode":
            values = var.raw
            attrs.update({k: v for k, v in var.packing[0].items() if k != "dtype"})
            if var.values.dtype.kind == "b":
                attrs["dtype"] = "bool"
        if values.dtype.kind in "OSU" and values.size and isinstance(values.flat[0], (bytes, str)):
            values = np.array([v.decode() if isinstance(v, bytes) else v for v in values.reshape(-1)],
                              dtype=object).reshape(values.shape)
        if "_FillValue" in attrs:
            attrs["_FillValue"] = values.dtype.type(attrs["_FillValue"])
        variables[name] = xr.Variable(var.dims, values, attrs)
        coords += [name] if var.coord else []
    ds = xr.Dataset(variables, attrs=agreed(whole.attrs, policy))
    return ds.set_coords(coords)


def changed(ds, name, change):
    values = np.array(ds[name].values)
    change(values)
    return ds.assign({name: (ds[name].dims, values, ds[name].attrs)})


def add_one(values):
    values.flat[3] += 1


def unmask(values):
    values[values == -999] = 0


def later(values):
    values[-1] += np.timedelta64(1, "s")


SPOILT = {
    "one value": lambda ds: changed(ds, "sst", add_one),
    "no mask": lambda ds: changed(ds, "ice", unmask),
    "one time": lambda ds: changed(ds, "time", later),
    "one coordinate's last bit": lambda ds: ds.assign_coords(lat=(("lat",), np.nextafter(
        ds.lat.values, np.float32(99)), ds.lat.attrs)),
    "an attribute changed": lambda ds: ds.assign(sst=ds.sst.assign_attrs(units="K")),
    "a factor changed": lambda ds: ds.assign(sst=ds.sst.assign_attrs(scale_factor=0.011)),
    "an attribute too many": lambda ds: ds.assign_attrs(history="not in agreement"),
    "an attribute lost": lambda ds: ds.assign(ice=ds.ice.drop_attrs()),
    "a variable lost": lambda ds: ds.drop_vars("ice"),
    "a variable too many": lambda ds: ds.assign(more=ds.sst),
    "dimensions permuted": lambda ds: ds.assign(sst=ds.sst.transpose("time", "zlev", "lon", "lat")),
    "a variable made a coordinate": lambda ds: ds.set_coords("ice"),
    "a step lost": lambda ds: ds.isel(time=slice(0, -1)),
}

# What no data set is compared for: whether others can read the store, and write it again.
UNUSABLE = {
    "an object as attribute": lambda ds: ds.assign_attrs(made={"by": "somebody"}),
    "a truth value as attribute": lambda ds: ds.assign(sst=ds.sst.assign_attrs(good=True)),
    "a list of lists as attribute": lambda ds: ds.assign(ice=ds.ice.assign_attrs(pairs=[[1, 2], [3, 4]])),
    "a number that is not JSON": lambda ds: ds.assign_attrs(limit=float("nan")),
}


def main():
    warnings.simplefilter("ignore")
    with open(sys.argv[1], encoding="utf-8") as text:
        manifest = json.load(text)
    sets = {spec["id"]: data_set(spec) for spec in manifest["specs"]}
    for store in manifest["stores"]:
        ds = sets[store["spec"]]
        if store.get("spoil"):
            ds = {**SPOILT, **UNUSABLE}[store["spoil"]](ds)
        ds.to_zarr(store["path"], zarr_format=store["zarr_format"], consolidated=True, mode="w")


if __name__ == "__main__":
    main()
