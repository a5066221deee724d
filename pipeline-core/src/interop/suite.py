"""Running arco, and keeping count: what both suites do alike."""

import glob
import json
import os
import pathlib
import queue
import re
import subprocess
import sys
import threading
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


class Service:
    """Commands of arco, one after the other in one JVM that was started once."""

    ROOT = pathlib.Path(__file__).resolve().parent.parent.parent.parent
    MAIN = "org.arcoforge.runners.CommandService"

    def __init__(self):
        modules = [f"{self.ROOT}/runners/target/test-classes", *sorted(glob.glob(f"{self.ROOT}/runners/target/arco/*.jar"))]
        opens = re.search("<arco.opens>(.*?)</arco.opens>", (self.ROOT / "runners/pom.xml").read_text())[1].split()
        java = f"{os.environ['JAVA_HOME']}/bin/java" if os.environ.get("JAVA_HOME") else "java"
        # Many short runs: the second compiler would cost more than it saves.
        options = ["-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dsun.net.httpserver.nodelay=true",
                   f"-Darco.home={self.ROOT}", *os.environ.get("ARCO_JAVA_OPTS", "").split()]
        self.process = subprocess.Popen([java, *options, *opens, "-cp", ":".join(modules), self.MAIN], text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.lines = queue.SimpleQueue()
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.process.stdout:
            self.lines.put(line)
        self.lines.put("")  # It has ended.

    @classmethod
    def serves(cls, command):
        """Whether there is one for this command line, which is built if it must be: this tree's, whose tests are compiled."""
        if pathlib.Path(command).resolve() != cls.ROOT / "scripts/arco":
            return False
        subprocess.run([command, "--version"], check=True, stdout=subprocess.DEVNULL)
        return (cls.ROOT / f"runners/target/test-classes/{cls.MAIN.replace('.', '/')}.class").exists()

    def run(self, arguments, timeout):
        self.process.stdin.write(json.dumps([str(a) for a in arguments]) + "\n")
        self.process.stdin.flush()
        line = "."
        while line and not line.startswith("answer "):  # What a library prints is none.
            try:
                line = self.lines.get(timeout=timeout)
            except queue.Empty:
                self.process.kill()
                raise subprocess.TimeoutExpired(arguments, timeout) from None
        if not line:
            return -1, f"the JVM ended with {self.process.wait()} at: {' '.join(map(str, arguments))}"
        answer = json.loads(line.removeprefix("answer "))
        return answer["code"], answer["output"]


class Arco:
    """The command line under test: each time a process of its own, or with `shared` one JVM a thread for all commands.

    Environment variables may be set for those processes, or with None unset."""

    def __init__(self, command, digests=None, shared=False, variables=None):
        self.command, self.digests, self.shared = str(command), digests, shared
        self.environment = {k: v for k, v in {**os.environ, **(variables or {})}.items() if v is not None}
        self.services = threading.local()

    def run(self, *arguments, timeout=300):
        if self.shared:
            return self.service().run(arguments, timeout)
        result = subprocess.run([self.command, *map(str, arguments)], capture_output=True, text=True,
                                timeout=timeout, stdin=subprocess.DEVNULL, env=self.environment)
        return result.returncode, result.stdout + result.stderr

    def service(self):
        """This thread's service, which ends with this process: its input does."""
        mine = getattr(self.services, "mine", None)
        if mine is None or mine.process.poll() is not None:
            mine = self.services.mine = Service()
        return mine

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
