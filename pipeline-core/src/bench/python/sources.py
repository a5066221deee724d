#!/usr/bin/env python3
"""Bakes from a web server whose every answer takes its time, and counts what is asked of it.

  scripts/bench sources [CASE...] [--files N] [--delay MS] [--caches off folder bucket] [--one-range] [--arco PATH]

few3      1 of 20 variables of NetCDF-3 files, 4 MB a variable and file, one after the other
records3  1 of 20 variables of NetCDF-3 files, whose records lie between those of the others, 42 kB each
few4      1 of 20 variables of NetCDF-4 files, chunks of a map, shuffle + deflate
whole3    all of large NetCDF-3 files (two a year), whose chunks go across files
whole4    all of small NetCDF-4 files, one a day, chunks of 40 days
times3    the plan of the files of whole3, whose 365 times lie a record apart
plan      the plan of files of a day each, headers only

Prints for each case and cache: bytes that the server sent, their ratio to what is needed (stored bytes of the kept
variables), requests (and HEAD beside them), bytes of the headers that the plan read alone, seconds. Counts hold on a busy
machine, seconds do not. A bake reads samples of the files once more to verify what it wrote; "without samples" leaves
them out, as "bake" minus "verify" says.
"""
import argparse
import http.server
import json
import os
import re
import sys
import tempfile
import threading
import time

import h5py
import netCDF4
import numpy as np

import archives
from macro import ROOT, measure

VARIABLES = 20
KEEP = "v07"
WHAT = {"few3": 8, "records3": 2, "few4": 8, "whole3": 20, "whole4": 90, "times3": 4, "plan": 365}
DELAY = {"plan": 100}
PLANNED = ("times3", "plan")  # of these the plan only


class Server(http.server.ThreadingHTTPServer):
    """Serves a folder by ranges; counts bytes and requests. Every answer takes as long as it is told."""
    daemon_threads = True
    request_queue_size = 512

    def __init__(self, folder, one_range):
        super().__init__(("127.0.0.1", 0), Handler)
        self.one_range = one_range
        self.folder, self.delay, self.lock = folder, 0.0, threading.Lock()
        self.counts = {}
        self.clear()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def clear(self):
        with self.lock:
            counts, self.counts = self.counts, {"bytes": 0, "get": 0, "head": 0}
        return counts

    def url(self):
        return f"http://127.0.0.1:{self.server_port}"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *_):
        pass

    def do_HEAD(self):
        self.answer(True)

    def do_GET(self):
        self.answer(False)

    def answer(self, bodiless):
        time.sleep(self.server.delay)
        path = self.server.folder + self.path.split("?")[0]
        if not os.path.isfile(path):
            self.send_response(404)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        size, modified = os.path.getsize(path), os.path.getmtime(path)
        tag = f'"{size:x}-{int(modified * 1e6):x}"'
        first, last, status = 0, size - 1, 200
        asked = self.headers.get("Range", "")
        match = re.fullmatch(r"bytes=(\d+)-(\d*)", asked)
        many = re.fullmatch(r"bytes=(\d+-\d+)(,\d+-\d+)+", asked)
        if many and not self.server.one_range and self.headers.get("If-Range", tag) == tag:
            return self.parts(path, size, tag, [tuple(map(int, r.split("-"))) for r in asked[6:].split(",")])
        if self.headers.get("If-None-Match") == tag:
            status, first = 304, size
        elif match and self.headers.get("If-Range", tag) == tag:
            status, first = 206, int(match[1])
            last = min(last, int(match[2] or last))
        count = 0 if bodiless else last + 1 - first
        self.count(head=bodiless, get=not bodiless)
        self.send_response(status)
        self.send_header("ETag", tag)
        self.send_header("Accept-Ranges", "bytes")
        if status == 206:
            self.send_header("Content-Range", f"bytes {first}-{last}/{size}")
        if status != 304:
            self.send_header("Content-Length", str(last + 1 - first))
        self.end_headers()
        if count:
            self.wfile.flush()
            with open(path, "rb") as file:
                while count:
                    try:
                        sent = os.sendfile(self.connection.fileno(), file.fileno(), last + 1 - count, min(count, 1 << 16))
                    except (BrokenPipeError, ConnectionResetError):  # no more of it is wanted
                        self.close_connection = True
                        return
                    count -= sent
                    self.count(bytes=sent)

    def count(self, **more):
        with self.server.lock:
            for key, n in more.items():
                self.server.counts[key] += n


    def parts(self, path, size, tag, ranges):
        body = bytearray()
        with open(path, "rb") as file:
            for first, last in ranges:
                body += f"\r\n--parts\r\nContent-Range: bytes {first}-{last}/{size}\r\n\r\n".encode()
                file.seek(first)
                body += file.read(last + 1 - first)
        body += b"\r\n--parts--\r\n"
        self.count(get=1, bytes=len(body))
        self.send_response(206)
        self.send_header("ETag", tag)
        self.send_header("Content-Type", "multipart/byteranges; boundary=parts")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def few(folder, n, form):
    """Files of a day with 20 variables; records3: of 30 days, whose records take turns."""
    records = form == "records3"
    ny, nx, days = (73, 144, 30) if records else (720, 1440, 1)
    for k in range(n):
        steps = k * days + np.arange(days)
        with netCDF4.Dataset(f"{folder}/f{k:05d}.nc", "w", format="NETCDF4" if form == "few4" else "NETCDF3_64BIT_OFFSET") as nc:
            archives.axes(nc, ny, nx, steps)
            kind = {"zlib": True, "complevel": 1, "shuffle": True, "chunksizes": (1, ny, nx)} if form == "few4" else {}
            values = archives.field(ny, nx, steps, k)
            vs = [nc.createVariable(f"v{v:02d}", "f4", ("time", "lat", "lon"), **kind) for v in range(VARIABLES)]
            for v, variable in enumerate(vs):
                variable[:] = np.rint((values + v) * 4096) / 4096


def made(case, root, n):
    folder = f"{root}/{case}"
    os.makedirs(folder)
    if case in ("few3", "records3", "few4"):
        few(folder, n, case)
    elif case in ("whole3", "times3"):
        archives.make("models", folder, n)
    elif case == "whole4":
        archives.make("daily", folder, n)
    else:
        small(folder, n)
    return folder


def small(folder, n):
    for day in range(n):
        with netCDF4.Dataset(f"{folder}/d{day:05d}.nc", "w") as nc:
            archives.axes(nc, 181, 360, [day])
            v = nc.createVariable("t", "f4", ("time", "lat", "lon"), zlib=True, chunksizes=(1, 181, 360))
            v[:] = archives.field(181, 360, [day], day)


def needed(case, folder):
    total = 0
    for name in sorted(os.listdir(folder)):
        if case == "few4":
            with h5py.File(f"{folder}/{name}") as f:
                total += f[KEEP].id.get_storage_size()
        elif case in ("few3", "records3"):
            with netCDF4.Dataset(f"{folder}/{name}") as nc:
                total += nc[KEEP].size * 4
        else:
            total += os.path.getsize(f"{folder}/{name}")
    return total


def feedstock(case, url, n):
    days = 30 if case == "records3" else 1
    name = {"whole4": "/sst.{time:05d}.nc", "plan": "/d{time:05d}.nc"}.get(case, "/f{time:05d}.nc")
    dims = [{"concat": "time", "range": {"start": 0, "stop": n - 1, "step": 1}}]
    chunks = {"time": 30 if case == "records3" else 1}
    if case in ("whole3", "times3"):
        name = "/{variable}_{time:%Y}.nc"
        dims = [{"merge": "variable", "keys": ["tas", "pr"]},
                {"concat": "time", "dates": {"start": "2000-01-01", "end": f"{1999 + n}-01-01", "step": "P1Y"}}]
        chunks = {"time": 600}
    elif case == "whole4":
        chunks = {"time": 40}
    recipe = {"id": case, "pattern": {"url": url + name, "dims": dims}, "target": {"chunks": chunks, "mode": "create"}}
    if case in ("few3", "records3", "few4"):
        recipe["transforms"] = [{"keep": [KEEP]}]
    return {"id": f"bench-{case}", "title": case, "description": "benchmark", "license": "CC0-1.0",
            "providers": [{"name": "bench", "roles": ["producer"]}], "recipes": [recipe]}


def run(options, verb, folder, more):
    seconds, _, _ = measure([options.arco, verb, f"{folder}/feedstock.yaml", "--bakery", f"{folder}/bakery.yaml", *more])
    return seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="*", metavar="CASE", help=", ".join(WHAT) + "; all if none is named")
    parser.add_argument("--files", type=int, help="so many files of each case (years, of whole3)")
    parser.add_argument("--delay", type=float, help="ms a request (default: 50; plan 100)")
    parser.add_argument("--caches", nargs="+", default=["off", "folder"], help="off, folder, or a URL as gs://… or memory://…")
    parser.add_argument("--one-range", action="store_true", help="the server ignores requests for many ranges")
    parser.add_argument("--arco", default=f"{ROOT}/scripts/arco")
    options = parser.parse_args()
    print("case | cache | files | MB needed | MB sent | ratio | GET | HEAD | seconds", flush=True)
    for case in options.cases or WHAT:
        with tempfile.TemporaryDirectory(prefix="arco-sources-") as root:
            n = options.files or WHAT[case]
            source = made(case, root, n)
            files, need = len(os.listdir(source)), needed(case, source)
            server = Server(source, options.one_range)
            for cache in ["off"] if case in PLANNED else options.caches:
                folder = f"{root}/{len(os.listdir(root))}"
                os.makedirs(folder)
                with open(f"{folder}/feedstock.yaml", "w") as f:
                    json.dump(feedstock(case, server.url(), n), f)
                bakery = {k: f"file://{folder}/{k}" for k in ("scratch", "persistent", "catalog")}
                bakery["egress"] = {"allow_private": ["127.0.0.1"]}
                if cache != "off":
                    bakery["cache"] = f"file://{folder}/cache" if cache == "folder" else cache
                with open(f"{folder}/bakery.yaml", "w") as f:
                    json.dump(bakery, f)
                server.delay = (DELAY.get(case, 50) if options.delay is None else options.delay) / 1000
                server.clear()
                rows = [("plan", run(options, "plan", folder, []))] if case in PLANNED else [
                    ("bake", run(options, "bake", folder, ["--report", f"{folder}/report.jsonl"]))]
                counts = server.clear()
                if case not in PLANNED:
                    with open(f"{folder}/report.jsonl") as f:
                        line = json.loads(f.readline())
                    assert line["status"] == "published", line
                print(f"{case} | {cache} | {files} | {need / 1e6:.1f} | {counts['bytes'] / 1e6:.1f} |"
                      f" {counts['bytes'] / need:.3f} | {counts['get']} | {counts['head']} | {rows[0][1]:.1f}", flush=True)
            server.shutdown()


if __name__ == "__main__":
    sys.exit(main())
