"""Baking the cases of a theme: few starts of arco for what must be baked, one for each refusal."""

import copy
import re
import subprocess

from suite import Arco, has_stack_trace, local, openable, tail, write_feedstock

TOGETHER = 15  # Recipes in one feedstock.
EXIT = {"DONE": 0, "UNEXPECTED": 1, "INVALID": 2, "SOURCES": 3, "CONFLICT": 4, "VERIFICATION": 5}


class Turns(Arco):
    """The command line, no more at once than the machine should have."""

    def __init__(self, arco, turns, arguments=()):
        super().__init__(arco.command, arco.digests, arco.shared)
        self.turns = turns
        self.arguments = arguments

    def bake(self, feedstock, root, report, *more, case=""):
        return super().bake(feedstock, root, report, *self.arguments, *more, case=case)

    def run(self, *arguments, timeout=600):
        with self.turns:
            try:
                return super().run(*arguments, timeout=timeout)
            except subprocess.TimeoutExpired as problem:
                said = b"".join(p for p in (problem.stdout, problem.stderr) if p).decode("utf-8", "replace")
                return -1, f"{said}\narco did not end within {timeout} s"


def slug(name):
    return re.sub("[^a-z0-9]+", "-", name.lower()).strip("-") or "case"


def replaced(value, texts):
    """The texts replaced in whatever JSON holds."""
    if isinstance(value, str):
        for old, new in texts.items():
            value = value.replace(old, str(new))
        return value
    if isinstance(value, dict):
        return {key: replaced(v, texts) for key, v in value.items()}
    return [replaced(v, texts) for v in value] if isinstance(value, (list, tuple)) else value


def below(folder, place):
    """A path of a pattern, from the folder above."""
    return place if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|/|\$", place) else f"{folder}/{place}"


def recipe(work, within=""):
    """The recipe of a case, its paths relative to the folder above if a folder is named."""
    made = copy.deepcopy(work.case.recipe(work.ident))
    pattern = made["pattern"]
    if within:
        for key in ("url", "glob"):
            if key in pattern:
                place = pattern[key]
                several = isinstance(place, (list, tuple))
                pattern[key] = [below(within, p) for p in place] if several else below(within, place)
        if "files" in pattern:
            pattern["files"] = [below(within, f) if isinstance(f, str) else f for f in pattern["files"]]
    return replaced(made, work.texts)


def feedstock(ident, recipes):
    return {"id": ident, "title": f"Conformance, {ident}", "description": "Made by the conformance suite.",
            "license": "CC0-1.0", "providers": [{"name": "The conformance suite", "roles": ["producer"]}],
            "recipes": recipes}


def bake_all(works, folder, arco):
    """Bakes together what must be baked, and alone what had no verdict that way. Sets store and problems of each."""
    for number in range(0, len(works), TOGETHER):
        some = works[number:number + TOGETHER]
        for work in some:
            work.baked = False
        if len(some) > 1:
            place = folder / f"together-{number // TOGETHER}"
            recipes = [recipe(work, f"../{work.folder.name}") for work in some]
            bake(some, place, recipes, arco)
        for work in some:
            if not work.baked:
                bake([work], work.folder, [recipe(work)], arco, alone=True)


def bake(works, folder, recipes, arco, alone=False):
    path = write_feedstock(folder, feedstock(slug(folder.name), recipes))
    code, output, report = arco.bake(path, folder / "root", folder / "report.jsonl")
    lines = {line.get("recipe"): line for line in report}
    for work in works:
        line = lines.get(work.ident)
        if line is None:
            if alone:
                work.problems.append(f"arco bake ended with {code}: {tail(output, 12)}")
            continue
        work.baked, work.seconds = True, line.get("seconds", 0)
        if line.get("status") != work.case.status:
            work.problems.append(
                f"status {line.get('status')}, expected {work.case.status}: {said_by(line) or tail(output)}")
        elif not local(line["store"]).is_dir():
            work.problems.append(f"there is no store at {line['store']}")
        else:
            work.store = local(line["store"])
            arco.digest(f"{work.folder.parent.name}: {work.case.name}", folder / "root", work.store)


def said_by(line):
    return "\n".join(p if isinstance(p, str) else str(p) for p in line.get("problems") or [])


def refuse_all(works, folder, arco):
    """Refusals that spare a start of arco: recipes of one feedstock, each with its line in the report. What is not as
    expected that way, or is refused before anything is baked (exit code 2), is tried alone, and that decides."""
    late = [w for w in works if w.case.refused[0] == EXIT["SOURCES"]]
    for number in range(0, len(late), TOGETHER):
        some = late[number:number + TOGETHER]
        if len(some) > 1:
            refuse_together(some, folder / f"refused-{number // TOGETHER}", arco)
    for work in works:
        if not work.baked:
            refuse(work, arco)


def refuse_together(works, folder, arco):
    recipes = [recipe(work, f"../{work.folder.name}") for work in works]
    path = write_feedstock(folder, feedstock(slug(folder.name), recipes))
    code, output, report = arco.bake(path, folder / "root", folder / "report.jsonl")
    lines = {line.get("recipe"): line for line in report}
    if code != max((EXIT.get(line.get("outcome"), -1) for line in report), default=-1):
        return
    for work in works:
        line = lines.get(work.ident, {})
        found = EXIT.get(line.get("outcome"), -1)
        if not refusal_problems(work, found, output, said_by(line), [line], folder / "root"):
            work.baked, work.message = True, said_by(line)


def refuse(work, arco):
    """One bake that must be refused: sets the message that was printed, and the problems."""
    path = write_feedstock(work.folder, feedstock(slug(work.folder.name), [recipe(work)]))
    root = work.folder / "root"
    code, output, report = arco.bake(path, root, work.folder / "report.jsonl")
    said = "\n".join(filter(None, (said_by(line) for line in report)))
    work.message = said or output
    work.problems += refusal_problems(work, code, output, said or output, report, root)


def refusal_problems(work, code, output, said, report, root):
    """What is wrong with how a bake was refused: its exit code, its message, what it left."""
    code_wanted, *texts = work.case.refused
    problems = []
    if code not in (code_wanted if isinstance(code_wanted, tuple) else (code_wanted,)):
        problems.append(f"exit code {code}, expected {code_wanted}: {tail(output)}")
    for text in replaced(texts, work.texts):
        if text not in said:
            problems.append(f"the message does not name {text!r}: {tail(said)}")
    if has_stack_trace(output):
        problems.append(f"a stack trace was printed: {tail(output)}")
    problems += [f"the report says {line.get('status')}" for line in report if line.get("status") != "failed"]
    problems += [f"a store became visible: {path}" for path in openable(root)]
    problems += [f"the catalog holds {p.name}" for p in sorted((root / "catalog").rglob("*"))
                 if p.is_file() and "lease" not in str(p.relative_to(root))]
    return problems
