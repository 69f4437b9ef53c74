"""Sources that are addresses: whatever fsspec has a file system for, as s3://, https:// or memory://."""

from __future__ import annotations

import posixpath
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any, cast
from urllib.parse import urlsplit

from kg.errors import InputError

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*(?:::|://)", re.IGNORECASE)
_WEB = ("http://", "https://")
# file systems raise these too where something is not there, may not be read, or does not answer
_OTHER_ERRORS = (
    ("aiohttp", "ClientError"),
    ("botocore.exceptions", "BotoCoreError"),
    ("botocore.exceptions", "ClientError"),
)


@dataclass(frozen=True, slots=True)
class File:
    """A file at an address. `name` is its file's name, or on the web its whole address."""

    system: Any
    path: str
    name: str
    address: str

    @property
    def url(self) -> str | None:
        """Its address, where that is one of the web."""
        return self.address if self.address.startswith(_WEB) else None

    def open(self) -> IO[bytes]:
        """Its content as it comes."""
        return cast(IO[bytes], self.system.open(self.path, "rb"))


def is_address(source: str) -> bool:
    """Whether a source is an address rather than a path."""
    return _ADDRESS.match(source) is not None


def errors() -> tuple[type[Exception], ...]:
    """What reading from the file systems in use can raise."""
    loaded = ((sys.modules.get(module), name) for module, name in _OTHER_ERRORS)
    return (OSError, *(getattr(module, name) for module, name in loaded if module is not None))


def files(address: str) -> Iterator[File]:
    """The file at an address; those below it, in the order of their names, if it is a folder; those that it stands
    for, if it has a `*` in it.

    Raises:
        InputError: nothing is there, or nothing that is installed can read it.
    """
    system, path = _system(address)
    try:
        found = _listed(system, path, address)
    except errors() as error:
        raise InputError(f"{address} cannot be read ({error}).") from error
    if not found:
        raise InputError(f"There is nothing at {address}.")
    return (_file(system, item) for item in found)


def _system(address: str) -> tuple[Any, str]:
    import fsspec  # slow to import, and most sources are paths

    try:
        return cast(tuple[Any, str], fsspec.core.url_to_fs(address))
    except ImportError as error:
        raise InputError(f"{address} cannot be read: {error}. Try: pip install 'chancery[scale]'") from error
    except ValueError as error:
        raise InputError(f"{address} is no address that can be read: {error}.") from error


def _listed(system: Any, path: str, address: str) -> list[str]:
    if address.startswith(_WEB):  # a page has links, but is no folder
        return [path]
    if "*" in posixpath.basename(path):
        return sorted(item for item in system.glob(path) if system.isfile(item))
    if system.isdir(path):
        return sorted(system.find(path))
    return [path] if system.exists(path) else []


def _file(system: Any, path: str) -> File:
    address = str(system.unstrip_protocol(path))
    name = address if address.startswith(_WEB) else posixpath.basename(urlsplit(path).path)
    return File(system, path, name or address, address)
