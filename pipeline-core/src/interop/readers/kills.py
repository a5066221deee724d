"""A bake that is killed at any moment leaves nothing visible, and the next bake finishes the work with the same bytes."""

import json
import pathlib
import random
import shutil
import time

import digests
from readers import sources
from readers.cases import feedstock
from suite import METADATA, openable, tail, write_feedstock

STEPS = 40


def many_files(folder):
    """Enough files and chunks that a kill often falls into the writing."""
    records = []
    for i in range(STEPS):
        with sources.dataset(folder / f"part{i:03d}.nc") as nc:
            sources.grid(nc, 60, 80)
            sources.time_axis(nc, [4 * i + k for k in range(4)])
            sources.variable(nc, "tas", ("time", "lat", "lon"), sources.values(f"k{i}", (4, 60, 80)), units="K")
        records.append({"path": f"part{i:03d}.nc", "at": {"time": i}})
    return records


def objects(root):
    """Data objects of all visible stores, without versions in their paths."""
    return [digests.files(pathlib.Path(store), skip=METADATA) for store in openable(root / "persistent-ro")]


def baked(folder, arco, score, name):
    """Of an archive of many files: as undisturbed() has it."""
    many_files(folder / "data")
    recipe = {"id": name, "pattern": {"glob": "data/part*.nc", "dims": [{"concat": "time"}]},
              "target": {"chunks": {"time": 3, "lat": 20, "lon": 40}}}
    return undisturbed(folder, arco, score, recipe, "undisturbed")


def undisturbed(folder, arco, score, recipe, case):
    """The feedstock of a recipe, the objects that baking it undisturbed gives, and how long it took; None if that failed."""
    name = recipe["id"]
    path = write_feedstock(folder, feedstock(name, [recipe]))
    started = time.monotonic()
    code, output, _ = arco.bake(path, folder / "whole", folder / "whole.jsonl", case=case)
    seconds = time.monotonic() - started
    whole = objects(folder / "whole")
    if code or len(whole) != 1:
        score.record(f"{name} bake: undisturbed", [f"exit code {code}, {len(whole)} stores: {tail(output)}"])
        return None
    return path, whole[0], seconds


def run(folder, arco, score, times):
    whole_bake = baked(folder, arco, score, "killed")
    if whole_bake is None:
        return
    path, whole, seconds = whole_bake
    chance = random.Random(20240101)
    for number in range(times):
        moment = seconds * (0.25 + 0.75 * chance.random())
        root = folder / f"root{number}"
        score.record(f"bake killed after {moment:.1f} of {seconds:.1f} s, then baked again",
                     killed(arco, path, root, moment, whole))
        shutil.rmtree(root, ignore_errors=True)


def killed(arco, path, root, moment, whole):
    process = arco.start("bake", path, "--bakery", "local", "--root", root)
    time.sleep(moment)
    process.kill()  # The launcher has become the JVM: this is a SIGKILL to it.
    ended = process.wait()
    problems = []
    for store in objects(root):
        if store != whole:
            problems.append(f"a store is visible with {len(store)} of {len(whole)} objects after the kill")
    report = root.parent / "again.jsonl"
    code, output, lines = arco.bake(path, root, report)
    if code:
        return problems + [f"the bake after the kill (which ended with {ended}) ended with {code}: {tail(output)}"]
    problems += [f"the report says {line.get('status')}" for line in lines
                 if line.get("status") not in ("published", "unchanged")]
    stores = objects(root)
    if not stores or any(store != whole for store in stores):
        problems.append("the bake after the kill did not write the same objects")
    return problems + torn_documents(root)


def torn_documents(root):
    """Every document of the catalog is whole JSON."""
    problems = []
    for file in (root / "catalog").rglob("*.json"):
        try:
            json.loads(file.read_text())
        except ValueError as problem:
            problems.append(f"{file.name} in the catalog is torn: {problem}")
    return problems
