#!/usr/bin/env python3
"""How a bake grows: with processors, and with the archive.

  scripts/bench threads [ARCHIVE…] [--threads 1 2 4] [--files N] [--rounds N]    the same bake on so many processors
  scripts/bench growth  [ARCHIVE…] [--times 1 4]     [--files N] [--rounds N]    so many times the files, beside xarray
                                                                                 and a script by hand

An archive is daily, series or models; --files is the size of one of them (a year: 365, 12 or 20). `threads` pins the process to
so many processors and tells the JVM that there are no others; beyond those of the machine it only tells it. `growth` bakes without
a warm-up. Every round takes all cases in turns; figures are medians. The stores of the first round are compared with the sources,
value by value, by xarray; --alone does without that and without the other tools. A line is printed as soon as it is known.
"""
import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile

import archives
import macro

YEAR = {"daily": 365, "series": 12, "models": 20}


def medians(runs):
    return [statistics.median(x) for x in zip(*runs)]


def compare(name, source, store):
    subprocess.run([sys.executable, f"{macro.HERE}/peer.py", "compare", name, source, store], check=True)


def archive(a, name, times=1):
    """Folder and number of files."""
    files = times * (a.files or YEAR[name])
    source = f"{a.folder}/{name}-{files}"
    archives.make(name, source, files)
    return source, files


def on_processors(threads):
    """The command in front and the environment of a bake on so many processors."""
    own = sorted(os.sched_getaffinity(0))
    options = f"{os.environ.get('ARCO_JAVA_OPTS', '')} -XX:ActiveProcessorCount={threads}".strip()
    pinned = ["taskset", "-c", ",".join(map(str, own[:threads]))] if threads <= len(own) else []
    return pinned, {**os.environ, "ARCO_JAVA_OPTS": options}


def threads(a):
    print(f"{len(os.sched_getaffinity(0))} processors; medians of {a.rounds}")
    print(f"{'archive':9}{'files':>6}{'threads':>8}{'seconds':>9}{'CPU s':>8}{'MB':>7}   seconds, CPU s, MB to {a.threads[0]} thread(s)")
    for name in a.archives:
        source, files = archive(a, name)
        runs = {n: [] for n in a.threads}
        for r in range(a.rounds):
            for n in a.threads:
                figures, store = macro.ours(name, source, f"{a.folder}/ours", files, *on_processors(n))
                runs[n].append(figures)
                if r == 0 and not a.alone:
                    compare(name, source, store)
        first = medians(runs[a.threads[0]])
        for n, figures in runs.items():
            m = medians(figures)
            ratios = ", ".join(f"{x / y:.2f}" for x, y in zip(m, first))
            print(f"{name:9}{files:6}{n:8}{m[0]:9.2f}{m[1]:8.2f}{m[2]:7.0f}   {ratios}", flush=True)


def growth(a):
    tools = ["arco"] if a.alone else ["arco", "xarray", "hand"]
    print(f"medians of {a.rounds}, no warm-up")
    print(f"{'archive':9}{'files':>6} {'tool':8}{'seconds':>9}{'CPU s':>8}{'MB':>7}"
          f"   to x{a.times[0]}: seconds, CPU s, MB   arco / tool: seconds, CPU s, MB")
    for name in a.archives:
        known = {}
        for times in a.times:
            source, files = archive(a, name, times)
            runs = {tool: [] for tool in tools}
            for r in range(a.rounds):
                for tool in tools:
                    figures, store = (macro.ours(name, source, f"{a.folder}/ours", files) if tool == "arco"
                                      else macro.peer(name, source, f"{a.folder}/{tool}.zarr", tool))
                    runs[tool].append(figures)
                    if r == 0 and tool != "xarray" and not a.alone:
                        compare(name, source, store)
                    shutil.rmtree(store)
            for tool in tools:
                m = medians(runs[tool])
                known[times, tool] = m
                first, mine = known[a.times[0], tool], known[times, "arco"]
                grown = ", ".join(f"{x / y:.2f}" for x, y in zip(m, first))
                beside = "" if tool == "arco" else ", ".join(f"{x / y:.2f}" for x, y in zip(mine, m))
                print(f"{name:9}{files:6} {tool:8}{m[0]:9.2f}{m[1]:8.2f}{m[2]:7.0f}   {grown:28} {beside}".rstrip(), flush=True)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("what", choices=["threads", "growth"])
    p.add_argument("archives", nargs="*", metavar="ARCHIVE", help="daily, series, models; the first two if none is named")
    p.add_argument("--threads", nargs="+", type=int, default=[1, 2, 4])
    p.add_argument("--times", nargs="+", type=int, default=[1, 4])
    p.add_argument("--files", type=int)
    p.add_argument("--rounds", type=int, default=3)
    p.add_argument("--folder", default=os.path.join(tempfile.gettempdir(), "arco-bench"))
    p.add_argument("--alone", action="store_true")
    a = p.parse_intermixed_args()
    a.archives = a.archives or ["daily", "series"]
    wrong = [name for name in a.archives if name not in archives.ARCHIVES]
    if wrong:
        p.error(f"no archive {wrong[0]}: daily, series or models")
    subprocess.run([f"{macro.ROOT}/scripts/arco", "--version"], check=True, stdout=subprocess.DEVNULL)  # builds, if needed
    try:
        {"threads": threads, "growth": growth}[a.what](a)
    finally:
        for rest in ("ours", "xarray.zarr", "hand.zarr"):
            shutil.rmtree(f"{a.folder}/{rest}", ignore_errors=True)


if __name__ == "__main__":
    main()
