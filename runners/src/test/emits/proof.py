"""Counts what holds."""
import traceback


class Proof:
    def __init__(self):
        self.passed = self.failed = 0

    def check(self, what, holds, why=""):
        if holds:
            self.passed += 1
            print(f"PASS {what}")
        else:
            self.failed += 1
            print(f"FAIL {what}" + (f": {why}" if why else ""))

    def same(self, what, found, wanted):
        self.check(what, found == wanted, f"found {found!r}, expected {wanted!r}")

    def run(self, part, *arguments):
        try:
            part(self, *arguments)
        except Exception:
            self.check(f"{part.__module__}: goes through", False, traceback.format_exc().strip().splitlines()[-1])
            traceback.print_exc()
