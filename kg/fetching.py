"""Fetches from the web as a polite and careful reader: says who it is, asks robots.txt, waits its turn, follows
redirects only where it may, reads no more than its limits, and stays away from private networks unless it is let."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import urllib3
from protego import Protego
from urllib3.exceptions import HTTPError

import kg
from kg.errors import KgError
from kg.networks import PrivateAddressError, no_longer_than, pool

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_MAX_REDIRECTS = 5
_MAX_ROBOTS = 512 * 1024
# the longest pause that a robots.txt can ask for; one that asks for more is as good as a refusal
_LONGEST_PAUSE = 60.0
_CHUNK = 2**16
# what rules call it
_NAME = "chancery"


class FetchError(KgError):
    """Something could not be fetched; `lasting` where trying again is no use."""

    exit_status = 1

    def __init__(self, message: str, lasting: bool = False) -> None:
        super().__init__(message)
        self.lasting = lasting


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: its status, the address that it came from in the end, its kind, its content, and by what it can
    be asked for again."""

    status: int
    url: str
    kind: str
    charset: str | None
    data: bytes
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Manners:
    """How to fetch.

    Attributes:
        contact: an address of who runs this, for the User-Agent.
        pause: seconds between two requests to one host.
        timeout: seconds that one request may take.
        limit: bytes that one answer may have.
        allow_private: whether addresses of private networks and of this machine may be fetched.
    """

    contact: str | None = None
    pause: float = 2.0
    timeout: float = 30.0
    limit: int = 10 * 2**20
    allow_private: bool = False

    @property
    def agent(self) -> str:
        """What it calls itself."""
        return f"{_NAME}/{kg.__version__} (kg follow{f'; {self.contact}' if self.contact else ''})"


@dataclass(slots=True)
class _Host:
    """What is known of a host: its rules, and when it may be asked again."""

    turn: Lock = field(default_factory=Lock)
    reading: Lock = field(default_factory=Lock)
    rules: Protego | None = None
    refused: str | None = None
    asked: bool = False
    ready: float = 0.0


class Fetcher:
    """Fetches addresses, by several threads if need be: of one host one at a time."""

    def __init__(self, manners: Manners) -> None:
        self.manners = manners
        self._hosts: dict[str, _Host] = {}
        self._guard = Lock()
        self._pool = pool(manners.allow_private)
        self._headers = {"User-Agent": manners.agent, "Accept-Encoding": "gzip", "Connection": "close"}

    def get(self, url: str, etag: str | None = None, modified: str | None = None, robots: bool = True) -> Answer:
        """What an address answers; status 304 if nothing has changed since the answer that had this ETag or date.

        Raises:
            FetchError: it may not be fetched, does not answer, or answers with anything else.
        """
        asked = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in asked.items() if value}
        for _ in range(_MAX_REDIRECTS + 1):
            _check(url)
            if robots:
                self._ask_leave(url)
            answer, onward = self._request(url, headers, self.manners.limit)
            if onward is None:
                return _good(answer)
            url = _onward(url, onward)
        raise FetchError(f"{url} leads on and on: more than {_MAX_REDIRECTS} redirects.", lasting=True)

    def _ask_leave(self, url: str) -> None:
        """Reads the rules of a host, once, and sees whether they allow an address."""
        host = self._host(url)
        with host.reading:
            if not host.asked:
                host.rules, host.refused = self._rules(url)
                host.asked = True
        if host.refused:
            raise FetchError(host.refused)
        if host.rules is not None and not host.rules.can_fetch(url, _NAME):
            raise FetchError(f"robots.txt does not allow {url}.", lasting=True)
        delay = host.rules.crawl_delay(_NAME) if host.rules is not None else None
        if delay and delay > _LONGEST_PAUSE:
            raise FetchError(
                f"robots.txt asks for {delay:.0f} seconds between requests, too long for {url}.", lasting=True
            )

    def _rules(self, url: str) -> tuple[Protego | None, str | None]:
        """The rules of an address's host; or why nothing may be fetched from it now."""
        place = urljoin(url, "/robots.txt")
        try:
            for _ in range(_MAX_REDIRECTS + 1):
                _check(place)
                answer, onward = self._request(place, {}, _MAX_ROBOTS, cut=True)
                if onward is None:
                    break
                place = _onward(place, onward)
        except FetchError as error:
            return None, f"{url} was left alone, as its robots.txt cannot be read: {error}"
        if answer.status >= 500 or answer.status == 429:
            return None, f"{url} was left alone, as its robots.txt cannot be read: it answers {answer.status}."
        if answer.status != 200:
            return None, None
        return Protego.parse(answer.data.decode("utf-8", "replace")), None

    def _host(self, url: str) -> _Host:
        with self._guard:
            return self._hosts.setdefault(urlsplit(url).netloc.lower(), _Host())

    @contextmanager
    def _turn(self, url: str) -> Iterator[None]:
        """Waits until a host may be asked again, and holds off others that want to."""
        host = self._host(url)
        with host.turn:
            time.sleep(max(0.0, host.ready - time.monotonic()))
            try:
                yield
            finally:
                asked_for = host.rules.crawl_delay(_NAME) if host.rules is not None else None
                host.ready = time.monotonic() + max(self.manners.pause, asked_for or 0.0)

    def _request(self, url: str, headers: dict[str, str], limit: int, cut: bool = False) -> tuple[Answer, str | None]:
        """One request: its answer, and where it leads on to. `cut`: an answer that is too long is read in part."""
        wait = urllib3.Timeout(total=self.manners.timeout)
        with self._turn(url):
            try:
                with no_longer_than(self.manners.timeout):
                    response = self._pool.request(
                        "GET",
                        url,
                        headers={**self._headers, **headers},
                        redirect=False,
                        retries=False,
                        timeout=wait,
                        preload_content=False,
                    )
                    try:
                        data = _read(response, url, limit, cut)
                    finally:
                        response.close()
            except PrivateAddressError as error:
                raise FetchError(str(error), lasting=True) from error
            except (HTTPError, OSError, ValueError) as error:
                raise FetchError(f"{url} does not answer ({_told(error)}).") from error
        onward = response.headers.get("Location") if response.status in _REDIRECTS else None
        kind, _, parameters = (response.headers.get("Content-Type") or "").partition(";")
        charset = parameters.partition("charset=")[2].partition(";")[0].strip(" \"'") or None
        told = (response.headers.get("ETag"), response.headers.get("Last-Modified"))
        return Answer(response.status, url, kind.strip().lower(), charset, data, *told), onward


def _read(response: Any, url: str, limit: int, cut: bool) -> bytes:
    data = bytearray()
    for chunk in response.stream(_CHUNK, decode_content=True):
        data += chunk
        if len(data) > limit:
            if cut:
                return bytes(data[:limit])
            raise FetchError(f"{url} is longer than {limit // 2**20} MB.", lasting=True)
    return bytes(data)


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise FetchError(f"{url} is no address of a web page ({error}).", lasting=True) from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchError(f"{url} is no address of a web page.", lasting=True)
    if parts.username or parts.password:
        raise FetchError(f"{parts.hostname}: an address with a password in it is not fetched.", lasting=True)


def _onward(url: str, location: str) -> str:
    try:
        return urldefrag(urljoin(url, location)).url
    except ValueError as error:
        raise FetchError(f"{url} leads on to what is no address.", lasting=True) from error


def _good(answer: Answer) -> Answer:
    if answer.status in (200, 304):
        return answer
    lasting = 400 <= answer.status < 500 and answer.status not in (408, 425, 429)
    raise FetchError(f"{answer.url} answers {answer.status}.", lasting)


def _told(error: Exception) -> str:
    """An error in few words, without the addresses of objects."""
    reason = error.args[-1] if error.args else error
    return str(reason).rpartition(">: ")[2] or type(error).__name__
