"""Measures item search over a generated catalog: search_speed.py ITEMS [ARCO] [--clients 8] [--seconds 10] [--folder FOLDER].

Writes a catalog of so many items (100 a collection) into a temporary folder, or one that is kept and taken again, serves it by "arco catalog serve", and asks it
from threads for a bounded time: pages of 10 by box and time, by a polygon, by time alone, by id (with its collection, and alone), by
a word, a collection's items, and pages far behind the first. Prints requests/s of each, the processor time of each, how long the
first answer took, and the memory of the process.
"""
import argparse
import contextlib
import http.client
import json
import os
import pathlib
import random
import re
import subprocess
import tempfile
import threading
import time
import urllib.parse

options = argparse.ArgumentParser()
options.add_argument("items", type=int)
options.add_argument("arco", nargs="?", default=str(pathlib.Path(__file__).parents[4] / "scripts/arco"))
options.add_argument("--folder")
options.add_argument("--clients", type=int, default=8)
options.add_argument("--seconds", type=float, default=10)
options = options.parse_args()
VERSION = "20260101T000000Z-0001"


def item(collection, recipe, rng):
    west, south, year = rng.uniform(-180, 170), rng.uniform(-90, 80), rng.randint(1950, 2020)
    box = [west, south, west + 10, south + 10]
    ring = [[box[0], box[1]], [box[2], box[1]], [box[2], box[3]], [box[0], box[3]], [box[0], box[1]]]
    return {"type": "Feature", "stac_version": "1.1.0", "stac_extensions": [], "id": f"{recipe}-{VERSION}",
            "collection": collection, "bbox": box, "geometry": {"type": "Polygon", "coordinates": [ring]},
            "properties": {"datetime": None, "start_datetime": f"{year}-01-01T00:00:00Z", "end_datetime": f"{year}-12-31T00:00:00Z",
                           "title": f"Item {recipe}", "version": VERSION, "arco:recipe": recipe, "created": "2026-01-01T00:00:00Z",
                           "cube:variables": {"sst": {"type": "data", "dimensions": []}}},
            "links": [{"rel": "root", "href": "../../../catalog.json"}, {"rel": "collection", "href": "../../collection.json"}],
            "assets": {"zarr": {"href": f"../../../../persistent-ro/{collection}/{recipe}/{VERSION}/{recipe}.zarr"}}}


def write(root):
    rng = random.Random(7)
    children = []
    for c in range((options.items + 99) // 100):
        name = f"c{c:05}"
        versions, links = {}, []
        for r in range(min(100, options.items - 100 * c)):
            recipe = f"r{r:02}"
            folder = root / name / recipe / VERSION
            folder.mkdir(parents=True)
            (folder / "item.json").write_text(json.dumps(item(name, recipe, rng)))
            href = f"./{recipe}/{VERSION}/item.json"
            versions[recipe] = {"current": VERSION, "versions": [{"version": VERSION, "href": href, "store": "gs://b/x.zarr",
                                                                  "created": "2026-01-01T00:00:00Z", "sequence": 1}]}
            links.append({"rel": "item", "href": href, "type": "application/geo+json"})
        collection = {"type": "Collection", "stac_version": "1.1.0", "id": name, "title": name, "description": "Generated.", "license": "CC0-1.0",
                      "extent": {"spatial": {"bbox": [[-180, -90, 180, 90]]}, "temporal": {"interval": [[None, None]]}},
                      "links": links, "arco:versions": versions}
        (root / name / "collection.json").write_text(json.dumps(collection))
        children.append({"rel": "child", "href": f"./{name}/collection.json"})
    (root / "catalog.json").write_text(json.dumps({"type": "Catalog", "stac_version": "1.1.0", "id": "speed", "description": "Generated.", "links": children}))


def ask(host, port, path, deadline, counts, n):
    rng = random.Random(n)
    connection = http.client.HTTPConnection(host, port, timeout=120)
    while time.monotonic() < deadline:
        connection.request("GET", path(rng))
        answer = connection.getresponse()
        body = answer.read()
        assert answer.status == 200, (answer.status, body[:200])
        counts[n] += 1


def box(rng):
    west, south = rng.uniform(-180, 150), rng.uniform(-90, 60)
    year = rng.randint(1950, 2020)
    return f"/search?bbox={west:.2f},{south:.2f},{west + 30:.2f},{south + 30:.2f}&datetime={year}-01-01T00:00:00Z/{year + 3}-01-01T00:00:00Z&limit=10"


def one(rng):
    i = rng.randrange(options.items)
    return f"/search?collections=c{i // 100:05}&ids=r{i % 100:02}-{VERSION}"


def alone(rng):
    return f"/search?ids=r{rng.randrange(min(100, options.items)):02}-{VERSION}"


def word(rng):
    return f"/search?q=item,r{rng.randrange(min(100, options.items)):02}"


def shape(rng):
    x, y = rng.uniform(-150, 150), rng.uniform(-60, 60)
    ring = [[x - 15, y], [x, y - 15], [x + 15, y], [x, y + 15], [x - 15, y]]
    return "/search?intersects=" + urllib.parse.quote(json.dumps({"type": "Polygon", "coordinates": [ring]}))


def page(rng):
    return f"/search?token={10 * rng.randrange(options.items // 10)}"


def years(rng):
    year = rng.randint(1950, 2020)
    return f"/search?datetime={year}-01-01T00:00:00Z/{year + 3}-01-01T00:00:00Z"


def processor(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")


def memory(pid):
    return int(re.search(r"VmHWM:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text())[1]) // 1024


with contextlib.nullcontext(options.folder) if options.folder else tempfile.TemporaryDirectory() as folder:
    root = pathlib.Path(folder) / "catalog"
    if not root.exists():
        root.mkdir(parents=True)
        (pathlib.Path(folder) / "persistent-ro").mkdir()
        write(root)
    server = subprocess.Popen([options.arco, "catalog", "serve", "--root", folder, "--port", "0"], stdout=subprocess.PIPE, text=True)
    try:
        host, port = re.search(r"http://([^:/]+):(\d+)", server.stdout.readline()).groups()
        start = time.monotonic()
        connection = http.client.HTTPConnection(host, int(port), timeout=600)
        connection.request("GET", "/search?limit=1")
        matched = json.loads(connection.getresponse().read())["numberMatched"]
        print(f"{matched:,} items; the first answer took {time.monotonic() - start:.1f} s (the index is made then), {processor(server.pid):.1f} s of processor time; load {os.getloadavg()[0]:.0f}")
        for name, path in (("box and time", box), ("polygon", shape), ("time", years), ("by id and collection", one), ("by id", alone), ("by word", word), ("a collection's items", lambda rng: f"/collections/c{rng.randrange((options.items + 99) // 100):05}/items?limit=10"), ("any page", page)):
            counts = [0] * options.clients
            before = processor(server.pid)
            deadline = time.monotonic() + options.seconds
            threads = [threading.Thread(target=ask, args=(host, int(port), path, deadline, counts, n)) for n in range(options.clients)]
            [t.start() for t in threads]
            [t.join() for t in threads]
            print(f"{name}: {sum(counts) / options.seconds:,.0f} requests/s from {options.clients} clients, {1000 * (processor(server.pid) - before) / max(1, sum(counts)):.1f} ms of processor time each; load {os.getloadavg()[0]:.0f}", flush=True)
        print(f"{memory(server.pid)} MB of memory at most")
    finally:
        server.terminate()
        server.wait()
