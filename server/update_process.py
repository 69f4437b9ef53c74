"""The process that makes updates, one after the other, and that may be killed at any moment: then nothing has changed.

Says when it is ready ("R"). Reads jobs and writes answers as `server.query_process` does: what was done ("E") or what
is wrong ("X"), as JSON.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.updates import Request, Write, update
from server import guard
from server.query_process import frame, jobs, problem, without_network


def work_of(job: dict[str, Any]) -> Request | Write:
    """The work that a job asks for.

    Raises:
        QueryError: it would fetch something.
    """
    if job["kind"] == "write":
        parts = [(text, form) for text, form in job["parts"]]
        return Write(job["method"], job["graph"], parts, job["prefixes"])
    guard.check_update(job["text"])
    return Request(job["text"], job["default_graphs"], job["named_graphs"])


def answer(job: dict[str, Any]) -> tuple[bytes, dict[str, Any]]:
    """Does a job; what it did ("E"), or what is wrong with it ("X")."""
    unlimited = resource.getrlimit(resource.RLIMIT_DATA)

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_DATA, (int(job["memory"]), unlimited[1]))

    def freed() -> None:
        resource.setrlimit(resource.RLIMIT_DATA, unlimited)

    try:
        return b"E", asdict(update(Path(job["out"]), work_of(job), bounded, freed))
    except (KgError, MemoryError, OSError) as error:
        return b"X", problem(error)
    finally:
        freed()


def main() -> None:
    """Does jobs until standard input ends."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints must not end up in an answer
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server; an update that has begun ends by itself
    without_network()
    frame(out, b"R", b"")
    out.flush()
    for job in jobs(sys.stdin.buffer):
        kind, said = answer(job)
        frame(out, kind, json.dumps(said).encode())
        out.flush()


if __name__ == "__main__":
    main()
