"""Running arco, and keeping count: what both suites do alike."""

import json
import pathlib
import subprocess
import sys
import urllib.parse

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

    def __init__(self, command, digests=None):
        self.command, self.digests = str(command), digests

    def run(self, *arguments, timeout=300):
        result = subprocess.run([self.command, *map(str, arguments)], capture_output=True, text=True,
                                timeout=timeout, stdin=subprocess.DEVNULL)
        return result.returncode, result.stdout + result.stderr

    def start(self, *arguments):
        return subprocess.Popen([self.command, *map(str, arguments)], stdout=subprocess.DEVNULL,
                                stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)

    def bake(self, feedstock, root, report, *more, case=""):
        """One bake: exit code, output, report. What it publishes is digested under the name of the case, if it has one."""
        report.unlink(missing_ok=True)
        code, output = self.run("bake", feedstock, "--bakery", "local", "--root", root, "--report", report, *more)
        lines = read_report(report)
        for line in lines if case else ():
            if line.get("status") in ("published", "pruned"):
                self.digest(f"{case}: {line['recipe']}", root, local(line["store"]))
        return code, output, lines

    def digest(self, case, root, store):
        if self.digests and store.is_dir():
            self.digests.add(case, root, store)


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


def openable(folder):
    """Groups that a Zarr reader can open."""
    roots = {p.parent for name in ("zarr.json", ".zgroup", ".zmetadata") for p in folder.rglob(name)}
    return sorted(str(p) for p in roots if not any(other != p and other in p.parents for other in roots))


def tail(output, lines=6):
    return " | ".join(output.strip().splitlines()[-lines:])[-900:]


def has_stack_trace(output):
    return any(line.startswith(("\tat ", "Exception in thread", "Traceback")) for line in output.splitlines())
