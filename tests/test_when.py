"""Dates in words: as exact as the text, and no more."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.when import Tense, Window, common, expressions, resolve

THURSDAY = date(2019, 5, 16)


@pytest.mark.parametrize(
    ("words", "tense", "value"),
    [
        ("on Tuesday", "past", "2019-05-14"),
        ("on Tuesday", "future", "2019-05-21"),
        ("Thursday", "past", "2019-05-16"),
        ("Thursday", "future", "2019-05-16"),
        ("late Wednesday evening", "past", "2019-05-15"),
        ("earlier on Monday", "past", "2019-05-13"),
        ("last Wednesday", "past", "2019-05"),
        ("last Friday", "past", "2019-05-10"),
        ("next Friday", "future", "2019-05"),
        ("next Monday", "future", "2019-05-20"),
        ("on Thursday and Friday", "past", "2019-05"),
        ("on Monday and Tuesday of last week", "past", "2019-05"),
        ("on Tuesday of last week", "past", "2019-05-07"),
        ("Friday to Sunday", "future", "2019-05"),
        ("today", "past", "2019-05-16"),
        ("yesterday", "past", "2019-05-15"),
        ("tomorrow night", "future", "2019-05-17"),
        ("this morning", "past", "2019-05-16"),
        ("three days ago", "past", "2019-05-13"),
        ("two weeks ago", "past", "2019"),
        ("a week ago", "past", "2019-05"),
        ("some 20 days ago", "past", "2019-04"),
        ("four months ago", "past", "2019-01"),
        ("a year ago", "past", "2018"),
        ("in three days", "future", "2019-05-19"),
        ("in three days", "past", None),
        ("last month", "past", "2019-04"),
        ("earlier this month", "past", "2019-05"),
        ("next month", "future", "2019-06"),
        ("next week", "future", "2019-05"),
        ("next year", "future", "2020"),
        ("over the weekend", "past", "2019-05"),
        ("in June", "past", "2018-06"),
        ("in June", "future", "2019-06"),
        ("in May", "past", "2019-05"),
        ("last May", "past", "2018-05"),
        ("in late 2017", "past", "2017"),
        ("in early March 2015", "past", "2015-03"),
        ("on Dec. 3", "past", "2018-12-03"),
        ("December 3rd", "future", "2019-12-03"),
        ("the 3rd of December 2011", "past", "2011-12-03"),
        ("Friday, October 14, 2016", "past", "2016-10-14"),
        ("14-16 October 2016", "past", "2016-10"),
        ("2016-10-14", "past", "2016-10-14"),
        ("25/3/2014", "past", "2014-03-25"),
        ("3/25/2014", "past", "2014-03-25"),
        ("4/5/2014", "past", "2014"),
        ("in the coming days", "future", None),
        ("for the last several weeks", "past", None),
        ("last summer", "past", None),
        ("in the summer of 2010", "past", "2010"),
    ],
)
def test_words_mean_days(words: str, tense: Tense, value: str | None) -> None:
    found = resolve(words, THURSDAY, tense)
    assert found.value == value
    assert found.text


@pytest.mark.parametrize("words", ["on Friday", "next month", "yesterday", "in June", "Oct. 15", "two weeks ago"])
def test_nothing_is_guessed_without_the_article_day(words: str) -> None:
    found = resolve(words, None, "past")
    assert found.value is None
    assert found.text == words


def test_a_full_date_needs_no_article_day() -> None:
    assert resolve("on 7 March 1999", None, "past").value == "1999-03-07"


def test_a_window_leaves_open_what_it_leaves_open() -> None:
    window = Window(date(2019, 5, 12), date(2019, 5, 25))
    assert resolve("on Tuesday", window, "future").value == "2019-05"
    assert resolve("last month", window, "past").value == "2019-04"
    assert resolve("on Tuesday", Window(date(2019, 5, 25), date(2019, 6, 2)), "future").value == "2019"


@pytest.mark.parametrize(
    "text",
    ["The sides may meet.", "They led a March on Rome.", "At 2016 metres", "He sat down", "The sun rose", "a 2-1 win"],
)
def test_what_is_no_date(text: str) -> None:
    assert expressions(text) == []


def test_expressions_know_what_leads_them() -> None:
    text = "It was their first meeting since June 2014, and after talks on Monday they will meet until Friday."
    assert [(e.words, e.lead) for e in expressions(text)] == [
        ("since June 2014", "since"),
        ("on Monday", "on"),
        ("until Friday", "until"),
    ]


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_common_is_never_more_exact_than_both(one: date, two: date) -> None:
    value = common(one, two)
    assert value is None or (one.isoformat().startswith(value) and two.isoformat().startswith(value))


@given(
    st.sampled_from(
        ["Friday", "last Friday", "next Friday", "Feb. 29", "in June", "a year ago", "last month", "this weekend"]
    ),
    st.dates(date(1900, 1, 1), date(2200, 1, 1)),
    st.integers(0, 40),
    st.sampled_from(["past", "future"]),
)
def test_a_window_is_never_more_exact_than_a_day(words: str, day: date, length: int, tense: Tense) -> None:
    last = date.fromordinal(day.toordinal() + length)
    wide = resolve(words, Window(day, last), tense).value
    narrow = resolve(words, day, tense).value
    assert wide is None or (narrow or "").startswith(wide) or wide.startswith(narrow or "x")


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("during the first week of February", "2016-02"),
        ("in the last days of May", "2016-05"),
        ("overnight", "2016-01"),
    ],
)
def test_parts_of_a_month_are_in_it(words: str, value: str) -> None:
    assert resolve(words, date(2016, 1, 26), "future").value == value
    assert [expression.words for expression in expressions(f"They met {words}.")] == [words]
