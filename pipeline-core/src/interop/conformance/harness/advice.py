"""Whether advice works: every line that a refusal proposes is written into the recipe, and that is baked.

It must be published with right values, or be refused for another reason, which is not the line itself.
"""

import dataclasses
import re

from conformance.harness import abiding, advising
from conformance.harness.bake import feedstock, recipe, said_by, slug
from suite import has_stack_trace, local, tail, write_feedstock

TOGETHER = 30  # Recipes in one feedstock.
# What is said of a recipe that cannot be read, or that names what there is not.
BLAMED = re.compile(r"feedstock is not valid|unknown (?:key|value)|did you mean|which no variable has|is no value of|"
                    r"names .{0,80}which is not in (?:this file|the file|the data)")
PLACES = re.compile(r"error: the feedstock is not valid:|[\w./-]*feedstock\.yaml:\d+:\d+:")


@dataclasses.dataclass
class Attempt:
    """A recipe that follows one line."""

    work: object  # with the advised recipe
    line: object
    problems: list = dataclasses.field(default_factory=list)
    ended: str = ""  # published or refused
    said: str = ""
    compared: int = 0  # variables whose values were compared

    def told(self, shown):
        return {"line": shown(self.line.text), "problems": [shown(p) for p in self.problems], "ended": self.ended,
                "compared": self.compared, "said": shown(self.said)}


def try_all(works, folder, arco):
    """Tries the lines of all refusals that are as expected; keeps what came of them in work.advice."""
    attempts = []
    for work in works:
        if work.message and not work.problems and not work.lacking:
            work.advice = [attempt(work, line, n) for n, line in enumerate(advising.proposed(work.message))]
            attempts += [a for a in work.advice if not a.problems]
    for number in range(0, len(attempts), TOGETHER):
        some = attempts[number:number + TOGETHER]
        place = folder / f"advice-{number // TOGETHER}"
        waiting = bake(some, place, arco)
        if 0 < len(waiting) < len(some):  # Some could not be read and spoilt the feedstock.
            waiting = bake(waiting, folder / f"{place.name}-again", arco)
        for one, alone in enumerate(waiting if len(some) > 1 else ()):
            bake([alone], folder / f"{place.name}-{one}", arco)


def attempt(work, line, number):
    made = Attempt(work, line)
    try:
        case = advising.following(work.case, line)
        made.work = dataclasses.replace(work, case=case, ident=f"{work.ident[:50].rstrip('-')}-a{number}", advice=[])
    except Exception as problem:  # YAML that is none, too.
        made.problems.append(f"cannot be written: {problem}")
    return made


def bake(attempts, folder, arco):
    """Bakes them in one start, and judges each that has a line in the report; returns the others."""
    recipes = [recipe(a.work, f"../{a.work.folder.name}") for a in attempts]
    path = write_feedstock(folder, feedstock(slug(folder.name), recipes))
    code, output, report = arco.bake(path, folder / "root", folder / "report.jsonl")
    lines = {line.get("recipe"): line for line in report}
    unread = {} if lines else not_read(attempts, path.read_text(), output)
    for ident, said in unread.items():
        judge_refusal(next(a for a in attempts if a.work.ident == ident), said, code)
    waiting = [a for a in attempts if a.work.ident not in lines and a.work.ident not in unread]
    for one in attempts:
        if one in waiting and len(attempts) == 1:
            judge_refusal(one, output, code)
        elif one.work.ident in lines:
            line = lines[one.work.ident]
            if has_stack_trace(output) and has_stack_trace(said_by(line) or output):
                one.problems.append(f"a stack trace was printed: {tail(output)}")
            try:
                judge(one, line)
            except Exception as problem:
                one.problems.append(f"the store cannot be judged: {type(problem).__name__}: {str(problem)[:300]}")
    return waiting


def not_read(attempts, text, output):
    """What is said of the recipes that cannot be read, by their places in the text of the feedstock."""
    said, starts = {}, []
    for number, line in enumerate(text.splitlines(), 1):
        starts += [(number, a.work.ident) for a in attempts if f'"id": "{a.work.ident}"' in line]
    for message in output.splitlines() if "feedstock is not valid" in output else ():
        place = re.search(r"feedstock\.yaml:(\d+):", message)
        before = [ident for number, ident in starts if place and number <= int(place[1])]
        if before:
            said[before[-1]] = said.get(before[-1], "error: the feedstock is not valid:") + "\n" + message
    return said


def judge(one, line):
    if line.get("status") != "published":
        judge_refusal(one, said_by(line), line.get("outcome"))
    elif not local(line["store"]).is_dir():
        one.problems.append(f"there is no store at {line['store']}")
    else:
        one.ended = "published"
        problems, one.compared = abiding.differences(one.work, local(line["store"]), said_by(line))
        one.problems += problems


def judge_refusal(one, said, outcome):
    one.ended, one.said = "refused", said
    if outcome in ("UNEXPECTED", 1, -1):
        one.problems.append(f"ended with {outcome}: {tail(said)}")
    elif same_fault(one.work.message, said):
        one.problems.append(f"refused for the same fault again: {tail(said)}")
    elif BLAMED.search(said) and one.line.kind != "meant" or "feedstock is not valid" in said:
        one.problems.append(f"the line itself is refused: {tail(said)}")
    elif has_stack_trace(said):
        one.problems.append(f"a stack trace was printed: {tail(said)}")


def same_fault(before, after):
    """Whether the first fault is the one of before, wherever in the recipe it is said to be."""
    first, second = (PLACES.sub("", text).strip().partition("\n")[0] for text in (before, after))
    return first == second


def record(result, score, counts):
    """One line for each line of advice."""
    for case in result["cases"]:
        if not case["refused"] or case["problems"] or case["lacking"]:
            continue
        counts["silent"] = counts.get("silent", 0) + (not case["advice"])
        for tried in case["advice"]:
            score.record(f"advice {result['module']}: {case['name']}: {tried['line']}"
                         f" ({tried['ended']}{', values compared' if tried['compared'] else ''})", tried["problems"])
            kind = "useless" if tried["problems"] else tried["ended"]
            counts[kind] = counts.get(kind, 0) + 1


def summary(counts):
    n = {kind: counts.get(kind, 0) for kind in ("published", "refused", "useless", "silent")}
    return (f"advice: {n['published'] + n['refused'] + n['useless']} lines tried, {n['published']} published, "
            f"{n['refused']} refused honestly, {n['useless']} useless; {n['silent']} refusals propose no line")
