"""What the benchmarks of servers stand on: a made-up publication, this server as it runs, a client that takes times."""

from __future__ import annotations

import gzip
import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from kg import prepared, search
from kg.publication import CURRENT, VERSIONS, Publication
from kg.queries import SavedQuery
from kg.store import embedded
from tests.bench._synthetic import BASE, Synthetic, values_of
from tests.dump_files import write_dumps
from tests.servers import free_port

JSON = "application/sparql-results+json"


def published(root: Path, triples: int, step: Callable[[str], None] = lambda _: None) -> Publication:
    """A publication of a made-up graph: store, index, prepared answers and dumps, without pages. `step` is told what
    comes next. Memory does not grow with the graph but for what the steps themselves take."""
    folder = root / VERSIONS / "1-made0up"
    (folder / "dumps").mkdir(parents=True)
    quads, union = _write_quads(folder, triples)
    step("Loading the store")
    embedded.load(folder / "store", quads, union)
    step("Writing the search index")
    store = embedded.open_store(folder / "store")
    search.write(store, folder / "search.sqlite")
    step("Answering the saved queries")
    prepared.write(store, folder / "answers", BASE)
    step("Writing the dumps")
    write_dumps(folder / "dumps", quads, union)
    step("Tidying up")
    manifest: dict[str, object] = {"base_iri": BASE, "pages": [], "background": {}, "authority": None, "curation": None}
    (folder / "manifest.json").write_text(json.dumps(manifest))
    (folder / "report.json").write_text(json.dumps({"pages": [], "failed": []}))
    (root / CURRENT).symlink_to(Path(VERSIONS) / folder.name)
    quads.unlink()
    union.unlink()
    return Publication.open(root)


def _write_quads(folder: Path, triples: int) -> tuple[Path, Path]:
    """A made-up graph as N-Quads, graph after graph, and its union as N-Triples, sorted and each once."""
    quads, union, unsorted = folder / "graph.nq", folder / "graph.nt", folder / "unsorted.nt"
    with quads.open("w", encoding="utf-8") as out, unsorted.open("w", encoding="utf-8") as plain:
        for graph, group in groupby(Synthetic(triples).quads(), key=itemgetter(3)):
            told = sorted({f"{s} {p} {o}" for s, p, o, _ in group})
            out.writelines(f"{statement} {graph} .\n" for statement in told)
            plain.writelines(f"{statement} .\n" for statement in told)
    command = ["sort", "--unique", "--buffer-size=1G", f"--temporary-directory={folder}", f"--output={union}"]
    subprocess.run([*command, str(unsorted)], env=os.environ | {"LC_ALL": "C"}, check=True)
    unsorted.unlink()
    return quads, union


def texts(library: tuple[SavedQuery, ...]) -> dict[str, str]:
    """The saved queries, each asked of the made-up graph."""
    from kg.queries import bind

    return {query.name: bind(query, values_of(query)) for query in library}


@dataclass(slots=True)
class Client:
    """One connection that is kept, and the answers that come over it."""

    address: str
    more: str = ""
    """What else the address of a query says, such as the default graph."""
    connection: http.client.HTTPConnection | None = None

    def query(self, text: str, patience: float = 60.0) -> tuple[float, int, bytes]:
        """Asks a query; milliseconds until the last byte of its answer, the status, the answer.

        Raises:
            TimeoutError: there was no answer within so many seconds.
        """
        path = urlsplit(self.address).path
        body = urlencode({"query": text}) + self.more
        kind = {"Accept": JSON, "Content-Type": "application/x-www-form-urlencoded"}
        return self.request("POST", path, body, kind, patience)

    def get(self, path: str, accept: str) -> tuple[float, int, bytes]:
        """Reads a page."""
        return self.request("GET", path, None, {"Accept": accept}, 60.0)

    def request(
        self, method: str, path: str, body: str | None, headers: dict[str, str], patience: float
    ) -> tuple[float, int, bytes]:
        """Sends one request."""
        start = time.perf_counter()
        if self.connection is None:
            self.connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=patience)
        try:
            self.connection.request(method, path, body, headers)
            response = self.connection.getresponse()
            answer = response.read()
        except (OSError, http.client.HTTPException):
            self.connection.close()
            self.connection = None
            raise
        return (time.perf_counter() - start) * 1000, response.status, answer


@contextmanager
def served(root: Path, log: Path, *options: str) -> Iterator[tuple[str, int]]:
    """This server over a publication, ready to answer: its address and process id."""
    port = free_port()
    command = [sys.executable, "-m", "kg", "serve", str(root), "--port", str(port), *options]
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out)
    client = Client(f"http://127.0.0.1:{port}/")
    try:
        _await(process, client)
        yield client.address, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def _await(process: subprocess.Popen[bytes], client: Client) -> None:
    """Until the first page is there: the search index is made before."""
    while process.poll() is None:
        try:
            if client.get("/", "text/html")[1] == 200:
                return
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
    raise SystemExit("the server does not start; see its log")


def worked(pid: int) -> float:
    """Milliseconds of the processor that a process and its children have had so far."""
    nanoseconds = 0
    for one in (str(pid), *_children(pid)):
        with suppress(OSError):
            for task in Path(f"/proc/{one}/task").iterdir():
                nanoseconds += int((task / "schedstat").read_text().split()[0])
    return nanoseconds / 1e6


def memory(pid: int) -> float:
    """Megabytes that a process and its children hold (proportional set size)."""
    found = [pid, *(int(p) for p in _children(pid))]
    total = 0
    for one in found:
        try:
            rollup = Path(f"/proc/{one}/smaps_rollup").read_text()
        except OSError:
            continue
        total += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return total / 1024


def _children(pid: int | str) -> Iterator[str]:
    """Its processes, and theirs."""
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield child
                yield from _children(child)


def unpacked(publication: Publication, path: Path) -> None:
    """The union of a publication as N-Triples, for engines that read a file."""
    with gzip.open(publication.dumps / "graph.nq.gz", "rt", encoding="utf-8") as packed:
        lines = sorted({line.rpartition(" <")[0] + " .\n" for line in packed})
    with path.open("w", encoding="utf-8") as out:
        out.writelines(lines)


def setting(name: str, default: str) -> str:
    """A setting of the benchmark, from the environment variable CHANCERY_BENCH_NAME."""
    return os.environ.get(f"CHANCERY_BENCH_{name}", default)
