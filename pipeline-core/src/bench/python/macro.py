#!/usr/bin/env python3
"""Bakes generated archives by the command line beside xarray+dask, and beside what C libraries need for the work.

  scripts/bench macro [daily] [series] [models] [--rounds N] [--files N] [--folder DIR] [--alone]

Prints medians: seconds, CPU seconds and peak memory of the process tree (proportional set size), decoded MB a second, and
the ratios to xarray and to the floor. The floor is CPU seconds of reading, decoding (libhdf5), encoding (c-blosc) and
writing, each alone. Every store is compared with the sources, value by value, by xarray. Needs netCDF4, xarray, dask,
zarr 2 (Debian 12: python3-xarray python3-zarr python3-netcdf4 python3-dask).
"""
import argparse
import glob
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

import archives

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "../../../.."))
HERE = os.path.dirname(os.path.abspath(__file__))


def tree(root):
    children = {}
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/stat") as f:
                children.setdefault(int(f.read().rsplit(")", 1)[1].split()[1]), []).append(int(pid))
        except OSError:
            pass
    found = [root]
    for pid in found:
        found += children.get(pid, [])
    return found


def resident(root):
    total = 0
    for pid in tree(root):
        try:
            with open(f"/proc/{pid}/smaps_rollup") as f:
                total += next(int(line.split()[1]) for line in f if line.startswith("Pss:"))
        except (OSError, StopIteration):
            pass
    return total / 1024


def measure(command, environment=None):
    """Seconds, CPU seconds, peak MB of a command and its children."""
    peak, over = [0], threading.Event()
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)

    def watch():
        while not over.wait(0.1):
            peak[0] = max(peak[0], resident(process.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    over.set()
    watcher.join()
    if status:
        sys.exit(f"{' '.join(command)}\n{errors.decode(errors='replace')}")
    return seconds, usage.ru_utime + usage.ru_stime, peak[0]


def ours(name, source, out, files, pinned=(), environment=None):
    shutil.rmtree(out, ignore_errors=True)
    os.makedirs(out)
    with open(f"{out}/feedstock.yaml", "w") as f:
        json.dump(archives.feedstock(name, source, files), f)
    figures = measure([*pinned, f"{ROOT}/scripts/arco", "bake", f"{out}/feedstock.yaml", "--root", out,
                       "--report", f"{out}/r.json"], environment)
    with open(f"{out}/r.json") as f:
        return figures, json.load(f)["store"].removeprefix("file://")


def peer(name, source, out, what):
    shutil.rmtree(out, ignore_errors=True)
    return measure([sys.executable, f"{HERE}/peer.py", what, name, source, out]), out


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("archives", nargs="*", metavar="ARCHIVE", help="daily, series, models; all if none is named")
    p.add_argument("--rounds", type=int, default=3)
    p.add_argument("--files", type=int, help="so many files of each archive: days, months or years")
    p.add_argument("--folder", default=os.path.join(tempfile.gettempdir(), "arco-bench"))
    p.add_argument("--alone", action="store_true", help="without xarray, the floor and the comparison of values")
    a = p.parse_args()
    subprocess.run([f"{ROOT}/scripts/arco", "--version"], check=True, stdout=subprocess.DEVNULL)  # builds, if needed
    print(f"{'archive':9}{'tool':9}{'seconds':>9}{'CPU s':>8}{'MB':>7}{'MB/s':>7}   ours / theirs: seconds, CPU s, MB")
    for name in a.archives or archives.ARCHIVES:
        files = a.files or archives.ARCHIVES[name]["files"]
        source = f"{a.folder}/{name}-{files}"
        archives.make(name, source, files)
        decoded = int(subprocess.run([sys.executable, f"{HERE}/peer.py", "size", name, source, "-"], check=True,
                                     capture_output=True, text=True).stdout)
        runs = {"arco": []} if a.alone else {"arco": [], "xarray": [], "floor": []}
        for r in range(a.rounds):  # in turns, so that a busy minute does not strike one of them only
            figures, store = ours(name, source, f"{a.folder}/ours", files)
            runs["arco"].append(figures)
            if not a.alone:
                runs["xarray"].append(peer(name, source, f"{a.folder}/xarray.zarr", "xarray")[0])
                runs["floor"].append(peer(name, source, f"{a.folder}/xarray.zarr", "floor")[0])
                if r == 0:
                    subprocess.run([sys.executable, f"{HERE}/peer.py", "compare", name, source, store], check=True)
        median = {tool: [statistics.median(x) for x in zip(*figures)] for tool, figures in runs.items()}
        for tool, (seconds, cpu, memory) in median.items():
            mine = median["arco"]
            ratios = "" if tool == "arco" else "   " + ", ".join(f"{m / t:.2f}" for m, t in zip(mine, median[tool]))
            print(f"{name:9}{tool:9}{seconds:9.2f}{cpu:8.2f}{memory:7.0f}{decoded / 1e6 / seconds:7.0f}{ratios}", flush=True)
        for rest in glob.glob(f"{a.folder}/ours") + glob.glob(f"{a.folder}/xarray.zarr"):
            shutil.rmtree(rest)


if __name__ == "__main__":
    main()
