#!/usr/bin/python3
"""The conformance suite: every row of conformance/tables, baked by the real command line and judged by the
library that the row names.

Prints PASS or FAIL a case, at the end "N passed, N failed"; exit code 1 if anything failed. It runs in the newest
readers' Python, whatever starts it; each theme is a process of its own, so that one that crashes hides no other.

    conform.py --only time                     one theme
    conform.py --only time:noleap --keep FOLDER    cases whose name contains "noleap"; everything kept
    conform.py --self                          tests of the suite itself: what is spoilt must be reported
    conform.py --growing                       the rows that are published, as archives that grow in mode append
    conform.py --document                      also writes the page of what is supported
"""

import argparse
import os
import pathlib
import shutil
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent.parent
RESULTS = ROOT / "pipeline-core/target/conformance"
TABLES = HERE / "conformance/tables"
PAGE = ROOT / "pipeline-core/docs/supported.md"
INSIDE = "ARCO_CONFORM_INSIDE"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--arco", default=ROOT / "scripts/arco", help="the command under test")
    parser.add_argument("--modern", default=str(ROOT / "scripts/modern-python"), help="python3 of the newest readers")
    parser.add_argument("--only", default="", help="THEME, or THEME:TEXT for the cases whose name contains the text")
    parser.add_argument("--self", action="store_true", help="the tests of the suite itself, and no cases")
    parser.add_argument("--growing", action="store_true", help="bake the rows as archives that grow")
    parser.add_argument("--document", action="store_true", help=f"write {PAGE.relative_to(ROOT)} after the run")
    parser.add_argument("--page", action="store_true", help="fail if that page is not what this run would write")
    parser.add_argument("--processes", action="store_true", help="a process for each command, as its users have it")
    parser.add_argument("--jobs", type=int, default=2, help="how many arco at once")
    parser.add_argument("--digests", type=pathlib.Path, help="a file for the digests of all stores; see digests.py")
    parser.add_argument("--keep", type=pathlib.Path, help="work here and keep everything")
    return parser.parse_args()


def command(options):
    from digests import Digests
    from suite import Arco, Service

    shared = not options.processes and Service.serves(options.arco)
    print(f"commands run in {'one JVM a theme' if shared else 'a process each'}", flush=True)
    return Arco(options.arco, options.digests and Digests("conformance", options.digests), shared)


def grow(options, folder, score):
    from conformance.harness import growing, themes

    module, _, text = options.only.partition(":")
    counts = {}
    for result in themes.run_all(themes.names(TABLES, module), text, folder, command(options), options.jobs, grow=True):
        score.record(f"{result['module']} is made", result["problems"])
        growing.record(result, score, counts)
    print(growing.summary(counts))


def run(options, folder, score):
    from conformance.harness import advice, page, themes

    module, _, text = options.only.partition(":")
    modules = themes.names(TABLES, module)
    if not modules:
        score.record(f"theme {module}", [f"there is no {module}.py in {TABLES.relative_to(ROOT)}"])
    arco = command(options)
    oracles, cases, lacking, followed = {}, 0, False, {}
    for result in themes.run_all(modules, text, folder, arco, options.jobs):
        themes.record(result, score)
        advice.record(result, score, followed)
        lacking = lacking or any(r["lacking"] for r in [result, *result["cases"]])
        for case in result["cases"]:
            cases += 1
            if not case["refused"]:
                oracles[case["oracle"]] = oracles.get(case["oracle"], 0) + 1
        if result["theme"] and not text:
            page.save(result, RESULTS)
    if not cases:
        score.record(f"cases {options.only}", ["there are none"])
    written = page.page(page.load(RESULTS, TABLES), ROOT)
    if options.document:
        PAGE.write_text(written, encoding="utf-8")
    if options.page and lacking:
        score.skip(f"{PAGE.name} is not compared: a library is lacking")
    elif options.page and not score.failed:
        score.record("the page of what is supported", page.differences(written, PAGE, ROOT))
    print(f"{cases} cases, {len(oracles)} oracles: " + ", ".join(f"{k} {n}" for k, n in sorted(oracles.items())))
    print(advice.summary(followed))


def main():
    options = arguments()
    if not os.environ.get(INSIDE):
        os.environ[INSIDE] = "1"
        os.execvp(options.modern, [options.modern, str(HERE / "conform.py"), *sys.argv[1:]])
    # What it says itself is a file that the system's loader cannot start.
    sys.executable = options.modern
    # Many short runs: the second compiler would cost more than it saves.
    os.environ.setdefault("ARCO_JAVA_OPTS", "-XX:TieredStopAtLevel=1")
    sys.path.insert(0, str(HERE))
    from suite import Score

    started, score = time.monotonic(), Score()
    folder = options.keep or pathlib.Path(tempfile.mkdtemp(prefix="arco-conform-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        if options.self:
            from conformance.harness import selftest

            selftest.run(folder, score)
        elif options.growing:
            grow(options, folder, score)
        else:
            run(options, folder, score)
    finally:
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)
    print(f"{time.monotonic() - started:.0f} s")
    print(f"{score.passed} passed, {score.failed} failed")
    return 1 if score.failed else 0


if __name__ == "__main__":
    sys.exit(main())
