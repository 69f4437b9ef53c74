"""The one table of what can be set about the server, with its defaults."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields, replace
from typing import Any

from kg.errors import InputError

MIB = 1 << 20
TOKEN_VARIABLE = "CHANCERY_TOKEN"
"""The environment variable that a token may be in."""
SHORTEST_TOKEN = 16


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set; every number must be above zero.

    Attributes:
        store: the address of the SPARQL server that answers queries; None where the publication's own store does.
        timeout: seconds that a query may take, its waiting and its sending included; a client may ask for less.
        rows: rows that an answer may have.
        bytes: bytes that an answer may have before it is compressed.
        memory: bytes that one query process may use for data.
        workers: queries that run at the same time, each in a process of its own.
        aside: long queries that run beside those, with what the processor has left.
        queue: queries that may wait for a process.
        per_client: queries that one client may have waiting or running.
        query_length: characters of a query; longer ones are refused.
        body: bytes of a request's body.
        cache: bytes of answers kept in memory.
        disk_cache: bytes of packed answers kept on disk.
        display_rows: rows that a page shows of an answer; all are in its downloads.
        page_size: entries of a long list on one page.
        no_text: whether articles are shown by the passages that bear facts alone.
        proxy: the address of the reverse proxy whose X-Forwarded headers are believed, if there is one.
        log_queries: whether the log holds the text of the queries.
        services: addresses of the endpoints that SERVICE may ask.
        token: what a request must show to change the graph; None where none may.
        update_timeout: seconds that an update may take.
        update_body: bytes of the body of a request that changes the graph.
    """

    store: str | None = None
    timeout: float = 20.0
    rows: int = 2_000_000
    bytes: int = 256 * MIB
    memory: int = 1024 * MIB
    workers: int = max(2, min(8, os.cpu_count() or 2))
    aside: int = max(2, min(8, os.cpu_count() or 2))
    queue: int = 24
    per_client: int = 8
    query_length: int = 100_000
    body: int = 2 * MIB
    cache: int = 64 * MIB
    disk_cache: int = 512 * MIB
    display_rows: int = 500
    page_size: int = 40
    no_text: bool = False
    proxy: str | None = None
    log_queries: bool = False
    services: tuple[str, ...] = ()
    token: str | None = field(default=None, repr=False)
    update_timeout: float = 300.0
    update_body: int = 32 * MIB

    @property
    def longest_body(self) -> int:
        """Bytes of the longest body that any request may have."""
        return max(self.body, self.update_body) if self.token else self.body


def settings_of(given: dict[str, Any]) -> Settings:
    """The defaults with some of them set.

    Raises:
        InputError: a setting is unknown, a number is not above zero, or a token is too short.
    """
    known = sorted(field.name for field in fields(Settings))
    if unknown := sorted(set(given) - set(known)):
        raise InputError(f"There is no setting {unknown[0]!r}; there are {', '.join(known)}.")
    made = replace(Settings(), **given)
    for name in known:
        value = getattr(made, name)
        if isinstance(value, int | float) and not isinstance(value, bool) and value <= 0:
            raise InputError(f"The setting {name!r} must be above zero, not {value}.")
    for address in (*made.services, *filter(None, [made.store])):
        if not address.startswith(("http://", "https://")) or any(sign in address for sign in ' <>"{}|^`\\'):
            raise InputError(f"An endpoint is an address with http:// or https://, not {address!r}.")
    if made.store and made.token:
        raise InputError("A graph in a store elsewhere is changed by kg push alone: give no token with it.")
    if made.token is not None and (len(made.token) < SHORTEST_TOKEN or not made.token.isprintable()):
        raise InputError(f"The token must have {SHORTEST_TOKEN} printable characters or more.")
    return made
