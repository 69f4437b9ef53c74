"""The process that query processes are forked from, which has loaded what they need, so that a new one is there soon.

Reads orders, a line of JSON each, from the socket that it is given. "fork" comes with two descriptors, for standard
input and output of a query process with these arguments, and is answered with its process id; "ended" names one that
the server has killed. Nobody else waits for them, so an id means the same process until then.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import sys

from server import query_process

_LONGEST = 1 << 16


def _fork(arguments: list[str], descriptors: list[int], orders: socket.socket) -> int:
    """Starts a query process; its id."""
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            orders.close()
            for place, descriptor in enumerate(descriptors):
                os.dup2(descriptor, place)
                os.close(descriptor)
            query_process.main(arguments)
            status = 0
        finally:
            if status:
                sys.excepthook(*sys.exc_info())
            os._exit(status)  # nothing of what the nursery holds is this process's to tidy up
    for descriptor in descriptors:
        os.close(descriptor)
    return pid


def _reaped(ended: set[int]) -> set[int]:
    """Those of the ended processes that the system has not yet cleared away."""
    return {pid for pid in ended if os.waitpid(pid, os.WNOHANG) == (0, 0)}


def main() -> None:
    """Forks until the server has gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then ends its processes
    if sys.argv[2] == "offline":
        query_process.without_network()
    gc.freeze()  # what is loaded stays shared with those that are forked
    ended: set[int] = set()
    with socket.socket(fileno=int(sys.argv[1])) as orders:
        while True:
            said, descriptors, _, _ = socket.recv_fds(orders, _LONGEST, 2)
            if not said:
                return
            for line in said.splitlines():
                order = json.loads(line)
                if "fork" in order:
                    orders.sendall(b"%d\n" % _fork(order["fork"], descriptors, orders))
                else:
                    ended.add(order["ended"])
            ended = _reaped(ended)


if __name__ == "__main__":
    main()
