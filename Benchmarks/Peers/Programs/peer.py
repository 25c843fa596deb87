"""What every peer in Python shares: the lines it reads, the lines it answers, the file of a problem.

A peer reads one JSON object a line on standard input and answers each with one on standard output:

    {"command": "load", "kind": "scalars", "file": "…"}   {"known": true}, or false for a kind it does not know
    {"command": "run", "count": 3}                        {"seconds": 0.0021}, for all three
    {"command": "values", "file": "…"}                    {"count": 1001}, f and the gradient as doubles

A request that fails is answered by {"error": "…"}. The end of the input ends the peer. Costate sets the
environment variable COSTATE_PEER_THREADS before it starts a peer.
"""

import json
import os
import sys
import time

threads = int(os.environ.get("COSTATE_PEER_THREADS", "1"))
if hasattr(os, "sched_setaffinity"):
    # Libraries take their number of threads from the processors they may use.
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:threads])

import numpy  # noqa: E402, after the affinity


class Reader:
    """The numbers of a problem's file, in order."""

    def __init__(self, file):
        with open(file, "rb") as stream:
            self.data = stream.read()
        self.position = 0

    def numbers(self, kind, count):
        """The next numbers of a type such as "<f8"."""
        numbers = numpy.frombuffer(self.data, kind, count, self.position)
        self.position += numbers.nbytes
        return numbers


def serve(solvers):
    """Answers requests; a solver is made from a Reader and has run() and values()."""
    answers, sys.stdout = sys.stdout, sys.stderr
    solver = None
    for line in sys.stdin:
        request = json.loads(line)
        try:
            if request["command"] == "load":
                known = request["kind"] in solvers
                # The one before goes first: two large graphs may not fit.
                solver = None
                solver = solvers[request["kind"]](Reader(request["file"])) if known else None
                answer = {"known": known}
            elif request["command"] == "run":
                begin = time.perf_counter()
                for _ in range(request["count"]):
                    solver.run()
                answer = {"seconds": time.perf_counter() - begin}
            else:
                values = numpy.concatenate(
                    [numpy.asarray(value, "<f8").ravel() for value in solver.values()])
                values.tofile(request["file"])
                answer = {"count": len(values)}
        except Exception as error:
            answer = {"error": " ".join(f"{type(error).__name__}: {error}".split())}
        print(json.dumps(answer), file=answers, flush=True)
