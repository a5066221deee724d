#!/usr/bin/python3
"""Digests of the stores that the suites bake, to see whether two builds of arco write the same bytes.

    digests.py FILE FILE      what --digests of either suite wrote, with one build and with the other
    digests.py STORE STORE    two stores, object by object

Prints what differs or is missing, at the end "N of M stores byte-identical"; exit code 1 if anything differs.
"""

import argparse
import hashlib
import json
import os
import pathlib
import re
import sys

PROVENANCE = "arcoforge"  # The attribute of the root group that says which run of which version wrote the store.
# The documents that hold it, and the keys that lead there.
PLACES = {"zarr.json": ("attributes",), ".zattrs": (), ".zmetadata": ("metadata", ".zattrs")}


def files(folder, skip=()):
    """Digest of every file below a folder, by its path in it."""
    if not folder.exists():
        return {}
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
            for p in sorted(folder.rglob("*")) if p.is_file() and p.name not in skip}


def objects(store):
    """Digest of every object of a store, by its key, without what differs from run to run."""
    found = files(store)
    for name in found.keys() & PLACES.keys():
        content = without_provenance((store / name).read_bytes(), PLACES[name])
        found[name] = hashlib.sha256(content).hexdigest()
    return found


def without_provenance(content, place):
    """A document with null for the provenance. Nothing else is written anew, so that every other byte counts."""
    try:
        text = content.decode("utf-8")
        document = holder = parsed(text)
        for key in place:
            holder = holder[key]
        if PROVENANCE not in holder:
            return content
        holder[PROVENANCE] = None
    except (ValueError, KeyError, TypeError):  # No document of ours: all of its bytes count.
        return content
    for key in re.finditer(rf'"{PROVENANCE}"\s*:\s*', text):
        _, end = json.JSONDecoder().raw_decode(text, key.end())
        bare = f"{text[:key.end()]}null{text[end:]}"
        if parsed(bare) == document:  # An array may have an attribute of that name too.
            return bare.encode("utf-8")
    raise ValueError(f"'{PROVENANCE}' is in the document, but not found in its text: {text[:200]}")


def parsed(text):
    return json.loads(text, parse_constant=str)  # NaN would not equal itself.


def digest(found):
    lines = "".join(json.dumps(item) + "\n" for item in sorted(found.items()))
    return hashlib.sha256(lines.encode("utf-8")).hexdigest()


class Digests:
    """A file of digests while a suite writes it; from several threads and processes, so each line is one write."""

    def __init__(self, suite, path):
        self.suite, self.path = suite, path
        path.write_text("")

    def add(self, case, root, store):
        """One line for a store. A case names one store, whatever the run calls its folders."""
        found = objects(store)
        where = pathlib.Path(os.path.relpath(store, root)).parts
        where = [*where[:-2], "*", where[-1]] if len(where) > 1 else where  # The version is the time of the run.
        line = {"suite": self.suite, "case": case, "store": "/".join(where), "objects": len(found),
                "digest": digest(found)}
        with open(self.path, "ab", buffering=0) as out:
            out.write((json.dumps(line, ensure_ascii=False) + "\n").encode("utf-8"))


def load(path):
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        name = f"{entry['suite']}: {entry['case']}"
        if name in found:
            raise ValueError(f"{path}: two lines for '{name}', expected one; write the file with one run of a suite")
        found[name] = entry
    return found


def differences(one, other):
    """What differs between two dicts: a text each."""
    for name in sorted(one.keys() | other.keys()):
        if name not in other or name not in one:
            yield f"{name}: only in the {'first' if name in one else 'second'}"
        elif one[name] != other[name]:
            yield f"{name}: differs"


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("first", type=pathlib.Path)
    parser.add_argument("second", type=pathlib.Path)
    options = parser.parse_args(arguments)
    both = options.first, options.second
    if all(p.is_dir() for p in both):
        what, (one, other) = "objects", map(objects, both)
    else:
        what = "stores"
        one, other = ({name: (e["objects"], e["digest"]) for name, e in load(p).items()} for p in both)
    found = list(differences(one, other))
    for line in found:
        print(line)
    everything = len(one.keys() | other.keys())
    print(f"{everything - len(found)} of {everything} {what} byte-identical")
    return 0 if everything and not found else 1


if __name__ == "__main__":
    sys.exit(main())
