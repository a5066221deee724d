"""A disk that fills up in the middle of a bake: an error that says so, nothing visible; the next bake goes on."""

import subprocess

import digests
import numpy as np
from readers import kills, sources
from suite import METADATA, has_stack_trace, openable, tail


def mount(folder, kilobytes, more=""):
    return subprocess.run(["mount", "-t", "tmpfs", "-o", f"{more}size={kilobytes}k", "tmpfs", str(folder)],
                          capture_output=True, text=True)


def used(folder):
    return int(subprocess.run(["du", "-sk", str(folder)], capture_output=True, text=True, check=True).stdout.split()[0])


def baked_large(folder, arco, score, name):
    """Of an archive whose objects are large, so that they are written as they are encoded: as kills.undisturbed() has it."""
    for i in range(12):
        with sources.dataset(folder / f"data/part{i:03d}.nc") as nc:
            sources.grid(nc, 1000, 1000)
            sources.time_axis(nc, [i])
            data = np.round(sources.values(f"large{i}", (1, 1000, 1000)))
            sources.variable(nc, "tas", ("time", "lat", "lon"), data, units="K")
            sources.variable(nc, "pr", ("time", "lat", "lon"), data[:, ::-1], units="mm")
    recipe = {"id": name, "pattern": {"glob": "data/part*.nc", "dims": [{"concat": "time"}]},
              "target": {"chunks": {"time": 6, "lat": -1, "lon": -1}, "codec": {"name": "blosc", "cname": "lz4"}}}
    return kills.undisturbed(folder, arco, score, recipe, "large, undisturbed")


def run(folder, arco, score):
    trial(folder / "small", arco, score, "full", kills.baked)
    trial(folder / "large", arco, score, "full-large", baked_large)


def trial(folder, arco, score, name, baked):
    folder.mkdir(parents=True)
    undisturbed = baked(folder, arco, score, name)
    if undisturbed is None:
        return
    path, whole, _ = undisturbed
    disk = folder / "disk"
    disk.mkdir()
    room = used(folder / "whole")
    mounted = mount(disk, room // 2)
    if mounted.returncode:
        score.skip(f"full disk: only root can mount a small one ({mounted.stderr.strip()})")
        return
    try:
        score.record(f"{name}: a disk that fills up in the middle, then has room", filled(arco, path, folder, disk, 4 * room, whole))
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def filled(arco, path, folder, disk, enough, whole):
    problems = []
    code, output, lines = arco.bake(path, disk / "root", folder / "full.jsonl")
    if code != 1:
        problems.append(f"exit code {code}, expected 1: {tail(output)}")
    if "No space left" not in output or "free some space" not in output or has_stack_trace(output):
        problems.append(f"the message does not say what happened and what to do: {tail(output)}")
    problems += [f"the report says {line.get('status')}" for line in lines if line.get("status") != "failed"]
    problems += [f"{store} is visible" for store in openable(disk / "root/persistent-ro")]
    problems += [f"{left} of a draft is left" for left in (disk / "root").rglob(".arco-tmp/*")]
    written = sum(len(digests.files(store, skip=METADATA)) for store in (disk / "root").rglob("*.zarr"))
    mount(disk, enough, "remount,")
    code, output, lines = arco.bake(path, disk / "root", folder / "again.jsonl", case="full disk, then room")
    if code:
        problems.append(f"with room again: exit code {code}: {tail(output)}")
    if kills.objects(disk / "root") != [whole]:
        problems.append("with room again, other objects were written than on a large disk")
    reused = sum(line.get("chunksReused", 0) for line in lines)
    if written and not reused:
        problems.append(f"{written} objects had been written, none of them was used")
    return problems
