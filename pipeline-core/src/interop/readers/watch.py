"""A reader that looks at stores again and again while somebody writes; started as a file, with its commands on stdin.

A command is JSON: {"stores": [{"path", "before", "after"}], "expected": FILE.npy, "until": FILE, "only": null or a length}.
It looks until the file is there, once at least, and answers {"looks": N, "before": N, "after": N, "problems": [...]}.
"""

import json
import pathlib
import sys
import time

import numpy as np
import zarr

PAUSE = 0.02  # seconds, so that there is time for the writer


def seen(path, expected):
    """What one reader sees of a store: its length in time; raises what is wrong with it."""
    group = zarr.open_group(path, mode="r", use_consolidated=True)
    values, times = group["tas"][:], group["time"][:]
    length = values.shape[0]
    if times.shape[0] != length:
        raise ValueError(f"{length} maps and {times.shape[0]} times")
    if not np.array_equal(times, np.arange(length)):
        raise ValueError(f"times are {times}")
    for day in range(length):
        if not np.array_equal(values[day], expected[day]):
            raise ValueError(f"day {day} of {length} has other values than its file")
    return length


def watched(command):
    expected = np.load(command["expected"])
    until = pathlib.Path(command["until"])
    answer = {"looks": 0, "before": 0, "after": 0, "problems": []}
    while True:
        last = until.exists()
        for store in command["stores"]:
            answer["looks"] += 1
            try:
                length = seen(store["path"], expected)
            except Exception as problem:  # Whatever a reader stumbles over.
                answer["problems"].append(f"{store['path']}: {type(problem).__name__}: {problem}"[:300])
                continue
            known = {store["before"]: "before", store["after"]: "after"}
            if length not in known or command["only"] not in (None, length):
                answer["problems"].append(f"{store['path']}: {length} days")
            answer[known.get(length, "after")] += 1
        if last:
            return answer
        time.sleep(PAUSE)


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(watched(json.loads(line))), flush=True)
