#!/usr/bin/env python3
"""Bakes into a bucket whose answers take their time, and counts what is asked of it.

  scripts/bench latency [--files N] [--delays 0 20 50 100] [--speed MB] [--link MB] [--rounds N] [--from-bucket]
                        [--arco PATH] [--chunks TIME LAT LON] [--local] [--trace FILE]

Each bake is of the daily archive (three packed variables, chunks of 40 days in boxes) on this machine, or in the same
bucket (--from-bucket), into a server of the Cloud Storage JSON API on loopback. Prints seconds and their ratio to no
delay, CPU seconds, objects, and requests by kind and an object. Peers: what so many plain parallel requests take.
"""
import argparse
import concurrent.futures
import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse

import archives
from macro import ROOT, measure

CHUNKS = {"time": 40, "lat": 90, "lon": 180}
PLAIN = 32


class Bucket:
    """The server, in a process of its own."""

    def __init__(self, class_path, trace):
        self.process = subprocess.Popen(["java", "-Xmx12g", "-Dsun.net.httpserver.nodelay=true", "-cp", class_path,
                                         "org.arcoforge.store.FarBucket", *trace],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        self.endpoint = self.process.stdout.readline().strip()

    def ask(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()

    def counts(self):
        return {k: int(n) for k, n in (pair.split("=") for pair in self.ask("count").split())}

    def put(self, connection, key, data):
        name = urllib.parse.quote(key, safe="")
        body = (b"--x\r\nContent-Type: application/json\r\n\r\n{\"name\":\"" + key.encode() + b"\"}\r\n"
                b"--x\r\nContent-Type: application/octet-stream\r\n\r\n" + data + b"\r\n--x--")
        connection.request("POST", f"/upload/storage/v1/b/bench/o?uploadType=multipart&name={name}", body,
                           {"Content-Type": "multipart/related; boundary=x"})
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, answer.status

    def upload(self, items):
        """Puts (key, bytes) by plain parallel requests."""
        host = self.endpoint.split("//")[1]

        def some(part):
            connection = http.client.HTTPConnection(host)
            for key, data in part:
                self.put(connection, key, data)

        with concurrent.futures.ThreadPoolExecutor(PLAIN) as threads:
            list(threads.map(some, [items[n::PLAIN] for n in range(PLAIN)]))


def feedstock(source, files):
    target = {"chunks": CHUNKS}
    stock = archives.feedstock("daily", source, files)
    stock["recipes"][0]["target"] = {**stock["recipes"][0].get("target", {}), **target}
    return stock


def bake(arco, folder, source, files, place):
    """Into a folder of the bucket, or of this machine's disk if the place is a path."""
    os.makedirs(folder)
    root = f"file://{place}" if place.startswith("/") else f"gs://bench/{place}"
    with open(f"{folder}/feedstock.yaml", "w") as f:
        json.dump(feedstock(source, files), f)
    with open(f"{folder}/bakery.yaml", "w") as f:
        json.dump({k: f"{root}/{k}" for k in ("scratch", "persistent", "catalog")}, f)
    report = f"{folder}/report.jsonl"
    seconds, cpu, peak = measure([arco, "bake", f"{folder}/feedstock.yaml", "--bakery", f"{folder}/bakery.yaml",
                                  "--allow-files", os.path.dirname(folder), "--report", report])
    with open(report) as f:
        line = json.loads(f.readline())
    assert line["status"] == "published", line
    return seconds, cpu, peak, line


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=90)
    parser.add_argument("--delays", type=int, nargs="+", default=[0, 20, 50, 100])
    parser.add_argument("--speed", type=int, default=0, help="MB a second and connection; 0 for any")
    parser.add_argument("--link", type=int, default=0, help="MB a second of all connections together; 0 for any")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--from-bucket", action="store_true")
    parser.add_argument("--chunks", type=int, nargs=3, metavar=("TIME", "LAT", "LON"), default=list(CHUNKS.values()))
    parser.add_argument("--local", action="store_true", help="bake onto this machine's disk too, first")
    parser.add_argument("--trace", nargs=1, default=[], metavar="FILE", help="which gets the time of each request")
    parser.add_argument("--arco", default=f"{ROOT}/scripts/arco")
    parser.add_argument("--class-path", required=True, help="of the server; scripts/bench gives it")
    options = parser.parse_args()
    CHUNKS.update(zip(CHUNKS, options.chunks))
    with tempfile.TemporaryDirectory(prefix="arco-latency-") as folder:
        archives.make("daily", f"{folder}/source", options.files)
        bucket = Bucket(options.class_path, options.trace)
        os.environ["STORAGE_EMULATOR_HOST"] = bucket.endpoint
        source = f"{folder}/source"
        if options.from_bucket:
            names = sorted(os.listdir(source))
            bucket.upload([(f"source/{n}", open(f"{source}/{n}", "rb").read()) for n in names])
            source = "gs://bench/source"
        bake(options.arco, f"{folder}/warm", source, min(options.files, 5), "warm")
        base, number = None, 0
        if options.local:
            rounds = [bake(options.arco, f"{folder}/l{n}", source, options.files, f"{folder}/disk{n}")
                      for n in range(options.rounds)]
            print(f"local disk: {statistics.median(r[0] for r in rounds):.1f} s,"
                  f" {statistics.median(r[1] for r in rounds):.1f} CPU s,"
                  f" {rounds[-1][3]['chunksWritten']} objects", flush=True)
        print("delay ms | wall s | ratio | CPU s | MB | objects | requests an object | by kind", flush=True)
        for delay in options.delays:
            rounds = []
            for _ in range(options.rounds):
                number += 1
                bucket.ask(f"far {delay} {options.speed} {options.link}")
                bucket.counts()
                rounds.append(bake(options.arco, f"{folder}/{number}", source, options.files, f"b{number}"))
                counts = bucket.counts()
                bucket.ask("far 0")
            wall = statistics.median(r[0] for r in rounds)
            base = base or wall
            line = rounds[-1][3]
            objects = line["chunksWritten"]
            print(f"{delay} | {wall:.1f} | {wall / base:.2f} | {statistics.median(r[1] for r in rounds):.1f} |"
                  f" {rounds[-1][2]:.0f} | {objects} | {sum(counts.values()) / objects:.2f} |"
                  f" {' '.join(f'{k}={n}' for k, n in counts.items())}", flush=True)
            if delay or options.link:
                items = [(f"plain/{number}/{n}", bytes(line["bytesWritten"] // objects)) for n in range(objects)]
                bucket.ask(f"far {delay} {options.speed} {options.link}")
                began = time.monotonic()
                bucket.upload(items)
                plain = time.monotonic() - began
                print(f"  {PLAIN} plain parallel requests put as many objects in {plain:.1f} s: {plain / wall:.2f} of the bake",
                      flush=True)
                bucket.ask("far 0")
                bucket.counts()
        bucket.process.stdin.close()
        bucket.process.wait()


if __name__ == "__main__":
    sys.exit(main())
