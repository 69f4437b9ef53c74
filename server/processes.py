"""Processes that are given jobs and answer them in frames; see `server.query_process`."""

from __future__ import annotations

import ctypes
import fcntl
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from server.errors import ClientGoneError
from server.fair import GLANCE
from server.query_process import FRAME
from server.settings import TOKEN_VARIABLE

_ROOT = Path(__file__).resolve().parent.parent
_AHEAD = 1 << 12
"""Bytes that are read beyond the end of a frame that is no longer than this, if they are there."""
_PIPE = 1 << 20
"""Bytes of an answer that may be on their way, so that its process need not wait for every one to be taken."""
_LOW = 10
"""How much nicer a process is whose query is long: a tenth of what the others get, where they want all."""
_HEAP = "glibc.malloc.tcache_count=64:glibc.malloc.hugetlb=1"
"""How glibc keeps memory, since the engine asks for thousands of small pieces a query: 64 freed ones of each size, not
seven, are kept at hand, and what they lie in is asked for in large pages where the system gives them when asked."""


def environment() -> dict[str, str]:
    """What a process of the server finds in its environment: where this code lies, and nothing secret."""
    kept = {name: value for name, value in os.environ.items() if name != TOKEN_VARIABLE}
    path = os.pathsep.join([str(_ROOT), os.environ.get("PYTHONPATH", "")])
    return {"GLIBC_TUNABLES": _HEAP} | kept | {"PYTHONPATH": path}


def command(*module: str) -> list[str]:
    """How a module of this code is run with its arguments."""
    return [sys.executable, "-P", "-m", *module]


class Worker:
    """A process that is given jobs, whatever it was started by.

    Attributes:
        pid: its process id.
        is_low: whether it has only what the processor has left.
    """

    def __init__(self, pid: int, jobs: int, answers: int, ended: Callable[[], object]) -> None:
        """`jobs` and `answers` are the descriptors that lead to it and from it; `ended` is called once it is killed."""
        self.pid = pid
        self.is_low = False
        self._jobs, self._answers = jobs, answers
        self._ended = ended
        self._poll = select.poll()
        self._poll.register(answers, select.POLLIN)
        self._held = b""
        self._clock = _clock_of(pid)

    @property
    def is_running(self) -> bool:
        """Whether it has not ended."""
        return not any(event & (select.POLLHUP | select.POLLERR) for _, event in self._poll.poll(0))

    def send(self, job: dict[str, Any]) -> None:
        """Gives it a job.

        Raises:
            BrokenPipeError: it has ended.
        """
        content = json.dumps(job).encode()
        left = memoryview(FRAME.pack(b"J", len(content)) + content)
        while left:
            left = left[os.write(self._jobs, left) :]

    def frame(self, deadline: float, gone: Callable[[], bool]) -> tuple[bytes, bytes]:
        """The next frame of its answer.

        Raises:
            TimeoutError: the deadline (of `time.monotonic`) passed.
            ClientGoneError: whom the answer is for has left.
            EOFError: the process has ended.
        """
        kind, length = FRAME.unpack(self._exactly(FRAME.size, deadline, gone))
        return kind, self._exactly(length, deadline, gone)

    def _exactly(self, count: int, deadline: float, gone: Callable[[], bool]) -> bytes:
        found, left = [self._held[:count]], count - len(self._held)
        self._held = self._held[count:]
        while left > 0:
            self._wait(deadline, gone)
            read = os.read(self._answers, left if left > _AHEAD else left + _AHEAD)
            found.append(read[:left])
            self._held = read[left:]
            left -= len(read)
        return b"".join(found)

    def _wait(self, deadline: float, gone: Callable[[], bool]) -> None:
        """Waits until there is something to read, or the process has ended."""
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            if found := self._poll.poll(min(GLANCE, left) * 1000):
                if not found[0][1] & select.POLLIN:
                    raise EOFError
                return
            if gone():
                raise ClientGoneError

    def worked(self) -> float | None:
        """Seconds of the processor that it has had; None where the system does not tell."""
        try:
            return None if self._clock is None else time.clock_gettime(self._clock)
        except OSError:
            return None

    def lower(self) -> None:
        """Lets it have what the processor has left, from now on."""
        self.is_low = True
        with suppress(ProcessLookupError):
            os.setpriority(os.PRIO_PROCESS, self.pid, os.getpriority(os.PRIO_PROCESS, 0) + _LOW)

    def kill(self) -> None:
        """Ends the process, whatever it is doing."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.close(self._jobs)
        os.close(self._answers)
        self._ended()


def started(*module: str) -> Worker:
    """A process of its own that runs a module with arguments."""
    process = subprocess.Popen(
        command(*module), stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0, env=environment()
    )
    assert process.stdin is not None
    assert process.stdout is not None
    with process.stdin as stdin, process.stdout as stdout:
        return Worker(process.pid, os.dup(stdin.fileno()), os.dup(stdout.fileno()), process.wait)


class Nursery:
    """The process that query processes are forked from; see `server.nursery`."""

    def __init__(self, online: bool) -> None:
        """`online` is whether its children may use the network."""
        self._mode = "online" if online else "offline"
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._orders: socket.socket | None = None

    def worker(self, *arguments: str) -> Worker:
        """A new query process, with these arguments.

        Raises:
            OSError: the system has no room for it.
        """
        theirs, jobs = os.pipe()
        answers, own = os.pipe()
        _widen(answers)
        try:
            with self._lock:
                pid = self._fork(arguments, [theirs, own])
                orders = self._orders
        except OSError:
            os.close(jobs)
            os.close(answers)
            raise
        finally:
            os.close(theirs)
            os.close(own)
        return Worker(pid, jobs, answers, lambda: self._ended(pid, orders))

    def _fork(self, arguments: tuple[str, ...], descriptors: list[int]) -> int:
        order = json.dumps({"fork": arguments}).encode() + b"\n"
        for _ in range(2):
            orders = self._open()
            with suppress(BrokenPipeError, ConnectionResetError):
                socket.send_fds(orders, [order], descriptors)
                if said := orders.recv(32):
                    return int(said)
            self._close()  # it has been killed, by the system or by somebody: a new one takes its place
        raise OSError("No query process can be started.")

    def _open(self) -> socket.socket:
        if self._orders is None:
            self._orders, theirs = socket.socketpair()
            with theirs:
                self._process = subprocess.Popen(
                    command("server.nursery", str(theirs.fileno()), self._mode),
                    stdin=subprocess.DEVNULL, env=environment(), pass_fds=[theirs.fileno()],
                )  # fmt: skip
        return self._orders

    def _ended(self, pid: int, orders: socket.socket | None) -> None:
        """Has the system clear a killed process away; those of a nursery that is no more it clears away itself."""
        with self._lock:
            if orders and orders is self._orders:
                with suppress(OSError):
                    orders.sendall(json.dumps({"ended": pid}).encode() + b"\n")

    def _close(self) -> None:
        if self._orders:
            self._orders.close()
        if self._process:
            self._process.kill()
            self._process.wait()
        self._orders = self._process = None

    def close(self) -> None:
        """Ends it. Its children have been killed before."""
        with self._lock:
            self._close()


def _widen(pipe: int) -> None:
    """Gives a pipe room for a whole answer of the usual size, where the system can."""
    if hasattr(fcntl, "F_SETPIPE_SZ"):
        with suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE)


def _clock_of(pid: int) -> int | None:
    """The clock that tells what another process has worked; None where the system has none."""
    find = getattr(ctypes.CDLL(None), "clock_getcpuclockid", None)
    clock = ctypes.c_int()
    return clock.value if find and find(pid, ctypes.byref(clock)) == 0 else None
