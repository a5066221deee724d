"""Appends in place that are killed at any moment, while a reader polls the stores by their addresses.

The reader may see the old extent or the new one, with all values right, and nothing else; the next bake ends with the
same objects as one that nobody disturbed. One bake grows six stores: Zarr 2, Zarr 3 and shards, each once with an old
extent that ends with an object and once with one that ends within.
"""

import json
import pathlib
import random
import shutil
import subprocess
import time

import numpy as np

import digests
from readers import sources
from readers.cases import feedstock
from suite import METADATA, local, tail, write_feedstock

WATCH = pathlib.Path(__file__).with_name("watch.py")
GROWN = 5
FORMS = {"v2": {"zarr_format": 2, "chunks": {"time": 3, "lat": 2}}, "v3": {"chunks": {"time": 3, "lat": 2}},
         "sharded": {"chunks": {"time": 1, "lat": 2}, "shards": {"time": 3, "lat": 4}}}
EXTENTS = {"aligned": 6, "within": 7}
SHAPE = (8, 10)


class Watcher:
    """A reader in a process of its own."""

    def __init__(self, python, folder, stores, expected):
        self.folder, self.stores, self.expected, self.number = folder, stores, expected, 0
        self.process = subprocess.Popen([python, str(WATCH)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def begin(self, root, only=None):
        self.number += 1
        self.until = self.folder / f"until{self.number}"
        stores = [{"path": str(root / s["path"]), "before": s["before"], "after": s["after"]} for s in self.stores]
        command = {"stores": stores, "expected": str(self.expected), "until": str(self.until), "only": only}
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.flush()

    def end(self):
        self.until.touch()
        line = self.process.stdout.readline()
        return json.loads(line) if line else {"looks": 0, "before": 0, "after": 0, "problems": ["the reader has ended"]}

    def look(self, root):
        self.begin(root)
        return self.end()

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def recipes(grown):
    """Of both extents, as they are before or after they grow."""
    found = []
    for name, target in FORMS.items():
        for where, days in EXTENTS.items():
            last = days + (GROWN if grown else 0) - 1
            found.append({"id": f"{name}-{where}", "pattern": {
                "url": "data/{time:03d}.nc", "format": "netcdf4",
                "dims": [{"concat": "time", "range": {"start": 0, "stop": last, "step": 1}}]},
                "target": {**target, "codec": {"name": "zstd"}, "mode": "append"}})
    return found


def archive(folder):
    days = max(EXTENTS.values()) + GROWN
    maps = []
    for day in range(days):
        maps.append(sources.values(f"growth{day}", (1, *SHAPE)))
        with sources.dataset(folder / f"{day:03d}.nc") as nc:
            sources.grid(nc, *SHAPE)
            sources.time_axis(nc, [day])
            sources.variable(nc, "tas", ("time", "lat", "lon"), maps[-1], units="K")
    expected = folder / "expected.npy"
    np.save(expected, np.concatenate(maps))
    return expected


def data(root, stores):
    return [digests.files(root / s["path"], skip=METADATA) for s in stores]


class Trial:
    """An archive baked before and after it has grown, and what a bake of the growth took."""

    def __init__(self, folder, arco):
        self.folder, self.arco = folder, arco
        self.expected = archive(folder / "data")
        self.old, self.new = folder / "old", folder / "new"
        self.path = write_feedstock(folder, feedstock("growth", recipes(False)))
        code, output, lines = arco.bake(self.path, self.old, folder / "old.jsonl")
        self.problems = [f"exit code {code}: {tail(output)}"] if code else []
        self.stores = []
        for line in lines:
            before = EXTENTS[line["recipe"].split("-")[1]]
            place = local(line["store"]).relative_to(self.old.resolve())
            self.stores.append({"path": str(place), "before": before, "after": before + GROWN})
        write_feedstock(folder, feedstock("growth", recipes(True)))
        shutil.copytree(self.old, self.new)
        began = time.time()
        code, output, lines = arco.bake(self.path, self.new, folder / "new.jsonl")
        self.seconds = time.time() - began
        self.problems += [f"exit code {code}: {tail(output)}"] if code else []
        self.problems += [f"{line['recipe']}: {line['status']}" for line in lines if line["status"] != "published"]
        written = [p.stat().st_mtime for p in self.new.rglob("*") if p.is_file() and p.stat().st_mtime > began]
        self.first = min(written, default=began) - began
        self.whole = data(self.new, self.stores)

    def killed(self, watcher, moment, number):
        """The problems of one kill, and what the reader has seen until then."""
        root = self.folder / f"root{number}"
        shutil.copytree(self.old, root)
        watcher.begin(root)
        process = self.arco.start("bake", self.path, "--bakery", "local", "--root", root)
        time.sleep(moment)
        process.kill()  # The launcher has become the JVM: this is a SIGKILL to it.
        process.wait()
        seen = watcher.end()
        code, output, lines = self.arco.bake(self.path, root, self.folder / "again.jsonl")
        problems = seen["problems"] + ([f"the next bake ended with {code}: {tail(output)}"] if code else [])
        problems += [f"{line['recipe']}: {line['status']}" for line in lines
                     if line["status"] not in ("published", "unchanged")]
        problems += [f"{s['path']}: other objects than those of an undisturbed bake"
                     for s, found, whole in zip(self.stores, data(root, self.stores), self.whole) if found != whole]
        after = watcher.look(root)
        problems += after["problems"] + ([f"{after['before']} stores have not grown"] if after["before"] else [])
        shutil.rmtree(root)
        return problems, seen

    def spoilt(self, watcher, name, change):
        """What the reader says of an append that is made wrongly."""
        root = self.folder / name
        shutil.copytree(self.old, root)
        for store in self.stores:
            change(self.old / store["path"], self.new / store["path"], root / store["path"])
        seen = watcher.look(root)
        shutil.rmtree(root)
        return [] if len(seen["problems"]) >= len(self.stores) // 2 else [f"only found: {seen['problems']}"]


def metadata_first(_, new, at):
    for path in new.rglob("*"):
        if path.name in METADATA:
            shutil.copy2(path, at / path.relative_to(new))


def half_objects(old, new, at):
    for path in (p for p in old.rglob("*") if p.is_file() and p.name not in METADATA and "tas" in p.parts):
        whole = (new / path.relative_to(old)).read_bytes()
        (at / path.relative_to(old)).write_bytes(whole[:len(whole) // 2])


def run(folder, arco, readers, score, times, seed):
    if not readers["modern"]:
        score.skip("killed appends need the newest readers")
        return
    trial = Trial(folder, arco)
    score.record("growth: an append that nobody disturbs", trial.problems)
    if trial.problems:
        return
    watcher = Watcher(readers["modern"][0], folder, trial.stores, trial.expected)
    chance, looks, between = random.Random(seed), 0, 0
    try:
        for name, change in (("metadata before data", metadata_first), ("half objects", half_objects)):
            score.record(f"growth: a reader finds {name}", trial.spoilt(watcher, name, change))
        for number in range(times):
            moment = trial.first + (trial.seconds - trial.first) * (1.1 * chance.random() - 0.1)
            problems, seen = trial.killed(watcher, moment, number)
            looks += seen["looks"]
            between += 0 < seen["after"]
            score.record(f"growth: killed after {moment:.1f} of {trial.seconds:.1f} s, {seen['looks']} looks, of them "
                         f"{seen['after']} at the new extent", problems)
    finally:
        watcher.close()
    print(f"growth: {times} appends killed, {looks} looks at six stores; {between} kills after some had grown")
