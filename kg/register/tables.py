"""The tables of the register, in one SQLite file."""

from __future__ import annotations

import json
from typing import Any, Final
from zlib import crc32

import kg

TABLES: Final = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE pages (
  number INTEGER PRIMARY KEY, name TEXT, sha256 TEXT, key TEXT, reader TEXT, seen TEXT, topics TEXT,
  UNIQUE (name, sha256)
);
CREATE INDEX pages_key ON pages (key, name, sha256);
CREATE INDEX pages_reader ON pages (reader);
CREATE TABLE reports (page INTEGER PRIMARY KEY, told TEXT);
CREATE TABLE left_out (page INTEGER PRIMARY KEY, facts TEXT);
CREATE TABLE signed (
  page INTEGER, article INTEGER, day TEXT, signature BLOB, PRIMARY KEY (page, article)
) WITHOUT ROWID;
CREATE TABLE buckets (bucket BLOB, page INTEGER, article INTEGER, PRIMARY KEY (bucket, page, article)) WITHOUT ROWID;
CREATE TABLE copied (
  page INTEGER, article INTEGER, of_page INTEGER, of_article INTEGER, PRIMARY KEY (page, article)
) WITHOUT ROWID;
CREATE TABLE sights (page INTEGER, n INTEGER, alone TEXT, path TEXT, PRIMARY KEY (page, n)) WITHOUT ROWID;
CREATE INDEX sights_alone ON sights (alone);
CREATE INDEX sights_path ON sights (path);
CREATE TABLE links (link TEXT, page INTEGER, n INTEGER, rank INTEGER, PRIMARY KEY (link, page, n)) WITHOUT ROWID;
CREATE TABLE actors (path TEXT PRIMARY KEY, node TEXT, side TEXT, best TEXT) WITHOUT ROWID;
CREATE TABLE spelled (path TEXT, what TEXT, value TEXT, n INTEGER, PRIMARY KEY (path, what, value)) WITHOUT ROWID;
CREATE INDEX spelled_value ON spelled (value) WHERE what = 'doubt';
CREATE TABLE doubts (name TEXT, one TEXT, other TEXT, why TEXT, PRIMARY KEY (name, one, other)) WITHOUT ROWID;
CREATE TABLE tenures (
  page INTEGER, n INTEGER, title TEXT, organization INTEGER, body TEXT, alone TEXT, path TEXT, PRIMARY KEY (page, n)
) WITHOUT ROWID;
CREATE INDEX tenures_alone ON tenures (alone);
CREATE INDEX tenures_path ON tenures (path);
CREATE TABLE offices (path TEXT PRIMARY KEY, body TEXT, node TEXT) WITHOUT ROWID;
CREATE INDEX offices_body ON offices (body);
CREATE TABLE spots (
  page INTEGER, n INTEGER, slug TEXT, alone TEXT, place TEXT, path TEXT, PRIMARY KEY (page, n)
) WITHOUT ROWID;
CREATE INDEX spots_slug ON spots (slug);
CREATE INDEX spots_alone ON spots (alone);
CREATE TABLE places (path TEXT PRIMARY KEY, slug TEXT, node TEXT) WITHOUT ROWID;
CREATE INDEX places_slug ON places (slug);
CREATE TABLE topics (key TEXT, words TEXT, n INTEGER, PRIMARY KEY (key, words)) WITHOUT ROWID;
CREATE TABLE accounts (
  page INTEGER, n INTEGER, account TEXT, alone TEXT, path TEXT, PRIMARY KEY (page, n)
) WITHOUT ROWID;
CREATE INDEX accounts_alone ON accounts (alone);
CREATE INDEX accounts_path ON accounts (path);
CREATE TABLE fitting (
  link TEXT, page INTEGER, n INTEGER, asks INTEGER, day TEXT, place TEXT, PRIMARY KEY (link, page, n)
) WITHOUT ROWID;
CREATE TABLE occasions (path TEXT PRIMARY KEY, node TEXT) WITHOUT ROWID;
CREATE TABLE redirects (path TEXT PRIMARY KEY, towards TEXT) WITHOUT ROWID;
"""
FORMAT: Final = crc32(f"{kg.__version__} {TABLES}".encode()) >> 1
"""Tells these tables, and what this Chancery puts into them, from others; kept as the file's `user_version`."""


def packed(value: Any) -> str:
    """A value as JSON: the same value is the same text."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
