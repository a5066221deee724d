"""Themes: each in a process of its own, forked; its cases made, baked, and judged."""

import contextlib
import dataclasses
import importlib
import multiprocessing
import os
import pathlib
import re
import sys
import traceback
import warnings
from multiprocessing import connection

import xarray as xr

from conformance.harness import advice, growing
from conformance.harness.bake import Turns, bake_all, refuse_all, slug
from conformance.harness.judge import judge as judge_store
from readers import again

SAMPLED = 5  # Every so many of a theme's cases are written again.
OFFLINE = os.environ.get("ARCO_CHECK_OFFLINE") == "1"


@dataclasses.dataclass
class Work:
    """A case on its way."""

    case: object
    ident: str
    folder: pathlib.Path
    texts: dict = dataclasses.field(default_factory=dict)
    url: str = ""  # of the case's server
    problems: list = dataclasses.field(default_factory=list)
    lacking: str = ""  # a module that is not there
    store: pathlib.Path | None = None
    baked: bool = False
    message: str = ""
    seconds: float = 0
    advice: list = dataclasses.field(default_factory=list)  # attempts to follow what the message proposes


def names(folder, only=""):
    """The tables' modules, or the one that is named."""
    found = sorted(p.stem for p in folder.glob("*.py") if p.stem != "__init__")
    return [n for n in found if not only or n == only]


def run_all(modules, text, folder, arco, jobs, package="conformance.tables", grow=False):
    """The result of every theme, as they end. No more than so many arco run at once, whatever the theme. With `grow` its
    exact rows are baked as archives that grow, and nothing else."""
    context = multiprocessing.get_context("fork")
    turns = context.BoundedSemaphore(jobs)
    waiting, running = list(modules), {}
    while waiting or running:
        while waiting and len(running) < jobs:
            module = waiting.pop(0)
            receiving, sending = context.Pipe(False)
            process = context.Process(target=child, args=(sending, package, module, text, folder / module, arco, turns, grow))
            sys.stdout.flush()  # Else the child would print it too.
            process.start()
            sending.close()
            running[receiving] = [module, process, "nothing yet"]
        for pipe in connection.wait(list(running)):
            kind, value = received(pipe)
            if kind == "doing":
                running[pipe][2] = value
                continue
            module, process, doing = running.pop(pipe)
            process.join()
            pipe.close()
            yield value or {**empty(module), "problems": [f"ended with {process.exitcode} while it was at: {doing}"]}


def received(pipe):
    try:
        return pipe.recv()
    except EOFError:
        return "end", None


def empty(module):
    return {"module": module, "theme": "", "cases": [], "problems": [], "lacking": ""}


def child(pipe, package, module, text, folder, arco, turns, grow):
    warnings.simplefilter("ignore")
    result = empty(module)
    try:
        loaded = importlib.import_module(f"{package}.{module}")
        result["theme"] = getattr(loaded, "THEME", "")
        os.environ["ARCO_JAVA_OPTS"] = f"{os.environ.get('ARCO_JAVA_OPTS', '')} {getattr(loaded, 'OPTIONS', '')}"
        cases = getattr(loaded, "CASES", [])
        if len({c.name for c in cases}) != len(cases):
            result["problems"].append("two cases have one name")
        turning = Turns(arco, turns, getattr(loaded, "ARGUMENTS", ()))
        some = [c for c in cases if text in c.name and not (grow and c.refused)]
        works, grown = run(some, folder, turning, lambda what: pipe.send(("doing", what)), grow)
        result["cases"] = [told(work) for work in works]
        result["grown"] = [growing.told(g) for g in grown]
    except ImportError as problem:
        result["lacking"] = f"{type(problem).__name__}: {problem}"
    except Exception:
        result["problems"].append(traceback.format_exc(limit=-3))
    pipe.send(("result", result))
    pipe.close()


def told(work):
    case = work.case
    return {"name": case.name, "says": case.says, "oracle": case.oracle, "refused": list(case.refused),
            "recipe": {k: v for k, v in case.recipe("x").items() if k != "id"}, "problems": work.problems,
            "message": without_folders(work.message, work.folder.parent), "lacking": work.lacking,
            "seconds": work.seconds, "texts": work.texts, 
            "advice": [tried.told(lambda text: without_folders(text, work.folder.parent)) for tried in work.advice]}


def without_folders(text, folder):
    """A message with the names of the suite's files, not where they happened to lie."""
    text = re.sub(r"gave up after \d+ attempts", "gave up after several attempts", text)  # As many as the time allowed.
    return re.sub(rf"(?:file:)?/*{re.escape(str(folder).lstrip('/'))}/(?:[\w.-]+/)*", "", text).strip()


def attempt(work, action):
    """What an action gives; what it throws becomes a problem of the case."""
    try:
        return action()
    except ImportError as problem:
        work.lacking = str(problem)
    except Exception as problem:
        frame = traceback.extract_tb(problem.__traceback__)[-1]
        where = f"{pathlib.Path(frame.filename).name}:{frame.lineno}"
        work.problems.append(f"{type(problem).__name__}: {str(problem)[:500]} ({where})")
    return None


def run(cases, folder, arco, doing, grow=False):
    works = []
    for number, case in enumerate(cases):
        ident = f"c{number:03d}-{slug(case.name)}"[:60].strip("-")
        works.append(Work(case, ident, folder / ident))
    with contextlib.ExitStack() as servers:
        for work in works:
            doing(f"making {work.case.name}")
            work.folder.mkdir(parents=True)
            if not work.case.expect and not work.case.refused:
                work.problems.append("a case has an expectation, or is refused")
            attempt(work, lambda: work.case.make(work.folder))
            if work.case.serve and not hopeless(work):
                attempt(work, lambda: serve(work, servers))
        doing("baking")
        if grow:
            return works, growing.run_all([w for w in works if not hopeless(w)], folder, arco)
        good = [w for w in works if not w.case.refused and not hopeless(w)]
        bake_all(good, folder, arco)
        bad = [w for w in works if w.case.refused and not hopeless(w)]
        refuse_all(bad, folder, arco)
        doing("following advice")
        advice.try_all(bad, folder, arco)
        for work in good:
            doing(f"judging {work.case.name}")
            if work.store:
                attempt(work, lambda: judge(work))
    return works, []


def hopeless(work):
    return bool(work.problems or work.lacking)


def serve(work, servers):
    server = work.case.serve(work.folder)
    entered = servers.enter_context(server)
    work.url = (entered if hasattr(entered, "url") else server).url
    work.texts.update({"$SERVER": work.url, "$DODS": work.url.replace("http:", "dods:", 1)})


def judge(work):
    expected = work.case.expect(work.folder, *([work.url] if work.case.serve else []))
    with expected if hasattr(expected, "__enter__") else contextlib.nullcontext():
        work.problems += judge_store(expected, work.store, work.case.attributes)
        # A sample: writing takes a second a store.
        if isinstance(expected, xr.Dataset) and int(work.ident[1:4]) % SAMPLED == 0:
            work.problems += again.problems(work.store, "v2" if (work.store / ".zgroup").exists() else "v3", False)
    if work.case.inspect:
        work.problems += work.case.inspect(work.store) or []


def record(result, score):
    """One line a case. What cannot be imported fails, or is skipped where there is no network."""
    module = result["module"]
    whole = [f"cannot be imported: {result['lacking']}"] if result["lacking"] and not OFFLINE else []
    if result["lacking"] and OFFLINE:
        score.skip(f"conformance {module}: {result['lacking']}")
    if whole + result["problems"]:
        score.record(f"{module}", whole + result["problems"])
    for case in result["cases"]:
        name = f"{module}: {case['name']} ({'refused' if case['refused'] else 'exact'}; {case['oracle']})"
        if case["lacking"] and OFFLINE:
            score.skip(f"conformance {name}: {case['lacking']}")
            continue
        score.record(name, case["problems"] + ([f"cannot import: {case['lacking']}"] if case["lacking"] else []))
