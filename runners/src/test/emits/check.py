"""Holds all forms of the served catalog against their tools: check.py WORK URL. The last line is "N passed, N failed"."""
import json
import pathlib
import sys

from proof import Proof
import api
import documents
import graph

work, url = pathlib.Path(sys.argv[1]), sys.argv[2]
proof = Proof()
for part in (documents.prove, graph.prove, api.prove):
    proof.run(part, work, url)
print(f"{proof.passed} passed, {proof.failed} failed")
sys.exit(1 if proof.failed else 0)
