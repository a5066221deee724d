"""arco verify finds what is spoilt in a published store."""

import pathlib
import shutil

from readers import sources
from readers.cases import DAILY, Case
from suite import METADATA, local, tail, write_feedstock


def chunks(store, name):
    return sorted(p for p in (store / name).rglob("*") if p.is_file() and p.name not in METADATA)


def flip(store):
    path = chunks(store, "sst")[1]
    content = bytearray(path.read_bytes())
    content[-3] ^= 1
    path.write_bytes(content)


def lose(store):
    chunks(store, "sst")[1].unlink()


def swap(store):
    """Two whole chunks that changed places: each decodes, but the values are wrong."""
    one, other = chunks(store, "sst")[:2]
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)


def run(folder, arco, score):
    sources.daily_packed(folder / "data")
    case = Case("verified", None, DAILY, {"time": 2})
    path = write_feedstock(folder, case.feedstock())
    code, output, report = arco.bake(path, folder / "root", folder / "report.jsonl", case="verify")
    if code or not report:
        score.record("verify: what is baked before", [f"exit code {code}: {tail(output)}"])
        return
    stores = {line["recipe"]: local(line["store"]) for line in report}
    for recipe, store in stores.items():
        judge(arco, path, recipe, store, score)


def judge(arco, path, recipe, store: pathlib.Path, score):
    code, output = arco.run("verify", store, "--against", path)
    score.record(f"verify: {recipe} is right", [] if code == 0 else [f"exit code {code}: {tail(output)}"])
    copied(arco, recipe, store, score)
    safe = store.with_name("safe")
    for what, spoil in (("flipped bit", flip), ("lost chunk", lose), ("swapped chunks", swap)):
        shutil.copytree(store, safe)
        spoil(store)
        code, output = arco.run("verify", store, "--against", path)
        problems = [] if code == 5 else [f"exit code {code}, expected 5: {tail(output)}"]
        if code == 5 and "sst" not in output:
            problems.append(f"the message does not name the variable: {tail(output)}")
        score.record(f"verify: {what} in {recipe} is found", problems)
        shutil.rmtree(store)
        safe.rename(store)


def copied(arco, recipe, store: pathlib.Path, score):
    """A copy has no manifest beside it: alone it is not verified, by its original it is, as long as it is the same."""
    copy = store.parents[4] / "copied" / store.name
    shutil.copytree(store, copy)
    for what, spoil, words, (expected, is_verified) in (
        ("a copy alone is not verified", None, (), (0, False)),
        ("a copy is verified by its original", None, ("--copy-of", store), (0, True)),
        ("swapped chunks of a copy are found by its original", swap, ("--copy-of", store), (5, False)),
    ):
        if spoil:
            spoil(copy)
        code, output = arco.run("verify", copy, *words)
        problems = [] if code == expected else [f"exit code {code}, expected {expected}: {tail(output)}"]
        if is_verified == ("not verified: " in output):
            problems.append(f"the last line does not say so: {tail(output)}")
        score.record(f"verify: {what}, {recipe}", problems)
    shutil.rmtree(copy)
