"""The table's exact rows as archives that grow: baked without the last position of a dimension, then whole, in mode append.

What is in the store at the end must be what the row expects, and a third bake must find nothing to do; or the append must be
refused with what to do instead. Values are judged, not chunks: those of a whole axis are those of the axis that was published.
"""

import contextlib
import copy
import dataclasses
import re
import shutil

from conformance.harness.bake import feedstock, recipe, said_by, slug
from conformance.harness.judge import judge as judge_store
from suite import has_stack_trace, local, tail, write_feedstock

TOGETHER = 15  # Recipes in one feedstock.
OFFER = re.compile(r"new-version|mode: create")


@dataclasses.dataclass
class Grown:
    """A row on its way to its whole length."""

    work: object
    dim: str
    first: dict  # the pattern of before
    problems: list = dataclasses.field(default_factory=list)
    ended: str = ""
    said: str = ""
    stores: list = dataclasses.field(default_factory=list)


def of(works):
    """The rows that can grow, once for each dimension that files are joined along."""
    found = []
    for work in works:
        for dim, pattern in shorter(work.case.pattern):
            ident = f"{work.ident[:50].rstrip('-')}-{slug(dim)}"
            found.append(Grown(dataclasses.replace(work, ident=ident, problems=[], store=None), dim, pattern))
    return found


def shorter(pattern):
    """Each dimension with more than one position, and the pattern without its last one."""
    dims, listed = pattern.get("dims") or [], pattern.get("files")
    for number, dim in enumerate(dims):
        less = shortened(dim)
        if "concat" not in dim or listed and len(dims) > 1:
            continue
        if listed and len(listed) > 1:
            made = less or ({**dim} if not {"keys", "range", "dates"} & set(dim) else None)
            if made:
                yield str(dim["concat"]), {**pattern, "files": list(listed)[:-1], "dims": [made]}
        elif less and not listed:
            yield str(dim["concat"]), {**pattern, "dims": [*dims[:number], less, *dims[number + 1:]]}


def shortened(dim):
    """A dimension without its last key; nothing if there is none to spare."""
    less = copy.deepcopy(dim)
    if isinstance(less.get("keys"), list) and len(less["keys"]) > 1:
        less["keys"].pop()
        return less
    steps = less.get("range")
    if steps and steps["stop"] - steps.get("step", 1) >= steps["start"]:
        steps["stop"] -= steps.get("step", 1)
        return less
    return None


def run_all(works, folder, arco):
    """Bakes and judges what can grow."""
    every = of(works)
    for number in range(0, len(every), TOGETHER):
        run(every[number:number + TOGETHER], folder / f"grown-{number // TOGETHER}", arco)
    return every


def run(some, folder, arco):
    begin = bake(some, folder, arco, lambda grown: grown.first)
    for grown in some:
        line = begin.get(grown.work.ident, {})
        if line.get("status") != "published":  # What the row needs is in its last file, or nobody answered.
            grown.ended, grown.said = "not begun", said_by(line)
        else:
            grown.stores.append(line["store"])
    rest = [g for g in some if not g.ended]
    lines = bake(rest, folder, arco, lambda grown: grown.work.case.pattern) if rest else {}
    for grown in rest:
        with noted(grown):
            judge(grown, lines.get(grown.work.ident, {}))
    done = [g for g in rest if g.ended == "grown"]
    again = bake(done, folder, arco, lambda grown: grown.work.case.pattern) if done else {}
    for grown in done:
        status = again.get(grown.work.ident, {}).get("status")
        if status != "unchanged":
            grown.problems.append(f"baked again it is {status}")
    shutil.rmtree(folder, ignore_errors=True)


def bake(some, folder, arco, pattern):
    recipes = []
    for grown in some:
        made = dataclasses.replace(grown.work.case, pattern=pattern(grown),
                                   target={**grown.work.case.target, "mode": "append"})
        recipes.append(recipe(dataclasses.replace(grown.work, case=made), f"../{grown.work.folder.name}"))
    path = write_feedstock(folder, feedstock(slug(folder.name), recipes))
    code, output, report = arco.bake(path, folder / "root", folder / "report.jsonl")
    if not report:
        some[0].problems.append(f"arco ended with {code}: {tail(output, 12)}")
    if has_stack_trace(output):
        some[0].problems.append(f"a stack trace was printed in this bake of {len(some)}: {tail(output)}")
    return {line.get("recipe"): line for line in report}


@contextlib.contextmanager
def noted(grown):
    try:
        yield
    except Exception as problem:
        grown.problems.append(f"cannot be judged: {type(problem).__name__}: {str(problem)[:300]}")


def judge(grown, line):
    grown.said = said_by(line)
    if line.get("status") == "failed" and line.get("outcome") in ("INVALID", "SOURCES") and OFFER.search(grown.said):
        grown.ended = "refused"
        return
    if line.get("status") not in ("published", "unchanged"):  # What is new may be left out, by a policy of the row.
        grown.problems.append(f"status {line.get('status')}: {tail(grown.said)}")
        return
    grown.ended = "grown"
    grown.stores.append(line["store"])
    case = grown.work.case
    expected = case.expect(grown.work.folder, *([grown.work.url] if case.serve else []))
    with expected if hasattr(expected, "__enter__") else contextlib.nullcontext():
        grown.problems += judge_store(expected, local(line["store"]), case.attributes)


def told(grown):
    place = "in place" if len(set(grown.stores)) == 1 else "as another version"
    return {"name": f"{grown.work.case.name}, along {grown.dim}", "problems": grown.problems, "said": grown.said,
            "ended": grown.ended + (f" {place}" if grown.ended == "grown" else "")}


def record(result, score, counts):
    """One line for each archive that grew."""
    for grown in result.get("grown", ()):
        score.record(f"growing {result['module']}: {grown['name']} ({grown['ended'] or 'failed'})", grown["problems"])
        kind = "failed" if grown["problems"] else grown["ended"]
        counts[kind] = counts.get(kind, 0) + 1
        if kind in ("refused", "not begun"):
            print(f"       {tail(grown['said'], 2)[:400]}")


def summary(counts):
    return "growing: " + ", ".join(f"{n} {kind}" for kind, n in sorted(counts.items()))
