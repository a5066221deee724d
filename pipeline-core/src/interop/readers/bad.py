"""Input that must be refused: with the right exit code, a message that names the culprit, and nothing published."""

import copy
import dataclasses
import re
import shutil
import zlib
from concurrent.futures import ThreadPoolExecutor
from typing import Callable

import netCDF4
import numpy as np

import digests
from readers import sources
from readers.cases import along, feedstock
from suite import has_stack_trace, openable, tail, write_feedstock

FILES = ("sst.20010226.nc", "sst.20010227.nc", "sst.20010228.nc")
RECIPE = {
    "id": "daily",
    "pattern": {"url": "data/{time:%Y%m}/sst.{time:%Y%m%d}.nc", "format": "netcdf4",
                "dims": along("time", dates={"start": "2001-02-26", "end": "2001-02-28", "step": "P1D"})},
    "target": {"chunks": {"time": 2}}}


@dataclasses.dataclass
class Bad:
    name: str
    code: int | tuple  # 2: the feedstock or the arguments; 3: a source; several: any of them
    says: tuple  # each must be in what arco prints
    spoil: Callable = lambda data: None  # changes the sources
    change: Callable = lambda recipe: None  # changes the recipe
    root: Callable = lambda root: root  # where the bakery is


def source(data, day=1):
    return data / "200102" / FILES[day]


def truncate(data):
    path = source(data)
    path.write_bytes(path.read_bytes()[:-2000])


def rewrite(data, action):
    """Changes one file by netCDF4."""
    with netCDF4.Dataset(source(data), "a") as nc:
        action(nc)


def other_grid(data):
    path = source(data)
    path.unlink()
    with sources.dataset(path) as nc:
        sources.grid(nc, 6, 9)
        sources.time_axis(nc, [8456], "days since 1978-01-01 12:00:00", dtype="f4")
        nc.createDimension("zlev", 1)
        sources.variable(nc, "zlev", ("zlev",), np.float32([0]))
        for name in ("sst", "ice"):
            sources.variable(nc, name, ("time", "zlev", "lat", "lon"), sources.packed(name, (1, 1, 6, 9)), np.int16(-999),
                             scale_factor=np.float32(0.01), add_offset=np.float32(0))


def permuted(data):
    path = source(data)
    path.unlink()
    with sources.dataset(path) as nc:
        sources.grid(nc)
        sources.time_axis(nc, [8456], "days since 1978-01-01 12:00:00", dtype="f4")
        nc.createDimension("zlev", 1)
        sources.variable(nc, "zlev", ("zlev",), np.float32([0]))
        for name in ("sst", "ice"):
            sources.variable(nc, name, ("time", "zlev", "lon", "lat"), sources.packed(name, (1, 1, 8, 6)), np.int16(-999),
                             scale_factor=np.float32(0.01), add_offset=np.float32(0))


def corrupt_chunk(data):
    """Spoils the first compressed chunk of a file: its headers stay good."""
    path = source(data)
    content = bytearray(path.read_bytes())
    for start in (m.start() for m in re.finditer(b"\x78[\x01\x5e\x9c\xda]", bytes(content))):
        stream = zlib.decompressobj()
        try:
            stream.decompress(bytes(content[start:]))
        except zlib.error:
            continue
        length = len(content) - start - len(stream.unused_data)
        if stream.eof and length > 20:
            content[start:start + length] = b"\xff" * length
            path.write_bytes(content)
            return
    raise AssertionError(f"no compressed chunk in {path}")


def a_file(root):
    root.parent.mkdir(parents=True, exist_ok=True)
    root.write_text("not a folder")
    return root


def set_in(recipe, *path, value):
    for key in path[:-1]:
        recipe = recipe.setdefault(key, {})
    recipe[path[-1]] = value


CASES = [
    Bad("missing file", 3, (FILES[1],), lambda data: source(data).unlink()),
    Bad("truncated file", 3, (FILES[1],), truncate),
    Bad("empty file", 3, (FILES[1],), lambda data: source(data).write_bytes(b"")),
    Bad("web page instead of a file", 3, (FILES[1],),
        lambda data: source(data).write_text("<!DOCTYPE html><html><body>404 Not Found</body></html>\n" * 50)),
    Bad("corrupt chunk", 3, (FILES[1],), corrupt_chunk),
    Bad("sources disagree on a grid", 3, (FILES[1], "lon"), other_grid),
    Bad("a coordinate differs in one value", 3, (FILES[1], "lat"),
        lambda data: rewrite(data, lambda nc: nc["lat"].__setitem__(2, nc["lat"][2] + np.float32(0.5)))),
    Bad("dimensions permuted in one file", 3, (FILES[1],), permuted),
    Bad("a variable missing in one file", 3, (FILES[1], "ice"),
        lambda data: rewrite(data, lambda nc: nc.renameVariable("ice", "siconc"))),
    Bad("a calendar of its own in one file", 3, (FILES[1], "calendar"),
        lambda data: rewrite(data, lambda nc: nc["time"].setncattr("calendar", "noleap"))),
    Bad("time out of order", 3, ("time",),
        lambda data: rewrite(data, lambda nc: nc["time"].__setitem__(0, nc["time"][0] - 20))),
    Bad("wrong name in the template", 2, ("'date' is not a dimension",), change=lambda r: set_in(
        r, "pattern", "url", value="data/{date:%Y%m}/sst.{time:%Y%m%d}.nc")),
    Bad("unknown dimension in chunks", 2, ("depth",), change=lambda r: set_in(r, "target", "chunks", "depth", value=3)),
    Bad("unknown key", 2, ("chunk_size",), change=lambda r: set_in(r, "target", "chunk_size", value=3)),
    Bad("shards in Zarr 2", 2, ("shards",), change=lambda r: r["target"].update(zarr_format=2, shards={"time": 4})),
    Bad("shards that are no whole chunks", 2, ("shard",), change=lambda r: r["target"].update(shards={"time": 3})),
    Bad("unknown codec", 2, ("lz77",), change=lambda r: set_in(r, "target", "codec", value={"name": "lz77"})),
    Bad("dropped variable that is not there", 2, ("salinity",),
        change=lambda r: r.update(transforms=[{"drop": ["salinity"]}])),
    Bad("encoding of a variable that is not there", 2, ("salinity",),
        change=lambda r: set_in(r, "target", "encoding", value={"salinity": {"dtype": "float32"}})),
    Bad("end before start", 2, ("2001-02-28", "2001-02-26"), change=lambda r: r["pattern"]["dims"][0].update(
        dates={"start": "2001-02-28", "end": "2001-02-26", "step": "P1D"})),
    Bad("glob that finds nothing", (2, 3), ("nothing-",), change=lambda r: r.update(
        pattern={"glob": "data/nothing-*.nc", "dims": along("time")})),
    Bad("private address", (2, 3), ("169.254.169.254",), change=lambda r: set_in(
        r, "pattern", "url", value="http://169.254.169.254/{time:%Y%m%d}.nc")),
    Bad("target is a file", (1, 2), ("root",), root=a_file),
]


def watched(root):
    """The published and the catalog: what a refused bake must not change (leases aside)."""
    return {name: {path: digest for path, digest in digests.files(root / name).items() if "lease" not in path}
            for name in ("persistent-ro", "catalog")}


def prepare(case, folder, good, published):
    """Spoilt sources, their feedstock, and a root where the good version is published already."""
    shutil.copytree(good, folder / "data")
    case.spoil(folder / "data")
    recipe = copy.deepcopy(RECIPE)
    case.change(recipe)
    write_feedstock(folder, feedstock("bad", [recipe]))
    root = folder / "root"
    case.root(root)
    if not root.exists():
        shutil.copytree(published, root)


def judge(case, folder, arco):
    root = folder / "root"
    before, stores = watched(root), openable(root)
    code, output, report = arco.bake(folder / "feedstock.yaml", root, folder / "report.jsonl")
    problems = []
    if code not in (case.code if isinstance(case.code, tuple) else (case.code,)):
        problems.append(f"exit code {code}, expected {case.code}: {tail(output)}")
    said = output + "".join(str(line.get("problems")) for line in report)
    problems += [f"the message does not name {word!r}: {tail(output)}" for word in case.says if word not in said]
    if has_stack_trace(output):
        problems.append(f"a stack trace was printed: {tail(output)}")
    problems += [f"the report says {line.get('status')}" for line in report if line.get("status") != "failed"]
    if openable(root) != stores:
        problems.append(f"a store became visible: {set(openable(root)) - set(stores)}")
    after = watched(root)
    if after["catalog"] != before["catalog"]:
        problems.append("the catalog changed")
    lost = [path for path, digest in before["persistent-ro"].items() if after["persistent-ro"].get(path) != digest]
    if lost:
        problems.append(f"the published version changed: {lost[:3]}")
    return problems


def good_version(folder, arco, score):
    """Sources, and a root where they are published; None if that fails."""
    data = folder / "good" / "data"
    sources.daily_packed(data)
    path = write_feedstock(folder / "good", feedstock("bad", [RECIPE]))
    code, output, report = arco.bake(path, folder / "good/root", folder / "good/report.jsonl", case="bad input")
    fine = code == 0 and report and report[0].get("status") == "published"
    score.record("bad input: what is baked before", [] if fine else [f"exit code {code}: {tail(output)}"])
    return (data, folder / "good/root") if fine else None


def run(folder, arco, score, only=""):
    good = good_version(folder, arco, score)
    chosen = [(case, folder / case.name.replace(" ", "-")) for case in CASES if only in case.name]
    for case, place in chosen if good else []:
        prepare(case, place, *good)
    with ThreadPoolExecutor(2) as pool:
        verdicts = list(pool.map(lambda c: judge(*c, arco) if good else ["nothing could be baked before"], chosen))
    for (case, _), problems in zip(chosen, verdicts):
        score.record(f"refuse {case.name}", problems)
    if good and not only:
        score.record("pruned bake leaves the published alone", pruned(folder / "good", arco))
        score.record("dry run writes nothing", dry_run(folder / "good", arco))
    if not only:
        score.record("lint finds all problems at once", lint_finds_all(folder / "lint", arco))


def lint_finds_all(folder, arco):
    """Every problem at once, each with file, line and column; exit code 2; nothing is opened or written."""
    folder.mkdir(parents=True)
    path = folder / "feedstock.yaml"
    path.write_text("""id: Not A Good Id
title: T
description: D
license: CC0-1.0
providers: [{name: N, roles: [producer]}]
recipes:
  - id: r
    pattern:
      url: "https://nowhere.invalid/{tim:%Y}.nc"
      dims: [{concat: time, dates: {start: 2001-13-01, end: 2001-12-01, step: P1D}}]
    target: {chunks: {time: 0}, zarr_format: 4}
""")
    code, output = arco.run("lint", path)
    places = set(re.findall(r"feedstock\.yaml:(\d+):(\d+)", output))
    problems = [] if code == 2 else [f"exit code {code}, expected 2: {tail(output)}"]
    for line in ("1", "10", "11"):
        if line not in {found for found, _ in places}:
            problems.append(f"nothing is said of line {line}: {tail(output, 12)}")
    return problems + (["a stack trace was printed"] if has_stack_trace(output) else [])


def dry_run(folder, arco):
    root = folder / "dry"
    code, output, report = arco.bake(folder / "feedstock.yaml", root, folder / "dry.jsonl", "--dry-run")
    problems = [] if code == 0 else [f"exit code {code}: {tail(output)}"]
    problems += [f"the report says {line.get('status')}" for line in report if line.get("status") != "dry-run"]
    return problems + [f"{path} was written" for path in list(digests.files(root))[:3]]


def pruned(folder, arco):
    root = folder / "root"
    before = watched(root)
    code, output, report = arco.bake(folder / "feedstock.yaml", root, folder / "pruned.jsonl", "--prune", "1",
                                   case="bad input, pruned")
    problems = [] if code == 0 else [f"exit code {code}: {tail(output)}"]
    problems += [f"the report says {line.get('status')}" for line in report if line.get("status") != "pruned"]
    if watched(root) != before:
        problems.append("persistent-ro or the catalog changed")
    if not openable(root / "scratch"):
        problems.append("there is no store in scratch")
    return problems
