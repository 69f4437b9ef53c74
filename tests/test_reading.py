"""Pages read in processes: failures stay with their page."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

import pytest
from threadpoolctl import threadpool_info

from kg.errors import ModelError, PageError
from kg.language.backend import one_thread
from kg.model import Page, Reading
from kg.pages import Raw
from kg.reading import read_all


def _raw(name: str) -> Raw:
    return Raw(
        name=name, origin=name, data=name.encode(), kind="text", sha256=hashlib.sha256(name.encode()).hexdigest()
    )


def read(raw: Raw) -> tuple[Reading, float]:
    """Reads a page as its name says; runs in a worker."""
    what, _, rest = raw.name.partition(":")
    if what == "bad":
        raise PageError("It is bad.")
    if what == "bug":
        raise ZeroDivisionError("oops")
    if what == "model":
        raise ModelError("no model")
    if what == "kill" or (what == "once" and not Path(rest).exists()):
        if what == "once":
            Path(rest).touch()
        os._exit(1)
    if what == "slow":
        time.sleep(0.3)
    return Reading(Page(raw.name, "text", raw.sha256), ()), 0.1


def _outcomes(*names: str, jobs: int = 2) -> dict[str, str]:
    return {o.raw.name: o.reason for o in read_all(map(_raw, names), read, jobs)}


def test_each_page_is_read_once() -> None:
    names = [f"page{i}" for i in range(20)]
    outcomes = list(read_all(map(_raw, names), read, 2))
    assert sorted(o.raw.name for o in outcomes) == sorted(names)
    assert all(o.reading for o in outcomes)


def test_a_page_that_fails_does_not_stop_the_others() -> None:
    found = _outcomes("a", "bad:1", "b", "bug:1", "c")
    assert found["bad:1"] == "It is bad."
    assert "ZeroDivisionError: oops" in found["bug:1"]
    assert [found[n] for n in "abc"] == ["", "", ""]


def test_a_page_that_kills_its_process_is_left_out_and_named() -> None:
    found = _outcomes("a", "slow:1", "kill:1", "b", "c", "d", "e", "f", "g")
    assert "ended the process" in found.pop("kill:1")
    assert set(found.values()) == {""}
    assert len(found) == 8


def test_a_process_that_died_of_something_else_costs_nothing(tmp_path: Path) -> None:
    assert _outcomes(f"once:{tmp_path / 'mark'}", "a")[f"once:{tmp_path / 'mark'}"] == ""


def test_without_a_model_nothing_is_read() -> None:
    with pytest.raises(ModelError, match="no model"):
        _outcomes("model:1")


def test_a_text_is_multiplied_on_one_thread() -> None:
    def threads() -> set[int]:
        return {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"}

    before = threads()
    with one_thread():
        assert threads() == {1}
    assert threads() == before
