"""Running arco, running the readers, and keeping count."""

import hashlib
import json
import os
import pathlib
import subprocess
import sys
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
STATUS_KEYS = ("status", "recipe", "version", "store", "catalogItem", "chunksWritten", "chunksReused", "bytesRead",
               "bytesWritten", "seconds", "problems")
METADATA = ("zarr.json", ".zarray", ".zgroup", ".zattrs", ".zmetadata")


class Score:
    """Prints one line a case and counts."""

    def __init__(self):
        self.passed = self.failed = 0

    def record(self, name, problems):
        if problems:
            self.failed += 1
            print(f"FAIL {name}")
            for problem in problems[:8]:
                print(f"       {problem}")
            if len(problems) > 8:
                print(f"       … and {len(problems) - 8} more")
        else:
            self.passed += 1
            print(f"PASS {name}")
        sys.stdout.flush()

    @staticmethod
    def skip(what):
        print(f"skipped: {what}")


class Arco:
    """The command line under test."""

    def __init__(self, command):
        self.command = str(command)

    def run(self, *arguments, timeout=300):
        result = subprocess.run([self.command, *map(str, arguments)], capture_output=True, text=True,
                                timeout=timeout, stdin=subprocess.DEVNULL)
        return result.returncode, result.stdout + result.stderr

    def start(self, *arguments):
        return subprocess.Popen([self.command, *map(str, arguments)], stdout=subprocess.DEVNULL,
                                stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)

    def bake(self, feedstock, root, report, *more):
        report.unlink(missing_ok=True)
        code, output = self.run("bake", feedstock, "--bakery", "local", "--root", root, "--report", report, *more)
        return code, output, read_report(report)


def read_report(path):
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text().splitlines() if line.strip()]


def write_feedstock(folder, feedstock):
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "feedstock.yaml"
    path.write_text(json.dumps(feedstock, indent=1, ensure_ascii=False))  # JSON is YAML.
    return path


def local(url):
    parts = urllib.parse.urlparse(str(url))
    return pathlib.Path(urllib.parse.unquote(parts.path) if parts.scheme == "file" else str(url))


def digests(folder, skip=()):
    """Digest of every file below a folder, by its path in it."""
    if not folder.exists():
        return {}
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest()
            for p in sorted(folder.rglob("*")) if p.is_file() and p.name not in skip}


def openable(folder):
    """Groups that a Zarr reader can open."""
    roots = {p.parent for name in ("zarr.json", ".zgroup", ".zmetadata") for p in folder.rglob(name)}
    return sorted(str(p) for p in roots if not any(other != p and other in p.parents for other in roots))


def tail(output, lines=6):
    return " | ".join(output.strip().splitlines()[-lines:])[-900:]


def has_stack_trace(output):
    return any(line.startswith(("\tat ", "Exception in thread", "Traceback")) for line in output.splitlines())


def read_with(python, manifest, folder, name):
    """One process of a reader over all stores: {id: [problem…]}."""
    source, result = folder / f"{name}-manifest.json", folder / f"{name}-result.json"
    source.write_text(json.dumps(manifest))
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    process = subprocess.run([*python, str(HERE / "compare.py"), str(source), str(result)], capture_output=True,
                             text=True, env=environment)
    if process.returncode:
        return {f"reader {name}": [tail(process.stderr)]}
    return json.loads(result.read_text())


def read_with_zarrita(node_folder, raw, folder):
    result = folder / "zarrita-result.json"
    process = subprocess.run(["node", str(node_folder / "zarrita.mjs"), str(raw), str(result)],
                             capture_output=True, text=True)
    if process.returncode:
        return {"reader zarrita": [tail(process.stderr)]}
    return json.loads(result.read_text())


def report_problems(line, status):
    """What is wrong with one recipe's line of the report."""
    if line.get("status") != status:
        return [f"status {line.get('status')}, expected {status}: {line.get('problems')}"]
    problems = [f"the report has no {key}" for key in STATUS_KEYS if key not in line]
    store = local(line.get("store", ""))
    if not store.is_dir():
        return problems + [f"there is no store at {store}"]
    objects = sum(1 for p in store.rglob("*") if p.is_file() and p.name not in METADATA)
    if objects != line.get("chunksWritten"):
        problems.append(f"chunksWritten is {line.get('chunksWritten')}, the store has {objects} objects")
    item = line.get("catalogItem")
    if status == "published" and not (item and local(item).exists()):
        problems.append(f"catalogItem {item} is not there")
    return problems
