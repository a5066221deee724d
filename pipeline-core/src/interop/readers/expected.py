"""What a store must hold: every source file opened alone by xarray, joined here with numpy, by the words of the design.

Not open_mfdataset: its defaults decide things (which variables are stacked, which attributes win) that are under test.
"""

import json

import numpy as np

from canonical import alike, canonical, difference, is_time, open_source, plain

PACKING = ("scale_factor", "add_offset", "_FillValue", "missing_value")


class Var:
    """One variable of one or more files: decoded and raw values, and its attributes in each file."""

    def __init__(self, dims, values, raw, attrs, packing, coord, extra):
        self.dims, self.values, self.raw = tuple(dims), values, raw
        self.attrs, self.packing, self.coord, self.extra = attrs, packing, coord, extra

    def with_arrays(self, dims, values, raw, others):
        return Var(dims, values, raw, sum((o.attrs for o in others), []), sum((o.packing for o in others), []),
                   any(o.coord for o in others), any(o.extra for o in others))


class Fragment:
    def __init__(self, variables, attrs):
        self.variables, self.attrs = variables, attrs


def transformed(ds, transforms):
    for transform in transforms:
        (name, argument), = transform.items()
        if name == "rename":
            ds = ds.rename({k: v for k, v in argument.items() if k in ds.variables or k in ds.dims})
        elif name == "drop":
            ds = ds.drop_vars([v for v in argument if v in ds.variables])
        elif name == "keep":
            ds = ds[[v for v in argument if v in ds.variables]]
        elif name == "squeeze":
            ds = ds.squeeze(argument or None)
        elif name == "set_coords":
            ds = ds.set_coords(argument)
        else:
            raise ValueError(f"transform {name} has no counterpart in the suite")
    return ds


def read(path, spec):
    """One file."""
    transforms, group = spec.get("transforms", []), spec.get("group")
    with open_source(path, group) as ds, open_source(path, group, decode_coords="all") as full, open_source(
            path, group, decode_cf=False) as raw:
        referred = set(full.coords)  # Coordinates, bounds, grid mappings, cell measures.
        ds, raw = transformed(ds.load(), transforms), transformed(raw.load(), transforms)
        variables = {}
        for name, var in ds.variables.items():
            bare = raw.variables[name] if name in raw.variables else None
            plainly = bare is not None and bare.dtype.kind in "iufb" and bare.dims == var.dims and not is_time(
                np.asarray(var.values))
            # A dtype in the attributes (bool) is decoded by xarray; the bytes are the encoded ones.
            packing = {k: plain(bare.attrs[k]) for k in PACKING if bare is not None and k in bare.attrs}
            packing["dtype"] = str(bare.dtype.newbyteorder("=")) if bare is not None else ""
            variables[name] = Var(var.dims, np.asarray(var.values), np.asarray(bare.values) if plainly else None,
                                  [{k: plain(v) for k, v in var.attrs.items()}], [packing], name in ds.coords,
                                  name in referred or name in ds.coords)
        return Fragment(variables, [{k: plain(v) for k, v in ds.attrs.items()}])


def equal_everywhere(name, variables):
    for other in variables[1:]:
        problem = difference(canonical(variables[0].values)[1], canonical(other.values)[1])
        assert problem is None, f"the case's files disagree on {name}: {problem}"


def concatenated(fragments, dim, keys, tolerant):
    """Fragments joined along a dimension that is theirs, or stacked along a new one."""
    stack = not any(dim in v.dims for f in fragments for v in f.variables.values())
    result = {}
    for name in dict.fromkeys(n for f in fragments for n in f.variables):
        found = [f.variables[name] for f in fragments]
        first = found[0]
        raws = [v.raw for v in found]
        whole = all(r is not None for r in raws) and all(v.packing[0] == first.packing[0] for v in found)
        if dim in first.dims:
            join, dims = (lambda parts, a=first.dims.index(dim): np.concatenate(parts, axis=a)), first.dims
        elif stack and not first.extra:
            join, dims = np.stack, (dim,) + first.dims
        else:
            if not tolerant:
                equal_everywhere(name, found)
            join, dims = (lambda parts: parts[0]), first.dims
        result[name] = first.with_arrays(dims, join([v.values for v in found]), join(raws) if whole else None, found)
    if stack:
        result[dim] = Var((dim,), np.asarray(keys), None, [{}], [{}], True, True)
    return Fragment(result, sum((f.attrs for f in fragments), []))


def merged(fragments, tolerant):
    result = {}
    for fragment in fragments:
        for name, var in fragment.variables.items():
            if name in result:
                if not tolerant:
                    equal_everywhere(name, [result[name], var])
                old = result[name]
                var = old.with_arrays(old.dims, old.values, old.raw, [old, var])
            result[name] = var
    return Fragment(result, sum((f.attrs for f in fragments), []))


def combine(records, dims, spec):
    if not dims:
        record, = records
        return read(record["path"], spec)
    (kind, name), rest = dims[0], dims[1:]
    groups = {}
    for record in records:
        groups.setdefault(record["at"][name], []).append(record)
    fragments = [combine(group, rest, spec) for group in groups.values()]
    tolerant = "coordinates" in spec["policies"]
    if kind == "merge":
        return merged(fragments, tolerant)
    return concatenated(fragments, name, list(groups), tolerant)


def agreed(all_attrs, policy="drop_conflicts"):
    """What every file that has it agrees on (drop_conflicts), or what the first that has it says."""
    result = {}
    for key in dict.fromkeys(k for attrs in all_attrs for k in attrs):
        found = [attrs[key] for attrs in all_attrs if key in attrs]
        if policy == "first" or all(alike(found[0], other) for other in found):
            result[key] = found[0]
    return result


def attributes_of(var, policies):
    """What a variable's attributes become. Valid ranges count in packed numbers (CF 8.1), so decoding decodes them."""
    attrs, packing = agreed(var.attrs, policies.get("attributes", "drop_conflicts")), var.packing[0]
    if policies.get("packing") == "decode" and "scale_factor" in packing:
        scale, offset = np.float32(packing["scale_factor"]), np.float32(packing.get("add_offset", 0))
        attrs.update({k: float(np.float32(attrs[k]) * scale + offset) for k in ("valid_min", "valid_max") if k in attrs})
    return attrs


def build(spec, path):
    """Writes path.npz with the arrays and path.json with everything else."""
    whole = combine(spec["records"], [tuple(d) for d in spec["dims"]], spec)
    policy = spec["policies"].get("attributes", "drop_conflicts")
    arrays, variables = {}, {}
    for name, var in whole.variables.items():
        kind, array = canonical(var.values)
        arrays[name] = array.astype("U") if kind == "string" else array
        same = all(p == var.packing[0] for p in var.packing)
        keep = var.raw is not None and same and spec["policies"].get("packing") != "decode"
        if keep:
            arrays["raw " + name] = canonical(var.raw)[1]
        attrs = attributes_of(var, spec["policies"])
        variables[name] = {
            "dims": list(var.dims), "kind": kind, "coord": bool(var.coord), "attrs": attrs,
            "packing": var.packing[0] if keep else None}
    np.savez(str(path) + ".npz", **arrays)
    with open(str(path) + ".json", "w", encoding="utf-8") as out:
        json.dump({"variables": variables, "attrs": agreed(whole.attrs, policy)}, out)
