"""Tells from the first bytes of a file what it is."""

from __future__ import annotations

import codecs
import json
import re

# what lies beside a saved web page and is no page
ASSETS = (
    ".css", ".js", ".mjs", ".map", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".ico", ".webp", ".avif", ".bmp", ".tif",
    ".tiff", ".woff", ".woff2", ".ttf", ".eot", ".otf", ".mp3", ".mp4", ".webm", ".wav", ".ogg", ".swf", ".lock",
)  # fmt: skip
WARC = b"WARC/"
RDF = (".ttl", ".nt", ".nq", ".trig")

_FOREIGN = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "a rich text document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"RIFF", "a recording or an image"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x1f\x8b", "gzip inside gzip"),
)
_MAGIC = tuple(magic for magic, _ in _FOREIGN)
_FEED = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF)\b", re.DOTALL)
# XHTML says so at its top; other XML is data
_XML = re.compile(rb"\s*<\?xml\b")
_XHTML = re.compile(rb"<!doctype\s+html|<(?:\w+:)?html\b", re.IGNORECASE)
_MIME = re.compile(
    rb"^(?:From|MIME-Version|Snapshot-Content-Location):.*?^Content-Type:\s*multipart/related", re.I | re.M | re.S
)
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|div|main"
    rb"|article|section|header|p|h[1-6]|span|table|ul|a)\b[^<]*>",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(
    rb"<(?:/?(?:p|div|span|article|section|h[1-6]|ul|li|body|head|html|script|td|tr)|a\s+href=|br\s*/?|img\s)[^<>]*>",
    re.I,
)
# this many tags in the first bytes are no accident of prose
_TAGS = 6


def foreign(head: bytes) -> str | None:
    """Why a file that starts so can be no page (a sentence), or None."""
    if head.startswith(_MAGIC):
        what = next(what for magic, what in _FOREIGN if head.startswith(magic))
        return f"The file is {what}, not text or HTML."
    if _FEED.match(head):
        return "The file is a feed (XML); give the pages that it names, as HTML or text."
    if _XML.match(narrow(head)) and not _XHTML.search(narrow(head)):
        return "The file is XML, but no page (XHTML): give pages as HTML or text."
    if b"multipart/related" in head.lower() and _MIME.search(head):
        return 'The file is a web archive (MHTML); save the page as "HTML only" and give that.'
    return None


def looks_like_html(head: bytes) -> bool:
    """Whether a file that starts so is HTML."""
    head = narrow(head)
    return bool(_HTML_START.match(head)) or len(_TAG.findall(head)) >= _TAGS


def looks_like_json_lines(head: bytes, name: str) -> bool:
    """Whether a file that starts so, of this name, has an object of JSON on each line."""
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if name.endswith((".jsonl", ".ndjson")):
        return not start.startswith(b"<")
    if not start.startswith(b"{"):
        return False
    line, newline, _ = start.partition(b"\n")
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        # a first line that is longer than what is looked at
        return not newline and re.match(rb'\{\s*"[^"]*"\s*:', line) is not None
    return isinstance(record, dict)


def narrow(head: bytes) -> bytes:
    """UTF-16 and UTF-8 with a mark, as bytes that ASCII patterns match."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head[2:].replace(b"\0", b"")
    return head.removeprefix(codecs.BOM_UTF8)
