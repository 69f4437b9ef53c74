"""SPARQL servers that the tests start for themselves: Virtuoso and Oxigraph, on free ports, in folders of their own."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

_PATIENCE = 60.0
_INI = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
MaxQueryMem = 200M
DirsAllowed = {folder}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = {rows}
"""


@dataclass(frozen=True, slots=True)
class Started:
    """A running server: where it is asked, where it takes updates and graphs; its SQL port and its folder.

    `restart` ends it, whatever it is doing, and starts it again with what it has on disk; `pid` is its process then.
    """

    query: str
    update: str
    graphs: str
    restart: Callable[[], None]
    pid: Callable[[], int]
    sql: int = 0
    folder: Path = Path()


@contextmanager
def virtuoso(folder: Path, buffers: int = 4000, rows: int = 100_000) -> Iterator[Started]:
    """A fresh Virtuoso (user dba, password dba); skips the test where it is not installed."""
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("virtuoso-t is not there: it comes with the Debian package virtuoso-opensource")
    folder.mkdir(parents=True, exist_ok=True)
    http, sql = free_port(), free_port()
    ini = _INI.format(sql=sql, http=http, buffers=buffers, dirty=buffers * 3 // 4, rows=rows, folder=folder)
    (folder / "virtuoso.ini").write_text(ini)
    at = f"http://127.0.0.1:{http}"
    with _running([program, "+foreground", "+configfile", "virtuoso.ini"], folder, f"{at}/sparql") as (again, pid):
        yield Started(f"{at}/sparql", f"{at}/sparql-auth", f"{at}/sparql-graph-crud-auth", again, pid, sql, folder)


@contextmanager
def oxigraph(folder: Path) -> Iterator[Started]:
    """A fresh Oxigraph server on disk; skips the test where its program is not installed."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if program is None:
        pytest.skip("oxigraph is not there: pip install oxigraph")
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    at = f"http://127.0.0.1:{port}"
    command = [program, "serve", "--location", str(folder / "data"), "--bind", f"127.0.0.1:{port}"]
    with _running(command, folder, f"{at}/query?query=ASK%7B%7D") as (again, pid):
        yield Started(f"{at}/query", f"{at}/update", f"{at}/store", again, pid)


@contextmanager
def _running(command: list[str], folder: Path, address: str) -> Iterator[tuple[Callable[[], None], Callable[[], int]]]:
    process = _started(command, folder, address)

    def again() -> None:
        nonlocal process
        process.kill()
        process.wait()
        for lock in folder.glob("*.lck"):
            lock.unlink()
        process = _started(command, folder, address)

    try:
        yield again, lambda: process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _started(command: list[str], folder: Path, address: str) -> subprocess.Popen[bytes]:
    with (folder / "output.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=subprocess.STDOUT)
    try:
        _await(process, address, folder)
    except BaseException:
        process.kill()
        process.wait()
        raise
    return process


def _await(process: subprocess.Popen[bytes], address: str, folder: Path) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise AssertionError(f"{process.args!r} does not come up: {(folder / 'output.log').read_text()[-2000:]}")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
