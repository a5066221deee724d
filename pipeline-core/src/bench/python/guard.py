#!/usr/bin/env python3
"""Bakes by this build and by an earlier one in turns, and says what has become worse by more than the noise.

  scripts/bench guard [daily] [series] [models] [--against COMMIT|FOLDER] [--rounds N] [--files N] [--figures FILE]

The earlier build is made from its commit (default: the one before the last) in a folder of its own, once; or it is another
folder of the project, as it is there. Counted are
CPU instructions where `perf` can count them, else CPU seconds, and the peak of memory; the ratio is taken within each
round, so that a slow minute strikes both. Worse is a median ratio above 1 by more than twice the rounds' median
deviation, and more than 2 %. Every run is a line of FILE (default ~/.local/state/arcoforge/figures.jsonl), with commit and
processor. Exit code 1 if anything got worse; of fewer than 3 rounds nothing is said to be.
"""
import argparse
import datetime
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

import archives
import macro

STATE = pathlib.Path(os.environ.get("XDG_STATE_HOME", pathlib.Path.home() / ".local/state")) / "arcoforge"
CACHE = pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache")) / "arcoforge"
LEAST = 0.02
KINDS = ("instructions", "cpu", "mb")


def git(*arguments, at=macro.ROOT):
    return subprocess.run(["git", "-C", str(at), *arguments], check=True, capture_output=True, text=True).stdout.strip()


def named(against):
    """The commit, or the folder."""
    return os.path.abspath(against) if os.path.isdir(f"{against}/scripts") else git("rev-parse", against)


def shown(named):
    return named if os.path.isdir(named) else named[:9]


def built(commit):
    """The earlier build's folder."""
    folder = pathlib.Path(commit) if os.path.isdir(commit) else CACHE / "builds" / commit
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        git("clone", "-q", "--no-checkout", macro.ROOT, str(folder))
        git("checkout", "-q", "--detach", commit, at=folder)
    subprocess.run([folder / "scripts/arco", "--version"], check=True, stdout=subprocess.DEVNULL)
    return folder


def processor():
    with open("/proc/cpuinfo") as f:
        return next((line.split(":", 1)[1].strip() for line in f if line.startswith("model name")), "unknown")


def counts():
    """Whether instructions can be counted here; on many virtual machines they cannot."""
    if not shutil.which("perf"):
        return False
    said = subprocess.run(["perf", "stat", "-x,", "-e", "instructions:u", "true"], capture_output=True, text=True).stderr
    return said.split(",")[0].isdigit()


def run(root, name, source, files, folder, counting):
    """Instructions (or None), CPU seconds, seconds and MB of one bake."""
    out = f"{folder}/guard"
    shutil.rmtree(out, ignore_errors=True)
    os.makedirs(out)
    with open(f"{out}/feedstock.yaml", "w") as f:
        json.dump(archives.feedstock(name, source, files), f)
    counted = f"{folder}/instructions"
    command = ["perf", "stat", "-x,", "-e", "instructions:u", "-o", counted] if counting else []
    seconds, cpu, mb = macro.measure(command + [f"{root}/scripts/arco", "bake", f"{out}/feedstock.yaml", "--root", out])
    instructions = None
    if counting:
        with open(counted) as f:
            instructions = next((int(line.split(",")[0]) for line in f if "instructions" in line), None)
    shutil.rmtree(out)
    return {"instructions": instructions, "cpu": cpu, "seconds": seconds, "mb": mb}


def verdict(kind, ratios):
    """A line, and whether it got worse."""
    middle = statistics.median(ratios)
    if len(ratios) < 3:
        return f"{kind} {middle:.3f}: by too few rounds to know the noise, 3 are needed", False
    noise = max(LEAST, 2 * statistics.median(abs(r - middle) for r in ratios))
    worse = middle > 1 + noise
    word = "WORSE" if worse else "better" if middle < 1 - noise else "the same"
    return f"{kind} {middle:.3f} (noise {noise:.3f}): {word}", worse


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("archives", nargs="*", metavar="ARCHIVE", help="daily, series, models; all if none is named")
    p.add_argument("--against", default="HEAD^", help="commit, or folder, of the earlier build")
    p.add_argument("--rounds", type=int, default=5)
    p.add_argument("--files", type=int, help="so many files of each archive")
    p.add_argument("--folder", default=os.path.join(tempfile.gettempdir(), "arco-bench"))
    p.add_argument("--figures", type=pathlib.Path, default=STATE / "figures.jsonl")
    a = p.parse_args()
    commits = {"now": git("rev-parse", "HEAD"), "before": named(a.against)}
    changed = bool(git("status", "--porcelain", "--untracked-files=no"))
    roots = {"now": macro.ROOT, "before": built(commits["before"])}
    subprocess.run([f"{macro.ROOT}/scripts/arco", "--version"], check=True, stdout=subprocess.DEVNULL)
    counting, bad = counts(), False
    a.figures.parent.mkdir(parents=True, exist_ok=True)
    print(f"{commits['now'][:9]}{' and changes' if changed else ''} against {shown(commits['before'])}, {processor()}"
          + ("" if counting else "; instructions cannot be counted here: CPU seconds"))
    for name in a.archives or archives.ARCHIVES:
        files = a.files or archives.ARCHIVES[name]["files"]
        source = f"{a.folder}/{name}-{files}"
        archives.make(name, source, files)
        runs = {"now": [], "before": []}
        for r in range(a.rounds):
            for which in sorted(runs, reverse=r % 2 == 1):  # who goes first changes
                figures = run(roots[which], name, source, files, a.folder, counting)
                runs[which].append(figures)
                line = {"at": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
                        "commit": commits[which], "changed": changed and which == "now", "archive": name, "files": files,
                        "round": r, "processor": processor(), "load": os.getloadavg()[0], **figures}
                with open(a.figures, "a") as f:
                    f.write(json.dumps(line) + "\n")
        for kind in KINDS:
            pairs = [(n[kind], b[kind]) for n, b in zip(runs["now"], runs["before"]) if n[kind] and b[kind]]
            if pairs:
                text, worse = verdict(kind, [n / b for n, b in pairs])
                bad |= worse
                print(f"{name:8}{text}", flush=True)
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
