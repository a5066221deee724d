"""The cases that must be baked: report, objects, and what every reader sees in each format."""

import json
import os
import pathlib
import subprocess
from concurrent.futures import ThreadPoolExecutor

from readers.cases import feedstock
from suite import METADATA, local, tail, write_feedstock

TOGETHER = 6  # Cases in one feedstock.
COMPARE = pathlib.Path(__file__).with_name("compare.py")
STATUS_KEYS = ("status", "recipe", "version", "store", "catalogItem", "chunksWritten", "chunksReused", "bytesRead",
               "bytesWritten", "seconds", "problems")


def expectation(case, folder, records):
    """What compare.py's build needs, for one case."""
    return {"id": case.name, "records": records, "dims": case.dims(), "transforms": case.transforms,
            "policies": case.policies, "expected": str(folder / "expected")}


def make_sources(case, folder):
    data = folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    records = case.keep(case.make(data))
    return [{**r, "path": str(data / r["path"])} for r in records]


def report_problems(line, status):
    """What is wrong with one recipe's line of the report."""
    if line.get("status") != status:
        return [f"status {line.get('status')}, expected {status}: {line.get('problems')}"]
    problems = [f"the report has no {key}" for key in STATUS_KEYS if key not in line]
    store = local(line.get("store", ""))
    if not store.is_dir():
        return problems + [f"there is no store at {store}"]
    objects = sum(1 for p in store.rglob("*") if p.is_file() and p.name not in METADATA)
    if objects != line.get("chunksWritten"):
        problems.append(f"chunksWritten is {line.get('chunksWritten')}, the store has {objects} objects")
    item = line.get("catalogItem")
    if status == "published" and not (item and local(item).exists()):
        problems.append(f"catalogItem {item} is not there")
    return problems


def together(cases):
    """The cases that one bake can take, some at once: starting arco would take most of the suite's time."""
    plain = [case for case in cases if not case.arguments]
    return [plain[i:i + TOGETHER] for i in range(0, len(plain), TOGETHER)] + [[c] for c in cases if c.arguments]


def bake(cases, folder, arco):
    """Bakes every format of some cases, as one feedstock: {case: (the stores that can be read, problems)}."""
    name = cases[0].name
    recipes = [case.recipe(form, f"../{case.name}/") for case in cases for form in case.formats()]
    path = write_feedstock(folder / f"from-{name}", feedstock(name, recipes))
    code, output, report = arco.bake(path, path.parent / "root", path.parent / "report.jsonl", *cases[0].arguments, case="good")
    lines = {line.get("recipe"): line for line in report}
    failed = [f"arco bake ended with {code}: {tail(output)}"] if code else []
    return {case.name: stores_of(case, lines, folder, failed) for case in cases}


def stores_of(case, lines, folder, failed):
    """What the report says of a case: (the stores that can be read, problems)."""
    stores, problems = [], []
    case.seconds = sum(lines.get(f"{case.name}-{form}", {}).get("seconds", 0) for form in case.formats())
    for form in case.formats():
        line = lines.get(f"{case.name}-{form}")
        if line is None:
            problems += [f"{form}: not in the report", *failed]
            continue
        found = report_problems(line, case.status)
        problems += [f"{form}: {p}" for p in found]
        if line.get("status") == case.status and local(line["store"]).is_dir():
            stores.append({"id": f"{case.name} {form}", "path": str(local(line["store"])), "form": form,
                           "expected": str(folder / case.name / "expected"), "chunks": case.chunks,
                           "extra_attrs": case.extra_attrs, "shards": case.shards if form == "sharded" else {}})
    return stores, problems or failed


def judge(specs, stores, readers, folder):
    """Asks every reader about every store: {reader: {id: [problem…]}}."""
    folder.mkdir(parents=True, exist_ok=True)
    answers = {}
    if readers["modern"]:
        raw = folder / "raw.json"
        answers["xarray, new"] = read_with(
            readers["modern"], {"expect": specs, "stores": stores, "raw": str(raw)}, folder, "modern")
        if readers["node"]:
            answers["zarrita"] = read_with_zarrita(readers["node"], raw, folder)
    if readers["old"]:
        second = [s for s in stores if s["form"] == "v2"]
        expect = [] if readers["modern"] else specs
        answers["xarray, old"] = read_with(readers["old"], {"expect": expect, "stores": second}, folder, "old")
    return answers


def read_with(python, manifest, folder, name):
    """One process of a reader over all stores: {id: [problem…]}."""
    source, result = folder / f"{name}-manifest.json", folder / f"{name}-result.json"
    source.write_text(json.dumps(manifest))
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    process = subprocess.run([*python, str(COMPARE), str(source), str(result)], capture_output=True,
                             text=True, env=environment)
    if process.returncode:
        return {f"reader {name}": [tail(process.stderr)]}
    return json.loads(result.read_text())


def read_with_zarrita(node_folder, raw, folder):
    result = folder / "zarrita-result.json"
    process = subprocess.run(["node", str(node_folder / "zarrita.mjs"), str(raw), str(result)],
                             capture_output=True, text=True)
    if process.returncode:
        return {"reader zarrita": [tail(process.stderr)]}
    return json.loads(result.read_text())


def problems_of(case, answers):
    result = []
    for reader, verdicts in answers.items():
        for key, problems in verdicts.items():
            words = key.split(" ")
            mine = words[0] == case.name or (words[0] == "expect" and words[1] == case.name)
            known = case.unreadable if reader == "zarrita" else ()
            if mine:
                result += [f"{reader}: {key}: {p}" for p in problems if not p.startswith(tuple(f"{v}:" for v in known))]
    return result


def run(cases, folder, arco, readers, score):
    # netCDF4 is not for several threads; starting processes is.
    specs = [expectation(case, folder / case.name, make_sources(case, folder / case.name)) for case in cases]
    baked = {}
    with ThreadPoolExecutor(2) as pool:
        for some in pool.map(lambda some: bake(some, folder, arco), together(cases)):
            baked.update(some)
    stores = [store for found, _ in baked.values() for store in found]
    answers = judge(specs, stores, readers, folder)
    for reader, verdicts in answers.items():
        score.record(f"{reader} runs", [p for k, v in verdicts.items() if k.startswith("reader ") for p in v])
    for case in cases:
        score.record(f"bake and read {case.name} ({', '.join(case.formats())}; {case.seconds:.1f} s)",
                     baked[case.name][1] + problems_of(case, answers))
