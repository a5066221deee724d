"""One reader's process: builds what is expected, or compares stores with it. Runs in old and in new xarray alike.

    compare.py MANIFEST RESULT

The manifest is JSON: {"expect": [spec…], "stores": [{id, path, expected, formats…}…], "raw": path or null}; the result is
JSON: {id: [problem…]}. "raw" asks for the digests of all arrays as zarr-python reads them, for the other readers.
"""

import hashlib
import json
import sys
import traceback
import warnings

import numpy as np

import again
from canonical import alike, canonical, difference, held, open_store, plain

OURS = ("arcoforge",)  # Attributes of ours may be added under this name.


def packed_problems(name, packing, expected_raw, raw):
    """The stored integers (or floats) are those of the sources, and the factors are numerically the same."""
    problem = difference(expected_raw, canonical(raw.values)[1])
    problems = [f"{name}, as stored: {problem}"] if problem else []
    for key in ("scale_factor", "add_offset"):
        if not alike(plain(raw.attrs.get(key)), packing.get(key)):
            problems.append(f"{name}: {key} {raw.attrs.get(key)!r}, expected {packing.get(key)!r}")
    return problems


def value_problems(name, spec, expected, found):
    kind, array = canonical(found)
    if kind != spec["kind"]:
        return [f"{name}: {kind} ({found.dtype}), expected {spec['kind']}"]
    scaled = spec["packing"] and ("scale_factor" in spec["packing"] or "add_offset" in spec["packing"])
    if scaled and array.dtype == np.float64 and expected.dtype == np.float32:
        # JSON knows double precision factors only; the stored integers are compared elsewhere.
        if not np.array_equal(np.isnan(array), np.isnan(expected)):
            return [f"{name}: other values are missing than in the sources"]
        if not np.allclose(array, expected, rtol=1e-6, atol=1e-6, equal_nan=True):
            return [f"{name}: unpacked values differ"]
        return []
    problem = difference(expected, array)
    return [f"{name}: {problem}"] if problem else []


def attribute_problems(where, expected, found, extra):
    problems = []
    found, expected = {k: plain(v) for k, v in found.items()}, {k: held(v) for k, v in expected.items()}
    for key in sorted(set(expected) | set(found)):
        if key in found and key not in expected and (key.startswith(OURS) or key in extra):
            continue
        if key not in found or key not in expected or not alike(expected[key], found[key]):
            problems.append(f"{where}: attribute {key} is {found.get(key)!r}, expected {expected.get(key)!r}")
    return problems


def chunk_problems(name, dims, shape, wanted, shards, encoding):
    chunks = encoding.get("chunks")
    problems = []
    for dim, length, chunk in zip(dims, shape, chunks or ()):
        want = wanted.get(dim, -1)
        fits = chunk == want or (chunk >= length and (want == -1 or want >= length))
        if not fits and not (encoding.get("shards") and want == -1):
            problems.append(f"{name}: chunks of {chunk} along {dim}, expected {want}")
    spread = any(d in shards and length > wanted.get(d, length) for d, length in zip(dims, shape))
    if spread != bool(encoding.get("shards")) and (spread or not shards):
        problems.append(f"{name}: shards {encoding.get('shards')}, expected {shards or None}")
    return problems


def compare(store, consolidated):
    with open(store["expected"] + ".json", encoding="utf-8") as text:
        expected = json.load(text)
    arrays = np.load(store["expected"] + ".npz")
    problems = []
    with open_store(store["path"], consolidated) as ds, open_store(store["path"], consolidated, decode_cf=False) as raw:
        want = set(expected["variables"])
        have = set(ds.variables)
        for name in sorted(want ^ have):
            problems.append(f"{name} is {'missing' if name in want else 'not in the sources'}")
        problems += attribute_problems("data set", expected["attrs"], ds.attrs, store.get("extra_attrs", ()))
        for name in sorted(want & have):
            spec, var = expected["variables"][name], ds.variables[name]
            if list(var.dims) != spec["dims"]:
                problems.append(f"{name}: dims {var.dims}, expected {spec['dims']}")
                continue
            if (name in ds.coords) != spec["coord"]:
                problems.append(f"{name} is {'' if name in ds.coords else 'not '}a coordinate")
            problems += value_problems(name, spec, arrays[name], np.asarray(var.values))
            if spec["packing"] is not None:
                problems += packed_problems(name, spec["packing"], arrays["raw " + name], raw.variables[name])
            problems += attribute_problems(name, spec["attrs"], var.attrs, store.get("extra_attrs", ()))
            if not spec["coord"] and store.get("chunks"):
                problems += chunk_problems(name, var.dims, var.shape, store["chunks"],
                                           store.get("shards", {}), var.encoding)
    return problems


def digest(array):
    array = np.asarray(array)
    if array.dtype.kind in "OSUT":
        data = json.dumps([str(v) for v in array.reshape(-1)], ensure_ascii=False, separators=(",", ":")).encode()
    else:
        data = np.ascontiguousarray(array.astype(array.dtype.newbyteorder("<"))).tobytes()
    return {"shape": list(array.shape), "sha256": hashlib.sha256(data).hexdigest()}


def raw_digests(path):
    import zarr

    group = zarr.open_group(path, mode="r")
    return {name: digest(array[...]) for name, array in group.arrays()}


def attempt(action, *arguments):
    """The problems, or the exception as one problem."""
    try:
        return action(*arguments) or []
    except Exception as problem:  # Whatever a reader throws is the finding.
        where = traceback.extract_tb(problem.__traceback__)[-1]
        return [f"{type(problem).__name__}: {str(problem)[:500]} ({where.filename.split('/')[-1]}:{where.lineno})"]


def main():
    warnings.simplefilter("ignore")
    with open(sys.argv[1], encoding="utf-8") as text:
        manifest = json.load(text)
    results, raw = {}, {}
    for spec in manifest.get("expect", []):
        from expected import build
        results["expect " + spec["id"]] = attempt(build, spec, spec["expected"])
    for store in manifest.get("stores", []):
        for consolidated in (True, False):
            key = f"{store['id']} {'consolidated' if consolidated else 'not consolidated'}"
            results[key] = attempt(compare, store, consolidated)
        results[store["id"] + " again"] = attempt(again.problems, store["path"], store["form"], bool(store.get("chunks")))
        if manifest.get("raw"):
            results[store["id"] + " digests"] = attempt(
                lambda s: raw.update({s["id"]: {"path": s["path"], "arrays": raw_digests(s["path"])}}), store)
    if manifest.get("raw"):
        with open(manifest["raw"], "w", encoding="utf-8") as out:
            json.dump(raw, out)
    with open(sys.argv[2], "w", encoding="utf-8") as out:
        json.dump(results, out)


if __name__ == "__main__":
    main()
