"""What a process of its own does and what it takes: each step's processor and wall time, and its peak of memory.

`python -m tests.bench._measured build OUT SOURCE...` builds; `… graph ROOT TRIPLES` publishes a made-up graph;
`… pages ROOT` asks for pages of entities. Each prints JSON.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from kg.publish import Options, build
from server import create_app
from tests.bench._servers import published
from tests.bench.web import things

READING = "Reading the pages"
_CLEAR = Path("/proc/self/clear_refs")
_STATUS = Path("/proc/self/status")


@dataclass(frozen=True, slots=True)
class Step:
    """What a step took: seconds of the processor and of the clock, and the most memory meanwhile in megabytes."""

    name: str
    processor: float
    wall: float
    memory: float


class Watch:
    """A reporter that takes the time of each step."""

    def __init__(self, first: str) -> None:
        self.steps: list[Step] = []
        self._begin(first)

    def expect(self, pages: int) -> None:
        """Says nothing."""

    def page(self, name: str, failed: bool) -> None:
        """Says nothing."""

    def step(self, words: str) -> None:
        """Ends the step before."""
        self.end()
        self._begin(words)

    def _begin(self, words: str) -> None:
        self._name = words
        self._processor, self._wall = _processor(), time.perf_counter()
        self._others = os.times().children_user
        _CLEAR.write_text("5")  # the peak begins anew

    def end(self) -> None:
        """Ends the last step."""
        took = _processor() - self._processor, time.perf_counter() - self._wall
        most = max(_peak(), _children_peak()) if os.times().children_user > self._others else _peak()
        self.steps.append(Step(self._name, *took, most))


def _processor() -> float:
    """Seconds of this process and of those that it has waited for."""
    return sum(os.times()[:4])


def _peak() -> float:
    line = next(line for line in _STATUS.read_text().splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


def _children_peak() -> float:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def measured(*words: str) -> list[Step]:
    """Runs one of the commands of this module in a process of its own; its steps."""
    command = [sys.executable, "-m", "tests.bench._measured", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    return [Step(**step) for step in json.loads(done.stdout)]


def _build(out: str, *sources: str) -> list[Step]:
    watch = Watch(READING)
    build(sources, Options(Path(out)), watch)
    watch.end()
    return watch.steps


def _graph(root: str, triples: str) -> list[Step]:
    watch = Watch("Making it up")
    published(Path(root), int(triples), watch.step)
    watch.end()
    return watch.steps


def _pages(root: str) -> list[Step]:
    """The median and the slowest page of actors, of their long lists, and of meetings: as two steps."""
    app = create_app(Path(root), workers=1, cache=1)
    times = []
    try:
        client = app.test_client()
        client.get("/")
        for _, paths in islice(things(app.extensions["snapshots"].current()), 3):
            client.get(paths[0])  # what is imported and compiled at the first of a kind
            for path in paths:
                start = time.process_time()
                status = client.get(path, buffered=True).status_code
                times.append(time.process_time() - start)
                assert status == 200, path
    finally:
        app.extensions["pool"].close()
    return [Step("median", statistics.median(times), 0.0, _peak()), Step("slowest", max(times), 0.0, _peak())]


def main(command: str, *words: str) -> None:
    """Does what is told and prints its steps."""
    commands: dict[str, Callable[..., list[Step]]] = {"build": _build, "graph": _graph, "pages": _pages}
    print(json.dumps([asdict(step) for step in commands[command](*words)]))


if __name__ == "__main__":
    main(*sys.argv[1:])
