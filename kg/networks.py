"""Connections to the public internet alone, which end when their time is up."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import threading
from collections.abc import Iterator

from urllib3 import PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError

# a network whose addresses stand for those of another
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
_opened = threading.local()


class PrivateAddressError(HTTPError):
    """A name that leads into a private network, or to this machine."""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _TRANSLATED:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


def pool(allow_private: bool) -> PoolManager:
    """What makes connections; to public addresses only, unless private ones are allowed."""
    made = PoolManager()
    made.pool_classes_by_scheme = (
        {"http": _Pool, "https": _TlsPool} if allow_private else {"http": _PublicPool, "https": _PublicTlsPool}
    )
    return made


@contextlib.contextmanager
def no_longer_than(seconds: float) -> Iterator[None]:
    """Ends the connections that this thread makes, when so many seconds are over: a server that sends a byte now and
    then never lets a timeout of single reads run out.

    Raises:
        TimeoutError: the time was up.
    """
    made: list[socket.socket] = []
    _opened.links = made
    late = threading.Event()
    timer = threading.Timer(seconds, _end, [made, late])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        _opened.links = None
    if late.is_set():  # an answer that was cut off can look whole
        raise TimeoutError("it takes too long")


def _end(links: list[socket.socket], late: threading.Event) -> None:
    late.set()
    for link in links:
        with contextlib.suppress(OSError):  # it is closed already
            link.shutdown(socket.SHUT_RDWR)


def _note(connection: HTTPConnection) -> None:
    """Notes what a connection reads from: the connection itself lets go of it before the answer is read."""
    made = getattr(_opened, "links", None)
    if made is not None and connection.sock is not None:
        made.append(connection.sock)


def _connected(connection: HTTPConnection, public: bool) -> socket.socket:
    """A link to an address of a host: the very address that was looked at, so that no name can lead elsewhere between
    the look and the link."""
    host = connection.host.strip("[]")
    found = socket.getaddrinfo(host, connection.port, type=socket.SOCK_STREAM)
    allowed = [item for item in found if not public or is_public(str(item[4][0]))]
    if not allowed:
        raise PrivateAddressError(f"{host} is in a private network; --allow-private lets it be fetched.")
    failure: OSError | None = None
    for family, kind, protocol, _, address in allowed:
        link = socket.socket(family, kind, protocol)
        link.settimeout(connection.timeout if isinstance(connection.timeout, float | int) else None)
        try:
            link.connect(address)
        except OSError as error:
            link.close()
            failure = error
        else:
            return link
    raise failure or OSError("no address")


class _Connection(HTTPConnection):
    public = False

    def _new_conn(self) -> socket.socket:
        return _connected(self, self.public)

    def connect(self) -> None:
        super().connect()
        _note(self)


class _TlsConnection(_Connection, HTTPSConnection):
    """The same, encrypted: what it adds to a connection is `HTTPSConnection`'s, which is an `HTTPConnection` itself."""


class _PublicConnection(_Connection):
    public = True


class _PublicTlsConnection(_TlsConnection):
    public = True


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _TlsConnection


class _PublicPool(HTTPConnectionPool):
    ConnectionCls = _PublicConnection


class _PublicTlsPool(HTTPSConnectionPool):
    ConnectionCls = _PublicTlsConnection
