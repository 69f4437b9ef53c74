"""The frames between the server and its query processes, and what a body counts."""

from __future__ import annotations

import io
import os
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.processes import Worker, environment
from server.query_process import FRAME, Body, TooLargeError, frame

_PIECES = st.lists(st.text('},{"x\n', max_size=9).map(str.encode), max_size=9)


@given(_PIECES, st.sampled_from([("json", b'},{"'), ("csv", b"\n")]))
def test_rows_are_counted_wherever_an_answer_is_cut_into_pieces(pieces: list[bytes], form: tuple[str, bytes]) -> None:
    rows = b"".join(pieces).count(form[1])
    for limit in {rows, max(0, rows - 1)}:
        out = io.BytesIO()
        body = Body(out, {"rows": limit, "bytes": 1000}, form[0])
        if limit < rows:
            with pytest.raises(TooLargeError):
                _write(body, pieces)
        else:
            _write(body, pieces)
            assert b"".join(_contents(out.getvalue())) == b"".join(pieces)


def _write(body: Body, pieces: list[bytes]) -> None:
    for piece in pieces:
        body.write(piece)
    body.send()


def _contents(framed: bytes) -> list[bytes]:
    found = []
    while framed:
        kind, length = FRAME.unpack(framed[: FRAME.size])
        assert kind == b"D"
        found.append(framed[FRAME.size : FRAME.size + length])
        framed = framed[FRAME.size + length :]
    return found


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=6))
def test_frames_come_as_they_were_sent_whatever_their_lengths(lengths: list[int]) -> None:
    answers, own = os.pipe()
    jobs = os.open(os.devnull, os.O_WRONLY)
    worker = Worker(os.getpid(), jobs, answers, lambda: None)
    sent = [bytes([place]) * length for place, length in enumerate(lengths, ord("A"))]
    try:
        for content in sent:
            with os.fdopen(os.dup(own), "wb") as out:
                frame(out, b"D", content[:5], content[5:])
        assert [worker.frame(time.monotonic() + 5, lambda: False) for _ in sent] == [
            (b"D", content) for content in sent
        ]
    finally:
        for descriptor in (answers, own, jobs):
            os.close(descriptor)


def test_how_memory_is_kept_may_be_said_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GLIBC_TUNABLES", raising=False)
    assert "tcache_count" in environment()["GLIBC_TUNABLES"]
    monkeypatch.setenv("GLIBC_TUNABLES", "glibc.malloc.check=0")
    assert environment()["GLIBC_TUNABLES"] == "glibc.malloc.check=0"
