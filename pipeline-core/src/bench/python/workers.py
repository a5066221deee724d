#!/usr/bin/env python3
"""Plays a bake on many workers, and says what it takes and costs: each number is an argument.

  scripts/bench workers [--archive 100TB] [--object 100MB] [--workers 10 100 1000] [OPTION…]     (--help)

Nothing is baked. Elements of the job (as many as the bake makes of its tiles) are handed to workers of one processor each; the
time of a tile is lognormal, some workers are slow, some die and are replaced, elements are tried up to --tries times. A tile that
has its receipt is not written again. What one worker alone does at the ends (plan, sample, publish) follows the laws of
pipeline-core/docs/scale.md. The same --seed gives the same figures. Standard library only.
"""
import argparse
import heapq
import math
import random
import re

UNITS = {"": 1, "kB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12, "PB": 1e15}
MOST_ELEMENTS = 20_000  # of the step that writes tiles
MOST_RANGES = 1000  # of the step that reads headers
# Measured by `scripts/bench scale`: processor seconds a file, and an object.
PLAN = 1.5e-5
RECEIPT = 1.6e-5


def size(text):
    match = re.fullmatch(r"([0-9.]+(?:e[0-9]+)?) ?([kMGTP]?B|)", text)
    if not match:
        raise argparse.ArgumentTypeError(f"{text} is no size such as 100TB")
    return float(match[1]) * UNITS[match[2]]


def shown(n):
    for unit in ("PB", "TB", "GB", "MB", "kB"):
        if n >= UNITS[unit]:
            return f"{n / UNITS[unit]:,.4g} {unit}"
    return f"{n:,.0f} B"


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a = p.add_argument
    a("--archive", type=size, default=1e14, help="uncompressed bytes of the result (100TB)")
    a("--object", type=size, default=1e8, help="uncompressed bytes of an object (100MB)")
    a("--file", type=size, default=1e8, help="uncompressed bytes of a source file (100MB)")
    a("--tile-objects", type=int, default=1, help="objects a tile; large ones are a tile each")
    a("--ratio", type=float, default=0.5, help="bytes stored over bytes uncompressed, of sources and result")
    a("--workers", type=int, nargs="+", default=[10, 100, 1000])
    a("--rate", type=size, default=182e6, help="uncompressed bytes a second of one processor (182MB, `series`)")
    a("--network", type=size, default=50e6, help="stored bytes a second that one worker reads (50MB)")
    a("--sigma", type=float, default=0.5, help="of the logarithm of a tile's seconds")
    a("--stragglers", type=float, default=0.01, help="share of workers that are slow")
    a("--slower", type=float, default=5, help="times that these are slower")
    a("--deaths", type=float, default=0.02, help="of a worker, an hour")
    a("--boot", type=float, default=120, help="seconds until a worker is there")
    a("--failures", type=float, default=1e-4, help="share of tries of a tile that fail")
    a("--tries", type=int, default=4, help="of an element, until the job has failed")
    a("--hosts", type=int, default=1, help="hosts that the sources are on")
    a("--host-rate", type=size, default=math.inf, help="bytes a second that one of them gives to all (no limit)")
    a("--request", type=float, default=0.05, help="seconds of a request")
    a("--at-once", type=int, default=64, help="receipts that are asked for at once")
    a("--single", action="store_true", help="elements of several tiles leave no receipt for all, as before")
    a("--header", type=float, default=0.103, help="seconds of a header: two requests and 3 ms")
    a("--plan", type=float, default=PLAN, help="seconds of planning, a file")
    a("--receipt", type=float, default=RECEIPT, help="seconds of a receipt and its objects, without waiting")
    a("--page", type=float, default=0.2, help="seconds of a page of 1000 in a listing")
    a("--verify", type=float, default=0.03, help="of verification, over what writing takes")
    a("--core-hour", type=float, default=0.056)
    a("--gigabyte-hour", type=float, default=0.003557)
    a("--memory", type=float, default=4, help="GB a processor")
    a("--thousand-writes", type=float, default=0.005)
    a("--thousand-reads", type=float, default=0.0004)
    a("--gigabyte-month", type=float, default=0.02)
    a("--seed", type=int, default=1)
    return p.parse_args()


class Job:
    """What there is to do."""

    def __init__(self, o):
        self.objects = math.ceil(o.archive / o.object)
        self.files = math.ceil(o.archive / o.file)
        self.tiles = math.ceil(self.objects / o.tile_objects)
        self.together = math.ceil(self.tiles / MOST_ELEMENTS)
        self.elements = math.ceil(self.tiles / self.together)
        self.combined = self.elements if self.together > 1 and not o.single else 0  # receipts
        self.tile_bytes = o.archive / self.tiles
        self.cpu = self.tile_bytes / o.rate
        self.read = self.tile_bytes * o.ratio / o.network

    def single(self, o):
        """Steps of one element, in seconds."""
        asked = self.combined or self.tiles
        receipts = self.tiles * o.receipt + asked * (o.request / o.at_once + o.page / 1000)
        return {
            "plan": self.files * o.plan,
            "sample": receipts + self.objects / 1000 * o.page,
            "publish": receipts + self.objects * o.receipt,
        }


class Play:
    """The tiles of a job on so many workers."""

    def __init__(self, o, job, workers):
        self.o, self.job, self.workers = o, job, workers
        self.random = random.Random(f"{o.seed} {workers}")
        self.lost = self.useful = 0.0
        self.deaths = self.again = 0
        self.most_tries = 1
        self.failed = False

    def newcomer(self):
        slow = self.o.slower if self.random.random() < self.o.stragglers else 1
        rate = self.o.deaths / 3600
        return slow, self.random.expovariate(rate) if rate else math.inf

    def seconds(self, reading):
        """A tile's, while so many read from its host."""
        o, job = self.o, self.job
        share = o.host_rate / max(1, reading)
        mean = job.cpu + job.tile_bytes * o.ratio / min(o.network, share)
        return mean * self.random.lognormvariate(-o.sigma ** 2 / 2, o.sigma)

    def run(self):
        o, job = self.o, self.job
        waiting = [(0, e, min(job.together, job.tiles - e * job.together)) for e in range(job.elements - 1, -1, -1)]
        reading = [0] * o.hosts
        # When, order, worker (slow, dies at, host it reads from), what it hands back.
        events = [(o.boot * self.random.uniform(0.7, 1.3), w, self.newcomer(), None, None) for w in range(self.workers)]
        events = [(t, w, (slow, t + life), None, None) for t, w, (slow, life), _, _ in events]
        heapq.heapify(events)
        order = self.workers
        idle = []
        end = 0.0
        while events:
            now, _, (slow, dies), host, back = heapq.heappop(events)
            end = max(end, now) if host is not None else end
            if host is not None:
                reading[host] -= 1
            if back:
                tries, number, rest = back
                self.most_tries = max(self.most_tries, min(o.tries, tries + 2))
                self.again += 1
                if tries + 1 >= o.tries:
                    self.failed = True
                    return now
                waiting.insert(0, (tries + 1, number, rest))  # behind the others
            free = [(slow, dies)]
            if back and idle:
                free.append(idle.pop())
            for slow, dies in free:
                if not waiting:
                    idle.append((slow, dies))
                    continue
                if dies <= now:
                    slow, life = self.newcomer()
                    dies = now + life
                tries, number, rest = waiting.pop()
                host = number % o.hosts
                reading[host] += 1
                event = self.element(now, slow, dies, host, tries, number, rest, reading[host])
                order += 1
                heapq.heappush(events, (event[0], order, *event[1:]))
        return end

    def element(self, now, slow, dies, host, tries, number, rest, reading):
        """One worker's try: when it is free again, as which worker, and what is left of the element."""
        at = now
        while rest:
            took = self.seconds(reading) * slow
            if at + took > dies:
                self.lost += dies - at
                self.deaths += 1
                free = dies + self.o.boot
                slow, life = self.newcomer()
                return free, (slow, free + life), host, (tries, number, rest)
            at += took
            if self.random.random() < self.o.failures:
                self.lost += took
                return at, (slow, dies), host, (tries, number, rest)
            self.useful += took
            rest -= 1
        return at, (slow, dies), host, None


def hours(seconds):
    return f"{seconds / 3600:,.2f}"


def main():
    o = arguments()
    job = Job(o)
    single = job.single(o)
    lines = [
        ("uncompressed", shown(o.archive), "--archive"),
        ("stored, each of sources and result", shown(o.archive * o.ratio), f"× --ratio {o.ratio}"),
        ("files", f"{job.files:,}", f"÷ --file {shown(o.file)}"),
        ("objects", f"{job.objects:,}", f"÷ --object {shown(o.object)}"),
        ("tiles and receipts", f"{job.tiles:,}", f"÷ --tile-objects {o.tile_objects}"),
        ("elements of the job", f"{job.elements:,}", f"{job.together} tiles each"),
        ("receipts of elements", f"{job.combined:,}", "one each where they have several tiles"),
        ("processor hours", hours(job.tiles * job.cpu), f"{shown(o.archive)} ÷ --rate {shown(o.rate)}/s"),
        ("hours of reading", hours(job.tiles * job.read),
         f"{shown(o.archive * o.ratio)} ÷ --network {shown(o.network)}/s"),
        ("hours of headers", hours(job.files * o.header), f"{job.files:,} × --header {o.header} s"),
        ("a tile, seconds", f"{job.cpu + job.read:.2f}", "processor and reading, one after the other"),
    ]
    print("| what | | how |\n|---|---|---|")
    for line in lines:
        print("| " + " | ".join(line) + " |")
    print("\n| step of one element | seconds |\n|---|---|")
    for name, s in single.items():
        print(f"| {name} | {s:,.0f} |")

    head = ["workers", "hours", "of which tiles", "single steps", "longest of these", "its share", "utilisation",
            "lost work", "tried again", "most tries", "deaths", "paid core hours", "money"]
    print("\n| " + " | ".join(head) + " |\n|" + "---|" * len(head))
    longest = max(single, key=single.get)
    for workers in o.workers:
        play = Play(o, job, workers)
        tiles = play.run()
        headers = job.files * o.header / min(workers, MOST_RANGES)
        verify = o.verify * job.tiles * (job.cpu + job.read) / workers
        alone = sum(single.values())
        total = tiles + headers + verify + alone
        paid = workers * total / 3600
        money = paid * (o.core_hour + o.memory * o.gigabyte_hour)
        useful = play.useful + verify * workers + headers * min(workers, MOST_RANGES) + alone
        row = [f"{workers:,}", hours(total), hours(tiles), hours(alone), longest, f"{single[longest] / total:.0%}",
               f"{useful / (workers * total):.0%}", f"{play.lost / (play.useful + play.lost):.2%}", f"{play.again:,}",
               f"{play.most_tries}", f"{play.deaths:,}", f"{paid:,.0f}", f"{money:,.0f}"]
        print("| " + " | ".join(row) + " |" + (" the job failed: hours until then" if play.failed else ""))

    created = job.objects + job.tiles + job.combined
    asked = (job.files + job.tiles + (job.combined or job.tiles)) * 2
    writes = created / 1000 * o.thousand_writes
    reads = asked / 1000 * o.thousand_reads
    month = o.archive * o.ratio / 1e9 * o.gigabyte_month
    print("\n| besides | money | how |\n|---|---|---|")
    print(f"| creating objects and receipts | {writes:,.2f} | {created:,} × {o.thousand_writes} ÷ 1000 |")
    print(f"| reading headers, sources, receipts twice | {reads:,.2f} | "
          f"{asked:,} × {o.thousand_reads} ÷ 1000 |")
    print(f"| keeping the store, a month | {month:,.0f} | {shown(o.archive * o.ratio)} × {o.gigabyte_month} a GB |")


if __name__ == "__main__":
    main()
