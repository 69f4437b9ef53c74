"""Pages read on a Dask cluster: a scheduler and workers in processes of their own, some of which die on the way."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from kg import resources
from kg.cluster import PAGES_PER_CHUNK, read_all
from kg.errors import InputError, ModelError
from kg.pages import Raw
from kg.publish import Options, build
from kg.reading import LEFT_OUT
from tests import test_reading
from tests.test_reading import read

pytest.importorskip("distributed", reason="Dask is not installed: pip install 'chancery[scale]'")
ROOT = Path(__file__).resolve().parent.parent
_ENVIRONMENT = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}


def here() -> str:
    """What both sides say that they are."""
    return "the same"


def elsewhere() -> str:
    """What differs from process to process."""
    return str(os.getpid())


@dataclass
class Cluster:
    """A scheduler and its workers, each a process with a nanny that starts it again."""

    address: str
    scheduler: subprocess.Popen[str]
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start_worker(self, folder: Path) -> subprocess.Popen[bytes]:
        """Another worker."""
        words = [
            *("-m", "distributed.cli.dask_worker", self.address, "--nthreads", "1", "--no-dashboard"),
            *("--local-directory", str(folder), "--memory-limit", "0", "--death-timeout", "60"),
        ]
        worker = subprocess.Popen(
            [sys.executable, *words], env=_ENVIRONMENT, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.workers.append(worker)
        return worker


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    words = [
        "-m",
        "distributed.cli.dask_scheduler",
        "--host",
        "127.0.0.1",
        "--port",
        "0",
        "--no-dashboard",
        "--no-show",
    ]
    scheduler = subprocess.Popen([sys.executable, *words], env=_ENVIRONMENT, stderr=subprocess.PIPE, text=True)
    assert scheduler.stderr
    address = ""
    for line in scheduler.stderr:
        if found := re.search(r"Scheduler at:\s+(tcp://\S+)", line):
            address = found[1]
            break
    assert address
    drain = threading.Thread(target=scheduler.stderr.read, daemon=True)
    drain.start()
    made = Cluster(address, scheduler)
    for _ in range(2):
        made.start_worker(tmp_path_factory.mktemp("worker"))
    _wait_for_workers(made, 2)
    try:
        yield made
    finally:
        for worker in made.workers:
            with suppress(ProcessLookupError):
                os.killpg(worker.pid, signal.SIGKILL)  # its nanny, and the worker that it minds
            worker.wait(30)
        scheduler.terminate()
        scheduler.wait(30)
        drain.join(10)
        scheduler.stderr.close()


def _wait_for_workers(made: Cluster, number: int) -> None:
    from distributed import Client

    with Client(made.address, set_as_default=False) as client:
        client.wait_for_workers(number, timeout=60)


def _raws(*names: str) -> Iterator[Raw]:
    return map(test_reading._raw, names)


def test_all_are_read_and_each_failure_stays_with_its_page(cluster: Cluster) -> None:
    names = [*(f"page{i}" for i in range(3 * PAGES_PER_CHUNK)), "bad:1", "bug:1"]
    outcomes = {o.raw.name: o for o in read_all(_raws(*names), read, cluster.address, here)}
    assert sorted(outcomes) == sorted(names)
    assert outcomes["bad:1"].reason == "It is bad."
    assert "ZeroDivisionError: oops" in outcomes["bug:1"].reason
    assert [n for n in names if outcomes[n].reading is None] == ["bad:1", "bug:1"]
    assert outcomes["page0"].raw.data == b"page0"


def test_no_more_are_taken_than_the_cluster_can_hold(cluster: Cluster) -> None:
    taken = 0

    def source() -> Iterator[Raw]:
        nonlocal taken
        for raw in _raws(*(f"slow:{i}" for i in range(12 * PAGES_PER_CHUNK))):
            taken += 1
            yield raw

    outcomes = read_all(source(), read, cluster.address, here)
    next(outcomes)
    assert taken <= 6 * PAGES_PER_CHUNK
    outcomes.close()  # type: ignore[attr-defined]  # a generator, which is told that nobody wants more


def test_a_page_that_kills_workers_is_left_out_and_its_neighbours_are_not(cluster: Cluster) -> None:
    names = ["a", "b", "kill:1", "c"]
    outcomes = {o.raw.name: o.reason for o in read_all(_raws(*names), read, cluster.address, here)}
    assert outcomes == {"a": "", "b": "", "c": "", "kill:1": LEFT_OUT}


def test_a_model_that_is_missing_there_ends_it(cluster: Cluster) -> None:
    with pytest.raises(ModelError, match="no model"):
        list(read_all(_raws("model"), read, cluster.address, here))


def test_workers_of_another_version_are_refused(cluster: Cluster) -> None:
    with pytest.raises(InputError, match="install the same on both"):
        list(read_all(_raws("a"), read, cluster.address, elsewhere))


def test_no_scheduler_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.cluster._CONNECT", 0.5)
    for address in ("tcp://127.0.0.1:1", "nonsense://x"):
        with pytest.raises(InputError, match="dask scheduler"):
            list(read_all(_raws("a"), read, address, here))


@dataclass
class _Killer:
    """A reporter that ends a worker, nanny and all, once the first page has been read."""

    kill: Callable[[], Any]
    pages: int = 0

    def expect(self, pages: int) -> None:
        assert pages > 0

    def page(self, name: str, failed: bool) -> None:
        self.pages += 1
        if self.pages == 1:
            self.kill()

    def step(self, words: str) -> None:
        """Says nothing."""


def test_the_bytes_are_those_of_one_process_though_a_worker_dies(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.cluster.PAGES_PER_CHUNK", 1)  # so that the one that dies has some
    sources = sorted(resources.samples().iterdir())[:9]
    victim = cluster.start_worker(tmp_path / "victim")
    _wait_for_workers(cluster, 3)

    reporter = _Killer(lambda: os.killpg(victim.pid, signal.SIGKILL))
    spread = build(sources, Options(tmp_path / "spread", scheduler=cluster.address), reporter)
    alone = build(sources, Options(tmp_path / "alone", jobs=2), _Killer(lambda: None))
    assert victim.wait(10) != 0
    assert spread.failures == alone.failures == []
    assert spread.read == alone.read == reporter.pages
    for name in ("graph.ttl", "graph.nq.gz", "SHA256SUMS"):
        assert (tmp_path / "spread/dumps" / name).read_bytes() == (tmp_path / "alone/dumps" / name).read_bytes()
