"""Tests of the digests: they see every byte of a store but for its provenance, and the comparison says what differs."""

import contextlib
import io
import json
import shutil

import digests

RUNS = ({"run": "20260101T000000Z-0000", "software": {"arco": "1"}, "sources": {"digest": "a", "holes": [{"source": "x"}]}},
        {"run": "20270101T000000Z-ffff", "software": {"arco": "2 \"new\", {"}, "empty_chunks_not_written": {"v": 3}})
OWN = "its own attribute of that name"


def roots(store):
    """The documents of a store that hold the provenance, with the attributes in each."""
    for name, keys in digests.PLACES.items():
        path = store / name
        if path.exists():
            document = holder = json.loads(path.read_text())
            for key in keys:
                holder = holder[key]
            yield path, document, holder


def baked(data, store, number, run):
    """A store as arco writes it: xarray's, and the provenance."""
    data = data.copy()
    data.attrs["arco"] = '"arcoforge": 1'  # Not the key, but its text.
    data["height"].attrs["arcoforge"] = OWN
    data.to_zarr(store, zarr_format=number, consolidated=True)
    for path, document, attributes in roots(store):
        attributes.update(nested={"arcoforge": OWN}, arcoforge=run)
        path.write_text(json.dumps(document, indent=1))
    return store


def chunk(store):
    return next(p for p in sorted((store / "plain").rglob("*")) if p.is_file() and not p.name.startswith((".z", "zarr.json")))


def flip(store):
    content = bytearray(chunk(store).read_bytes())
    content[-1] ^= 1
    chunk(store).write_bytes(content)


def rename(store):
    chunk(store).rename(store / "plain/other")


def rewrite(change):
    """The documents at the root, their text changed."""
    def spoil(store):
        for path, _, _ in roots(store):
            text = path.read_text()
            path.write_text(change(text))
            assert path.read_text() != text, f"{path.name} was not changed"
    return spoil


def without(store):
    for path, document, attributes in roots(store):
        del attributes["arcoforge"]
        path.write_text(json.dumps(document, indent=1))


def reordered(store):
    for path, document, attributes in roots(store):
        title = attributes.pop("title")
        attributes["title"] = title
        path.write_text(json.dumps(document, indent=1))


HARMS = {
    "a flipped bit": flip,
    "a chunk that is gone": lambda store: chunk(store).unlink(),
    "an object too many": lambda store: (store / "plain/more").write_bytes(b""),
    "an object of another name": rename,
    "another title": rewrite(lambda text: text.replace("a title", "a tItle")),
    "a document that is written with other blanks": rewrite(lambda text: text.replace("\n ", "\n")),
    "attributes in another order": reordered,
    "no provenance": without,
    "another attribute of an array": lambda store: [p.write_text(p.read_text().replace(OWN, "")) for p in store.rglob("*")
                                                    if p.parent.name == "height" and p.name in ("zarr.json", ".zattrs")],
    "another attribute in the consolidated metadata": lambda store: [
        p.write_text(p.read_text().replace(OWN, "")) for p in (store / "zarr.json", store / ".zmetadata") if p.exists()],
}


def differing(one, other):
    return [] if digests.digest(digests.objects(one)) != digests.digest(digests.objects(other)) else ["it was accepted"]


def compared(*arguments):
    """Exit code, and the lines that are printed."""
    with contextlib.redirect_stdout(io.StringIO()) as out:
        code = digests.main([str(a) for a in arguments])
    return code, out.getvalue().splitlines()


def expect(found, *wanted):
    return [] if found == wanted else [f"expected {wanted}, found {found}"]


def run(folder, data, score):
    for number in (2, 3):
        here = folder / str(number)
        store = baked(data, here / "a.zarr", number, RUNS[0])
        again = baked(data, here / "b.zarr", number, RUNS[1])
        score.record(f"self-test: digests of Zarr {number}: another run is none",
                     expect(compared(store, again), 0, [f"{len(digests.files(store))} of {len(digests.files(store))} "
                                                        "objects byte-identical"]))
        for count, (name, harm) in enumerate(HARMS.items()):
            spoilt = shutil.copytree(store, here / f"{count}.zarr")
            harm(spoilt)
            score.record(f"self-test: digests of Zarr {number}: {name} is found", differing(store, spoilt))
    files(folder, folder / "3/a.zarr", folder / "3/b.zarr", score)


def files(folder, store, again, score):
    """The comparison of what two runs wrote."""
    spoilt = shutil.copytree(store, folder / "spoilt.zarr")
    flip(spoilt)

    def written(name, **stores):
        made = digests.Digests("s", folder / name)
        for case, path in stores.items():
            made.add(case, folder.parent, path)
        return folder / name

    one = written("one", x=store, y=store)
    score.record("self-test: files of digests: the same in another order", expect(
        compared(one, written("other", y=again, x=again)), 0, ["2 of 2 stores byte-identical"]))
    score.record("self-test: files of digests: what differs, and what is in one only", expect(
        compared(one, written("third", x=spoilt, z=store)), 1,
        ["s: x: differs", "s: y: only in the first", "s: z: only in the second", "0 of 3 stores byte-identical"]))
    score.record("self-test: files of digests: nothing in them", expect(
        compared(written("none"), written("none2")), 1, ["0 of 0 stores byte-identical"]))
    line = json.loads(one.read_text().splitlines()[0])
    score.record("self-test: files of digests: a line", expect(
        tuple(line.items())[:4], ("suite", "s"), ("case", "x"), ("store", "digests/*/a.zarr"),
        ("objects", len(digests.files(store)))))
