"""Append: the same recipe baked again and again while the archive grows."""

import copy

import digests
from readers import sources
from readers.cases import DAILY, Case
from readers.good import expectation, judge, problems_of
from suite import local, tail, write_feedstock


def pattern_until(day):
    pattern = copy.deepcopy(DAILY)
    pattern["dims"][0]["dates"]["end"] = day
    return pattern


def case_until(day, records):
    """Chunks of three days: the first four end inside a chunk."""
    return Case("append", lambda _: records, pattern_until(day), {"time": 3}, {"time": 6}, target={"mode": "append"})


def tree(root):
    """All objects but the lease, and the lists of sources that failed, which a refused bake leaves with its run."""
    return {p: d for name in ("persistent-ro", "catalog") for p, d in digests.files(root / name).items()
            if "lease" not in p and not p.endswith("failed-sources.jsonl")}


def grown(before, after):
    """What changed in the stores is metadata, a boundary chunk of a growing array, or new."""
    problems = [f"{p} is gone" for p in before if p not in after]
    for path in sorted(p for p in after if before.get(p) != after[p] and ".zarr/" in p):
        key = path.split(".zarr/")[1]
        metadata = key.endswith("zarr.json") or "/." in "/" + key
        if not metadata and path in before and not boundary(key):
            problems.append(f"{path} was written again")
    return problems


def boundary(key):
    """Whether the object's index along time is that of the fourth of seven days, in chunks of three or shards of six."""
    index = key.split("/c/")[1] if "/c/" in key else key.split("/")[1]
    return index.replace(".", "/").split("/")[0] in ("0", "1")


class Archive:
    def __init__(self, folder, arco):
        self.folder, self.arco, self.root = folder, arco, folder / "root"
        self.stores, self.output = {}, ""

    def bake(self, case, status, code=0):
        """The problems of one bake; fills self.stores and self.output."""
        path = write_feedstock(self.folder, case.feedstock())
        until = case.pattern["dims"][0]["dates"]["end"]
        found, output, report = self.arco.bake(path, self.root, self.folder / "report.jsonl",
                                               case=f"append until {until}")
        self.output = output
        problems = [] if found == code else [f"exit code {found}, expected {code}: {tail(output)}"]
        problems += [f"{line.get('recipe')}: status {line.get('status')}, expected {status}: {line.get('problems')}"
                     for line in report if line.get("status") != status]
        if len(report) != len(case.formats()):
            problems.append(f"{len(report)} lines in the report, expected {len(case.formats())}")
        if code == 0:
            self.stores = {line["recipe"]: str(local(line["store"])) for line in report if line.get("store")}
        return problems

    def unchanged(self, case, status="unchanged", code=0):
        before = tree(self.root)
        problems = self.bake(case, status, code)
        after = tree(self.root)
        changed = sorted(p for p in set(before) | set(after) if before.get(p) != after.get(p))
        return problems + ([f"{len(changed)} objects changed, first {changed[0]}"] if changed else [])

    def values(self, case, records, readers):
        """What readers see against the sources."""
        spec = expectation(case, self.folder, records)
        stores = [{"id": f"append {form}", "path": self.stores.get(f"append-{form}", "absent"), "form": form,
                   "expected": spec["expected"], "chunks": case.chunks,
                   "shards": case.shards if form == "sharded" else {}} for form in case.formats()]
        return problems_of(case, judge([spec], stores, readers, self.folder / "read"))


def run(folder, arco, readers, score):
    data = folder / "data"
    records = [{**r, "path": str(data / r["path"])} for r in sources.daily_packed(data)]
    archive = Archive(folder, arco)
    four, seven, two = (case_until(day, records) for day in ("2001-03-01", "2001-03-04", "2001-02-27"))
    score.record("append: the first bake creates", archive.bake(four, "published"))
    score.record("append: values of the first bake", archive.values(four, records[:4], readers))
    score.record("append: the same again changes nothing", archive.unchanged(four))
    before, stores = tree(archive.root), dict(archive.stores)
    score.record("append: three more days", archive.bake(seven, "published"))
    score.record("append: the stores keep their addresses",
                 [] if archive.stores == stores else [f"{archive.stores}, expected {stores}"])
    score.record("append: only what grows is written", grown(before, tree(archive.root)))
    score.record("append: values of all days", archive.values(seven, records, readers))
    score.record("append: all days again changes nothing", archive.unchanged(seven))
    score.record("append: a pattern that lacks published days is refused", archive.unchanged(two, "failed", code=2))
