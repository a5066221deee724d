"""Compares the stores that ZarrSamples wrote with what zarr-python and xarray read.

Usage: check_store.py FOLDER [FORMAT ...]    exit code 0 if all is equal

Works with zarr-python 2 (format 2 only) and 3. Bytes are compared through zarr, masks through xarray, with the
consolidated metadata and without.
"""
import json
import math
import pathlib
import sys
import warnings

import numpy as np
import xarray as xr
import zarr

warnings.simplefilter("ignore")


def expected_values(folder, spec):
    if spec["type"] == "string":
        return np.array(spec["texts"], dtype=object).reshape(spec["shape"])
    raw = (folder / spec["file"]).read_bytes()
    return np.frombuffer(raw, dtype=spec["type"]).reshape(spec["shape"])


def same(found, wanted):
    found = np.asarray(found)
    if wanted.dtype == object:
        return found.shape == wanted.shape and all(
            str(a) == b for a, b in zip(found.ravel(), wanted.ravel())
        )
    return (
        found.shape == wanted.shape
        and found.dtype == wanted.dtype
        and np.ascontiguousarray(found).tobytes() == wanted.tobytes()
    )


def fill_mask(spec, wanted):
    if spec["type"] == "string":
        return wanted == spec["fill"]
    fill = np.frombuffer(bytes(spec["fill"]), dtype=spec["type"])[0]
    return np.isnan(wanted) if fill != fill else wanted == fill


def main(folder, formats):
    problems = []
    compared = 0
    for fmt in formats:
        path = str(folder / f"v{fmt}.zarr")
        expected = folder / "expected" / f"v{fmt}"
        index = json.loads((expected / "index.json").read_text())
        for consolidated in (True, False):
            opener = zarr.open_consolidated if consolidated else zarr.open_group
            group = opener(path, mode="r")
            assert group.attrs["title"] == "Samples" and math.isnan(group.attrs["nan"])
            assert group.attrs["arcoforge:run"]["inputs"] == [1, "two"]
            opened = {}
            for name, spec in index.items():
                where = f"v{fmt} consolidated={consolidated} {name}"
                try:
                    wanted = expected_values(expected, spec)
                    array = group[name]
                    if not same(array[...], wanted):
                        problems.append(f"{where}: values differ")
                    parent, _, leaf = name.rpartition("/")
                    if parent not in opened:
                        opened[parent] = [
                            xr.open_zarr(
                                path, group=parent or None, consolidated=consolidated and not parent,
                                mask_and_scale=mask, chunks=None, decode_times=False,
                            )
                            for mask in (False, True)
                        ]
                    plain, masked = (data[leaf] for data in opened[parent])
                    compared += 1
                    if not same(plain.values, wanted):
                        problems.append(f"{where}: xarray's values differ")
                    if list(plain.dims) != ["xyzw"[d] + str(n) for d, n in enumerate(spec["shape"])]:
                        problems.append(f"{where}: dimensions {plain.dims}")
                    if name != "x13":
                        attrs = plain.attrs
                        if attrs["valid_range"][0] != float(np.float32(0.1)) or attrs["big"] != 2**64 - 1:
                            problems.append(f"{where}: attributes {attrs}")
                        if attrs["long_name"] != f'Sample "{name}" in \u00b0C' or attrs["scale"] != 1e-300:
                            problems.append(f"{where}: attributes {attrs}")
                    if "_FillValue" in plain.attrs and not spec["missing"]:
                        problems.append(f"{where}: has _FillValue, but nothing is missing")
                    if wanted.dtype != object and spec["type"] != "bool":
                        mask = fill_mask(spec, wanted) if spec["missing"] else np.isnan(wanted)
                        if spec["missing"] and "_FillValue" not in masked.encoding:
                            problems.append(f"{where}: no _FillValue")
                        if not np.array_equal(np.isnan(masked.values), mask):
                            problems.append(f"{where}: mask differs")
                except Exception as e:  # every array is to be reported
                    problems.append(f"{where}: {type(e).__name__}: {e}")
    for problem in problems[:40]:
        print(problem, file=sys.stderr)
    print(f"zarr {zarr.__version__}, xarray {xr.__version__}: {compared} compared, {len(problems)} problems")
    return 1 if problems or not compared else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]), [int(f) for f in sys.argv[2:] or ["2", "3"]]))
