"""A SPARQL server that is written to: Update and the Graph Store Protocol, with credentials and patience.

SPARQLWrapper does not serve here: it knows no Graph Store Protocol, and with digest authentication it changes how the
whole process opens addresses.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import requests
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth

from kg.errors import InputError, QueryError, RemoteError
from kg.store.remote import USER_AGENT, cut_short

ATTEMPTS = 6
"""How often a request is made before it is given up."""
_FIRST_DELAY, _LONGEST_DELAY = 0.5, 30.0
_LATER = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses after which the same request may work. Virtuoso says 500 also when two writers were in each other's way."""
_TAG = re.compile(r"<[^>]*>")
_SECONDS = (10.0, 600.0)
"""To connect, and between two bytes of an answer: a large graph is stored before its answer begins."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a server is asked, where it takes SPARQL updates, and where graphs, if by the Graph Store Protocol too."""

    query: str
    update: str
    graphs: str | None = None


@dataclass(frozen=True, slots=True)
class Credentials:
    """Whom the server knows the writer as: a name with a password, or a bearer token. Never shown."""

    user: str | None = None
    password: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)


class _Bearer(AuthBase):
    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


class Server:
    """A server to write to. Every request is made again, later and later, while it may work the next time."""

    def __init__(
        self,
        address: str,
        credentials: Credentials,
        update: str | None = None,
        graphs: str | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """The server whose queries go to `address`; where it takes updates and graphs is guessed where not given.

        Raises:
            InputError: an address is none, or has a password in it.
            RemoteError: nobody is there.
        """
        self._credentials = credentials
        self._sleep = sleep
        self._session = requests.Session()
        self._session.trust_env = False  # neither a .netrc's password nor a proxy that nobody named here
        self._session.headers["User-Agent"] = USER_AGENT
        for given in filter(None, (address, update, graphs)):
            _check(given)
        found = self._guessed(address)
        self.addresses = Addresses(address, update or found.update, graphs or found.graphs)

    def select(self, text: str) -> list[dict[str, str]]:
        """The rows of a SELECT, each from variable to a term's text."""
        found = self._answer(text)
        try:
            bindings = found["results"]["bindings"]
            return [{name: str(term["value"]) for name, term in row.items()} for row in bindings]
        except (KeyError, TypeError, AttributeError):
            raise RemoteError(f"{self.addresses.query} answers with something else than rows.") from None

    def update(self, text: str) -> None:
        """Carries out a SPARQL update."""
        kind = {"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8"}
        self._request("POST", self.addresses.update, data={"update": text}, headers=kind)

    def put(self, graph: str, content: bytes) -> None:
        """Makes a graph hold these N-Triples and no others."""
        self._store("PUT", graph, content)

    def post(self, graph: str | None, content: bytes) -> None:
        """Adds N-Triples to a graph; to the server's default graph without one."""
        self._store("POST", graph, content)

    def _store(self, method: str, graph: str | None, content: bytes) -> None:
        assert self.addresses.graphs is not None
        place = {"graph": graph} if graph else {"default": ""}
        kind = {"Content-Type": "application/n-triples"}
        self._request(method, self.addresses.graphs, params=place, data=content, headers=kind)

    def _answer(self, text: str) -> Any:
        accept = {"Accept": "application/sparql-results+json"}
        response = self._request("POST", self.addresses.query, data={"query": text}, headers=accept)
        if why := cut_short(response.headers):
            raise RemoteError(f"{self.addresses.query} answers with a part of the rows alone: {why}")
        try:
            return response.json()
        except requests.JSONDecodeError:
            raise RemoteError(f"{self.addresses.query} does not answer as a SPARQL endpoint does.") from None

    def _request(self, method: str, address: str, **parts: Any) -> requests.Response:
        """Makes a request until it works; the answer.

        Raises:
            RemoteError: it works at no attempt, or never will.
        """
        delay = _FIRST_DELAY
        for attempt in range(1, ATTEMPTS + 1):
            try:
                response = self._sent(method, address, **parts)
            except (requests.ConnectionError, requests.Timeout, requests.exceptions.ChunkedEncodingError) as error:
                why, asked = f"{address} cannot be reached: {_short(str(error))}", 0.0
            except requests.RequestException as error:
                raise RemoteError(f"{address} cannot be asked: {_short(str(error))}") from None
            else:
                if response.status_code < 300:
                    return response
                why, asked = f"{address} answered with status {_told(response)}", _retry_after(response)
                if response.status_code not in _LATER:
                    raise _refusal(response, why)
            if attempt < ATTEMPTS:
                self._sleep(min(max(delay, asked), _LONGEST_DELAY))
                delay *= 2
        raise RemoteError(f"{why} (after {ATTEMPTS} attempts)")

    def _sent(self, method: str, address: str, **parts: Any) -> requests.Response:
        """One attempt. Credentials are sent where they are asked for, in the way that they are asked for."""
        parts |= {"timeout": _SECONDS, "allow_redirects": False}
        response = self._session.request(method, address, **parts)
        if response.status_code == 401 and self._session.auth is None:
            self._session.auth = self._authentication(response.headers.get("WWW-Authenticate", ""))
            if self._session.auth is not None:
                response = self._session.request(method, address, **parts)
        return response

    def _authentication(self, challenge: str) -> AuthBase | None:
        given = self._credentials
        if given.token:
            return _Bearer(given.token)
        if given.user is None or given.password is None:
            return None
        if "digest" in challenge.lower():
            return HTTPDigestAuth(given.user, given.password)
        return HTTPBasicAuth(given.user.encode(), given.password.encode())

    def _guessed(self, address: str) -> Addresses:
        """Where servers take updates and graphs: Virtuoso says who it is, others have their custom."""
        response = self._request("POST", address, data={"query": "ASK {}"})
        parts = urlsplit(address)

        def at(path: str) -> str:
            return urlunsplit((parts.scheme, parts.netloc, path, "", ""))

        if response.headers.get("Server", "").startswith("Virtuoso"):
            known = "-auth" if self._credentials.user else ""
            return Addresses(address, at(f"/sparql{known}"), at(f"/sparql-graph-crud{known}"))
        head, _, last = parts.path.rstrip("/").rpartition("/")
        if last == "query":
            return Addresses(address, at(f"{head}/update"))
        if head.endswith("/repositories"):
            return Addresses(address, at(f"{head}/{last}/statements"))
        return Addresses(address, address)


def is_plain(address: str) -> bool:
    """Whether an address goes over http or https and has neither a name nor a password in it."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc


def ntriples(statements: Iterable[str]) -> bytes:
    """Statements (each three N-Triples terms with blanks between) as N-Triples."""
    return "".join(f"{statement} .\n" for statement in statements).encode("utf-8")


def _check(address: str) -> None:
    if not is_plain(address):
        shown = address.rpartition("@")[2]
        raise InputError(f"Give the address as http://HOST/PATH, name and password apart from it, not {shown!r}.")


def _refusal(response: requests.Response, why: str) -> QueryError | RemoteError:
    if response.status_code in (401, 403):
        return RemoteError(f"{why}. Give a user (or a token) that may write there: see kg push --help.")
    return RemoteError(f"{why}. Where it takes updates and graphs is set with --update and --graph-store.")


def _retry_after(response: requests.Response) -> float:
    said = response.headers.get("Retry-After", "")
    return float(said) if said.isdecimal() else 0.0


def _told(response: requests.Response) -> str:
    kind = response.headers.get("Content-Type", "")
    words = _short(_TAG.sub(" ", response.text) if "html" in kind else response.text)
    return f"{response.status_code}: {words}" if words else f"{response.status_code} {response.reason}"


def _short(text: str) -> str:
    return " ".join(text.split())[:300]
