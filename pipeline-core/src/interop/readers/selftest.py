"""Tests the comparison before it judges anything: it accepts what xarray itself writes, and reports what is spoilt."""

import json
import os
import pathlib
import re
import subprocess

from readers.good import expectation, judge, make_sources, read_with_zarrita
from suite import tail

REFERENCE = pathlib.Path(__file__).with_name("reference.py")
PACKED = "daily-packed"


def spoilings(name="SPOILT"):
    """Read from the text, for this process may have an older xarray than the other file needs."""
    table = REFERENCE.read_text().split(f"{name} = {{")[1].split("\n}")[0]
    return re.findall(r'^    "([^"]+)":', table, re.MULTILINE)


def run(cases, folder, readers, score):
    if not readers["modern"]:
        score.skip("self-test: needs the newest xarray")
        return
    cases = [c for c in cases if not c.name.startswith(("ec-earth", "mpi-esm", "cordex"))]
    specs, stores, unusable = [], [], spoilings("UNUSABLE")
    for case in cases:
        spec = expectation(case, folder / case.name, make_sources(case, folder / case.name))
        specs.append(spec)
        spoilt = spoilings() + unusable if case.name == PACKED else []
        wanted = [("", f) for f in (2, 3)] + [(s, f) for f in (2, 3) for s in spoilt]
        for spoil, number in wanted:
            name = f"{case.name} v{number} {spoil}".strip()
            stores.append({"id": name, "spec": case.name, "path": str(folder / "stores" / name.replace(" ", "_")),
                           "zarr_format": number, "spoil": spoil, "form": f"v{number}", "expected": spec["expected"],
                           "extra_attrs": case.extra_attrs})
    manifest = folder / "reference.json"
    folder.mkdir(parents=True, exist_ok=True)
    manifest.write_text(json.dumps({"specs": specs, "stores": stores}))
    process = subprocess.run([*readers["modern"], str(REFERENCE), str(manifest)], capture_output=True,
                             text=True, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"})
    if process.returncode:
        score.record("self-test: reference stores", [tail(process.stderr)])
        return
    answers = judge(specs, stores, readers, folder)
    accepted, missed = [], []
    for store in stores:
        for reader, verdicts in answers.items():
            if reader == "zarrita" and (store["spoil"] or store["id"] not in verdicts):
                continue  # It compares with zarr-python, not with the sources.
            for key, problems in verdicts.items():
                judged = (" again",) if store["spoil"] in unusable else (" consolidated", " not consolidated")
                if store["spoil"] and key in [store["id"] + j for j in judged]:
                    missed += [] if problems else [f"{reader}: {key} was accepted"]
                elif not store["spoil"] and key in (
                        store["id"], *(store["id"] + j for j in (" consolidated", " not consolidated", " digests", " again"))):
                    accepted += [f"{reader}: {key}: {p}" for p in problems]
    accepted += [f"{reader}: {key}: {p}" for reader, verdicts in answers.items() for key, problems in verdicts.items()
                 if key.startswith(("expect ", "reader ")) for p in problems]
    score.record(f"self-test: {sum(not s['spoil'] for s in stores)} right stores are accepted", accepted)
    score.record(f"self-test: {sum(bool(s['spoil']) for s in stores)} spoilt stores are reported", missed)
    score.record("self-test: zarrita reports a changed digest", changed_digest(readers, folder))


def changed_digest(readers, folder):
    """Zarrita must disagree when the digest it is given is another array's."""
    if not readers["node"]:
        return []
    raw = json.loads((folder / "raw.json").read_text())
    key = next(iter(raw))
    for expected in raw[key]["arrays"].values():
        expected["sha256"] = "0" * 64
    path = folder / "raw-changed.json"
    path.write_text(json.dumps({key: raw[key]}))
    found = read_with_zarrita(readers["node"], path, folder).get(key, [])
    return [] if len(found) == len(raw[key]["arrays"]) else [f"reported {len(found)} of {len(raw[key]['arrays'])}"]
