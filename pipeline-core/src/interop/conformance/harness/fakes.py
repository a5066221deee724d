"""Tests of the suite's running of cases, with a command line that does as each case says, and modules that fail."""

import json

from conformance.case import Case, single
from conformance.harness import advice, themes
from digests import Digests
from suite import Arco

# arco bake FEEDSTOCK --bakery local --root ROOT --report REPORT: runs the file "act" of each recipe's folder.
FAKE = """#!/usr/bin/env bash
here=$(dirname "$2") root=$6 report=$8 code=0
line() {
  printf '{"recipe": "%s", "status": "%s", "store": "%s", "problems": ["%s"], "outcome": "%s"}\\n' \\
    "$recipe" "$1" "$root/s" "${2:-}" "${3:-SOURCES}" >>"$report"
}
for recipe in $(sed -n 's/.*"id": "\\(c[0-9][0-9][0-9]-[^"]*\\)".*/\\1/p' "$2" | sort -u); do
  [ -e "$here/../$recipe/act" ] || continue
  (set -eu; . "$here/../$recipe/act")
  ended=$?
  [ "$ended" -le "$code" ] || code=$ended
done
exit "$code"
"""

STORE = '''mkdir -p "$root/s"; echo '{"node_type": "group", "zarr_format": 3, "attributes": {},
"consolidated_metadata": {"kind": "inline", "must_understand": false, "metadata": {}}}' >"$root/s/zarr.json"
'''
REFUSAL = 'line failed "a.nc is no file"; echo "a.nc is no file" >&2; '

# What the command line does, and a word of what must be reported ("" for nothing).
REFUSED = {
    "a right refusal": (REFUSAL + "exit 3", ""),
    "another exit code": (REFUSAL + "exit 1", "exit code 1"),
    "a message that names no file": ('line failed "bad file"; exit 3', "does not name"),
    "a stack trace": (REFUSAL + "printf '\\tat org.Foo(Foo.java)\\n'; exit 3", "stack trace"),
    "a store all the same": (STORE + REFUSAL + "exit 3", "became visible"),
    "an item in the catalog": (REFUSAL + 'mkdir -p "$root/catalog"; echo {} >"$root/catalog/item.json"; exit 3', "catalog"),
    "a report of success": ('line published; echo a.nc; exit 3', "the report says published"),
    "silence": ("exit 3", "does not name"),
}
BAKED = {
    "nothing in the report": (STORE + "exit 0", "ended with 0"),
    "an end before the report": ("echo boom; exit 1", "boom"),
    "a bake that failed": ('line failed "disk full"; exit 1', "disk full"),
    "a store that is not there": ("line published; exit 0", "no store"),
    "another status": (STORE + "line unchanged; exit 0", "status unchanged"),
    "an empty store": (STORE + "line published; exit 0", "missing"),
}

PAIRS = {
    "two right refusals": (("a right refusal", "a right refusal"), ""),
    "one of two names no file": (("a right refusal", "a message that names no file"), "does not name"),
    "one of two becomes visible": (("a store all the same", "a right refusal"), "became visible"),
    "one of two says nothing": (("silence", "a right refusal"), "does not name"),
}

ADVISING = 'line failed "a.nc goes back; write policies: {order: sort}"; exit 3'
# What comes of the recipe that follows the line.
ADVISED = {
    "advice that leaves nothing": (STORE + "line published; exit 0", "the store is empty"),
    "advice that leads to another refusal": ('line failed "a.nc is cut off"; exit 3', ""),
    "advice that changes nothing": (ADVISING, "same fault again"),
    "advice that is no key": ("line failed \"unknown key 'order' in 'policies'\"; exit 3", "the line itself"),
    "advice that names what there is not": ("line failed \"order names 'x', which is not in the file\"; exit 3", "the line itself"),
    "advice that makes the feedstock invalid": ("echo error: the feedstock is not valid; exit 2", "the line itself"),
    "advice that crashes": ('line failed boom UNEXPECTED; exit 1', "ended with UNEXPECTED"),
    "advice that leads nowhere": ("line published; exit 0", "no store"),
}
HOLES = {
    "advice with a hole": ("transforms: [{drop: […]}]", "an ellipsis"),
    "advice that is no YAML": ("policies: {order: [sort}", "cannot be written"),
    "advice without the keys around it": ("encoding: {v: {dtype: float64}}", "keys around it"),
}

MODULES = {
    "crash": ("import os\nfrom conformance.case import *\nTHEME = 'crash'\n"
              "CASES = [Case('x', 'x', lambda f: os.abort(), single('a.nc'), refused=(3,))]\n", "while it was at: making x"),
    "absent": ("import there_is_no_such_module\n", "cannot be imported"),
    "wrong": ("THEME = 'wrong'\nCASES = 1 / 0\n", "ZeroDivisionError"),
    "twins": ("from conformance.case import *\nTHEME = 'twins'\n"
              "CASES = [Case('x', 'x', lambda f: None, single('a.nc'), refused=(3,))] * 2\n", "one name"),
    "neither": ("from conformance.case import *\nTHEME = 'n'\nCASES = [Case('x', 'x', lambda f: None, single('a.nc'))]\n",
                "has an expectation, or is refused"),
    "unmade": ("from conformance.case import *\nTHEME = 'u'\n"
               "CASES = [Case('x', 'x', lambda f: open(f / 'none'), single('a.nc'), refused=(3,))]\n", "FileNotFoundError"),
    "lacking": ("from conformance.case import *\nTHEME = 'l'\ndef make(folder):\n    import there_is_no_such_module\n"
                "CASES = [Case('x', 'x', make, single('a.nc'), refused=(3,))]\n", "cannot import"),
    "inspected": ("import xarray as xr\nfrom conformance.case import *\nTHEME = 'i'\n"
                  f"CASES = [Case('x', 'x', lambda f: (f / 'act').write_text({STORE + 'line published'!r}) and None,"
                  " single('a.nc'), lambda f: xr.Dataset(), inspect=lambda store: ['too many chunks'])]\n", "too many chunks"),
}


class Heard:
    """A score that keeps what it is told."""

    def __init__(self):
        self.problems = []

    def record(self, name, problems):
        self.problems += problems

    def skip(self, what):
        self.problems.append(what)


def acting(text):
    return lambda folder: (folder / "act").write_text(text) and None


def advised(text):
    """A refusal with a line of advice, and what the command line does to who follows it."""
    def make(folder):
        (folder / "act").write_text(ADVISING)
        follower = folder.parent / f"{folder.name}-a0"
        follower.mkdir()
        (follower / "act").write_text(text)
    return make


def expected(folder):
    import xarray as xr

    return xr.Dataset({"v": 1})


def refusals(names):
    return [Case(f"{name} {n}", name, acting(REFUSED[name][0]), single("a.nc"), refused=(3, "a.nc"))
            for n, name in enumerate(names)]


def cases():
    for name, (_, says) in REFUSED.items():
        yield refusals([name])[0], says
    for name, (act, says) in BAKED.items():
        yield Case(name, name, acting(act), single("a.nc"), expected), says
    for name, (act, says) in ADVISED.items():
        yield Case(name, name, advised(act), single("a.nc"), refused=(3, "a.nc")), says
    for name, (line, says) in HOLES.items():
        act = f'line failed "a.nc is odd; write {line}"; exit 3'
        yield Case(name, name, acting(act), single("a.nc"), refused=(3, "a.nc")), says


def run(folder, score):
    arco = folder / "arco"
    arco.write_text(FAKE)
    arco.chmod(0o755)
    package = folder / "fakes"
    package.mkdir()
    for number, (case, _) in enumerate(cases()):
        (package / f"case{number}.py").write_text(
            f"from conformance.harness import fakes\nTHEME = 'fake'\nCASES = [list(fakes.cases())[{number}][0]]\n")
    for number, (acts, _) in enumerate(PAIRS.values()):
        (package / f"pair{number}.py").write_text(
            f"from conformance.harness import fakes\nTHEME = 'pair'\nCASES = fakes.refusals({acts})\n")
    for name, (text, _) in MODULES.items():
        (package / f"{name}.py").write_text(text)
    wanted = {f"case{n}": (case.name, says) for n, (case, says) in enumerate(cases())}
    wanted.update({f"pair{n}": (name, says) for n, (name, (_, says)) in enumerate(PAIRS.items())})
    wanted.update({name: (name, says) for name, (_, says) in MODULES.items()})
    digests = Digests("fakes", folder / "digests.jsonl")
    for result in themes.run_all(list(wanted), "", folder / "work", Arco(arco, digests), 2, "fakes"):
        heard = Heard()
        themes.record(result, heard)
        advice.record(result, heard, {})
        name, says = wanted[result["module"]]
        said = " | ".join(heard.problems)
        right = says in said if says else not said
        score.record(f"self-test: {name} is {'reported' if says else 'accepted'}",
                     [] if right else [f"expected {says!r}, reported: {said}"])
    digested = sorted(json.loads(line)["case"].split(": ")[1] for line in digests.path.read_text().splitlines())
    score.record("self-test: what is baked is digested, and nothing else",
                 [] if digested == ["an empty store", "x"] else [f"digests of {digested}"])
