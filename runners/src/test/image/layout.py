"""What must hold of a container image that was unpacked, in the eyes of other libraries: layers LAYOUT | check LAYOUT ROOT
REPOSITORY CONTEXT | stores A B. Prints a line a check."""
import hashlib
import json
import stat
import sys
import warnings
import zipfile
from pathlib import Path


def check(name, holds, why=""):
    print(f"{'PASS' if holds else 'FAIL'} image: {name}" + ("" if holds else f": {why}"), flush=True)


def blob(layout, digest):
    return layout / "blobs" / digest.replace(":", "/")


def manifest(layout):
    index = json.loads((layout / "index.json").read_text())
    (one,) = index["manifests"]
    return json.loads(blob(layout, one["digest"]).read_text())


def sha256(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


def schema_errors(document):
    """Held against CycloneDX's own schema, of the jar of its Maven plugin."""
    import jsonschema
    jars = sorted((Path.home() / ".m2/repository/org/cyclonedx/cyclonedx-core-java").glob("*/*.jar"))
    with zipfile.ZipFile(jars[-1]) as jar:
        read = {n: json.loads(jar.read(n)) for n in ("bom-1.6.schema.json", "spdx.schema.json", "jsf-0.82.schema.json")}
    main = read.pop("bom-1.6.schema.json")
    store = {s["$id"]: s for s in [main, *read.values()]} | {main["$id"].rpartition("/")[0] + "/" + n: s for n, s in read.items()}
    warnings.simplefilter("ignore", DeprecationWarning)  # what replaces it is not in older versions
    resolver = jsonschema.RefResolver(main["$id"], main, store=store)
    return [e.message[:200] for e in jsonschema.Draft7Validator(main, resolver=resolver).iter_errors(document)]


def of_image(layout, root, repository, context):
    made = manifest(layout)
    config = json.loads(blob(layout, made["config"]["digest"]).read_text())
    digests = [l["digest"] for l in made["layers"]]
    check("the configuration names the layers", config["rootfs"]["diff_ids"] == digests, digests)
    for name, digest in zip(("base", "libraries", "app"), digests):
        check(f"the Dockerfile's layer {name} is the archive's", "sha256:" + sha256(context / f"{name}.tar") == digest, digest)
    own = config["config"]
    check("not as root, and arco is what runs", (own["User"], own["Entrypoint"]) == ("10001:10001", ["/usr/bin/arco"]), own)
    labels = {k.rpartition(".")[2] for k in own["Labels"]}
    check("labels", {"version", "licenses", "revision", "title"} <= labels, sorted(labels))
    about = json.loads((root / "usr/share/arco/image.json").read_text())
    check("the image knows its name and its layers", about["image"] == "example.org/arco:proof"
          and about["layers"] == {"base": digests[0], "libraries": digests[1]}, about)
    special = [str(p) for p in root.rglob("*") if not p.is_symlink() and p.is_file() and p.stat().st_mode & (stat.S_ISUID | stat.S_ISGID | 0o022)]
    check("no file is set-user-id or may be written by others", not special, special[:3])
    document = json.loads((root / "usr/share/arco/sbom.cdx.json").read_text())
    errors = schema_errors(document)
    check("the list of contents has CycloneDX's form", not errors, errors[:3])
    broken = dict(document, dependencies=[], components=[{"name": "no type"}])
    check("that schema refuses another form", schema_errors(broken), "it does not")
    listed = {h["content"] for c in document["components"] for h in c.get("hashes", []) if h["alg"] == "SHA-256"}
    jars = list((root / "opt/arco").rglob("*.jar"))
    unlisted = [j.name for j in jars if sha256(j) not in listed]
    ours = [j for j in unlisted if j.startswith("runners-")]  # the list is made before the jar that it is of
    check(f"every one of {len(jars)} jars is listed by its digest", len(jars) > 300 and unlisted == ours, unlisted)
    named = {(c["name"], c["version"]) for c in document["components"] if c["purl"].startswith("pkg:deb/")}
    installed = set()
    for file in (root / "var/lib/dpkg/status.d").iterdir():
        fields = dict(l.split(": ", 1) for l in file.read_text().splitlines() if ": " in l and l[0] != " ")
        installed.add((fields["Package"], fields["Version"]))
    check(f"every one of {len(installed)} Debian packages is listed", installed and named == installed, named ^ installed)


def of_stores(a, b):
    """Two bakes of the demo: the same objects, and the same values for xarray."""
    import xarray
    stores = [sorted(p.glob("persistent-ro/*/*/*/*.zarr")) for p in (Path(a), Path(b))]
    check("each has one store", [len(s) for s in stores] == [1, 1], stores)
    if not all(stores):
        return
    one, other = (s[0] for s in stores)
    objects = [{str(f.relative_to(s)): sha256(f) for f in s.rglob("*") if f.is_file() and (f.parent != s or f.name != "zarr.json")}
               for s in (one, other)]
    differ = {k for k in objects[0].keys() | objects[1].keys() if objects[0].get(k) != objects[1].get(k)}
    check(f"the {len(objects[0])} objects are those of scripts/arco", len(objects[0]) > 5 and not differ, sorted(differ)[:3])
    with xarray.open_zarr(one) as left, xarray.open_zarr(other) as right:
        for data in (left, right):
            data.attrs.pop("arcoforge", None)
        check("xarray reads the same from both", left.load().identical(right.load()), (left, right))


if __name__ == "__main__":
    action, *paths = sys.argv[1:]
    if action == "layers":
        for layer in manifest(Path(paths[0]))["layers"]:
            print(layer["digest"].partition(":")[2])
    elif action == "check":
        of_image(*map(Path, paths))
    else:
        of_stores(*paths)
