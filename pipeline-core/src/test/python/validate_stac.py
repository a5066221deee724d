"""Validates a static STAC catalog in a folder with pystac and the core schemas that it bundles.

Usage: validate_stac.py FOLDER

Walks from FOLDER/catalog.json as a STAC client would, then over every document in the folder, so
that older versions are checked as well. Extension schemas are not on the machine and nothing is
fetched; of those, what pystac's own classes read is read (datacube, version, ...). Prints one line
per problem and then a count; the exit code is 0 if there is no problem.
"""

import json
import pathlib
import sys

import pystac
from pystac.validation import validate_dict
from pystac.validation.stac_validator import JsonSchemaSTACValidator

MEDIA_TYPES = {2: "application/vnd.zarr; version=2", 3: "application/vnd.zarr; version=3"}


class CoreOnly(JsonSchemaSTACValidator):
    """Core schemas come with pystac; those of extensions would have to be downloaded."""

    def validate_extension(self, *args, **kwargs):
        return None


def read_cube(item):
    """Dimensions and variables as pystac's datacube classes see them."""
    from pystac.extensions.datacube import DatacubeExtension

    cube = DatacubeExtension.ext(item)
    for name, dimension in cube.dimensions.items():
        if dimension.dim_type == "temporal" or dimension.dim_type == "spatial":
            assert len(dimension.extent) == 2, f"dimension {name}: extent {dimension.extent}"
    for name, variable in cube.variables.items():
        for dimension in variable.dimensions:
            assert dimension in cube.dimensions, f"variable {name}: no dimension {dimension}"


def check_item(item):
    read_cube(item)
    asset = item.assets["zarr"]
    version = asset.extra_fields["zarr:zarr_format"]
    assert asset.media_type == MEDIA_TYPES[version], f"media type {asset.media_type}"
    assert "data" in asset.roles, f"roles {asset.roles}"


def documents(folder):
    yield from sorted(folder.glob("catalog.json"))
    yield from sorted(folder.glob("*/collection.json"))
    yield from sorted(folder.glob("*/*/*/item.json"))


def main(folder):
    problems = []
    seen = 0
    for path in documents(folder):
        seen += 1
        try:
            validate_dict(json.loads(path.read_text("utf-8")), validator=CoreOnly())
            thing = pystac.read_file(str(path))
            if isinstance(thing, pystac.Item):
                check_item(thing)
            for link in thing.links:
                if link.rel in ("root", "parent", "collection", "item", "child", "predecessor-version"):
                    link.resolve_stac_object(root=thing.get_root())
        except Exception as error:  # noqa: BLE001: whatever it is, it is a problem of this document
            problems.append(f"{path}: {type(error).__name__}: {error}")
    try:
        root = pystac.Catalog.from_file(str(folder / "catalog.json"))
        reached = sum(1 for _ in root.get_items(recursive=True))
        collections = sum(1 for _ in root.get_collections())
        if reached == 0 or collections == 0:
            problems.append(f"{folder}: {collections} collections, {reached} items from the root")
    except Exception as error:  # noqa: BLE001
        problems.append(f"{folder}: {type(error).__name__}: {error}")
    problems = [" ".join(problem.split()) for problem in problems]
    print("\n".join(problems + [f"{seen} documents, {len(problems)} problems"]))
    return 1 if problems or seen == 0 else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
