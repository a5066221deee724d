"""Reads a catalog by intake, as its users do, and writes what it says: read_intake.py CATALOG OUT."""
import json
import sys

import intake
from intake.source.base import DataSource


class Zarr(DataSource):
    """What the plugin for Zarr gets from intake: its arguments after templates were filled in."""
    name = "zarr"
    version = "1"
    container = "xarray"

    def __init__(self, urlpath, consolidated=None, storage_options=None, metadata=None):
        super().__init__(metadata=metadata)
        self.urlpath, self.consolidated, self.options = urlpath, consolidated, storage_options


intake.register_driver("zarr", Zarr, clobber=True)
catalog = intake.open_catalog(sys.argv[1])
sources = {}
for name in list(catalog):
    source = catalog[name]
    about = catalog._entries[name].describe()
    sources[name] = {"urlpath": source.urlpath, "consolidated": source.consolidated,
                     "description": about["description"], "metadata": about["metadata"]}
with open(sys.argv[2], "w") as out:
    json.dump({"name": catalog.name, "sources": sources}, out)
