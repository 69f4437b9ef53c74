"""IRIs: readable, safe in any serialization, different for different things."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph import iris
from kg.model import Page

BASE = "http://localhost:8000/"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Sergei Nord", "sergei-nord"),
        ("Ahmet Nordoğlu", "ahmet-nordoglu"),
        ("U.N. Security Council", "u-n-security-council"),
        ("  A'b’c -- d  ", "abc-d"),
        ("Østlandet & Straße", "ostlandet-strasse"),
    ],
)
def test_slugs_are_readable(name: str, slug: str) -> None:
    assert iris.slug(name) == slug


def test_what_a_slug_loses_is_in_its_hash() -> None:
    assert iris.slug("Осло") != iris.slug("Берген")
    assert iris.slug("Oslo Осло").startswith("oslo-")
    assert iris.slug("a " * 100) != iris.slug("a " * 101)
    assert len(iris.slug("word " * 100)) < 80


@given(st.text())
def test_slugs_are_safe_in_any_path(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", iris.slug(name))


@given(st.text(min_size=1))
def test_slugs_fold_case_and_accents_alone(name: str) -> None:
    assert iris.slug(name) == iris.slug(f" {name} ") == iris.slug(name)


def test_pages_with_one_name_and_other_content_are_two() -> None:
    one, other = (iris.page_tail(Page("index.html", "", sha256 * 64)) for sha256 in "ab")
    assert one != other
    assert one.startswith("index-html-")


def test_an_iri_of_the_users_own_stays() -> None:
    assert str(iris.absolute(BASE, "actor/norway")) == BASE + "actor/norway"
    assert str(iris.absolute(BASE, "http://example.org/x")) == "http://example.org/x"
    assert str(iris.absolute(BASE, "urn:x:y")) == "urn:x:y"


def test_no_pages_graph_is_the_shared_one() -> None:
    assert iris.graph(BASE, iris.page_tail(Page("shared", "", "0" * 64))) != iris.shared_graph(BASE)


def test_a_passage_is_a_part_of_its_article() -> None:
    assert str(iris.passage(BASE, "t", 0, 3, 9)) == str(iris.article(BASE, "t", 0)) + "#char=3,9"
