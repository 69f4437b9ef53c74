"""Each saved query, asked of the sample pages, gives what the pages tell, and nothing of their readers' comments.

What is looked for is true by the pages themselves; an answer may hold more rows than are looked for here.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest

from kg.publication import Publication
from kg.queries import bind, library, saved
from kg.search import Index
from kg.store.embedded import open_store
from tests.queries.engine import ask, rows


class Case(NamedTuple):
    """A saved query, what it is told, and rows of its answer in the columns named first."""

    name: str
    values: dict[str, str]
    columns: tuple[str, ...]
    told: list[tuple[str, ...]]


REYKJAVIK = "Reagan and Gorbachev part without agreement in Reykjavik"
CASES = [
    Case(
        "actor-timeline",
        {"actor": "Mikhail Gorbachev"},
        ("kind", "what", "articleLabel"),
        [
            ("IndirectQuote", "the Soviet proposals remained on the table", REYKJAVIK),
            ("accuses", "the failure of the summit", REYKJAVIK),
        ],
    ),
    Case("changes-of-position", {"actor": "Israel"}, ("matterLabel", "lastFor", "lastAgainst"), [
        ("PLO", "1993-09-13", "1993-09-13"),
    ]),
    Case("charges-and-denials", {}, ("accuserLabel", "accusedLabel", "deniesIt"), [
        ("Ukraine", "Russia", "Russia denies the accusation."),
        ("Ukraine", "Russia", "Russia denies that it has troops in Ukraine."),
        ("United States", "Soviet Union", "The Soviet Union has denied that it placed offensive weapons in Cuba."),
    ]),
    Case("coded-events", {"since": "1986-10-13", "until": "1986-10-13"}, ("sourceLabel", "targetLabel", "cameo"), [
        ("Mikhail Gorbachev", "Ronald Reagan", "046"),
        ("Ronald Reagan", "Mikhail Gorbachev", "046"),
        ("Mikhail Gorbachev", "United States", "112"),
    ]),
    Case("contradictory-accounts", {}, ("saysSo", "deniesIt"), [
        (
            "U.S. President Ronald Reagan confirmed on Thursday that his former national security adviser, "
            "Robert McFarlane, had visited Tehran in secret in May.",
            "U.S. President Ronald Reagan on Thursday dismissed a report that his former national security adviser, "
            "Robert McFarlane, had visited Tehran in secret.",
        ),
    ]),
    Case("for-and-against-a-topic", {"topic": "ceasefire"}, ("actorLabel", "for", "against"), [
        ("Alvaro Uribe", "0", "1"),
        ("Ukraine", "2", "0"),
        ("Germany", "1", "0"),
    ]),
    Case("holders-of-an-office", {"words": "prime minister of israel"}, ("actorLabel", "first", "last"), [
        ("Menachem Begin", "1978-09-18", "1979-03-27"),
        ("Yitzhak Rabin", "1993-09-13", "1993-09-13"),
        ("Ehud Barak", "2000-07-26", "2000-07-26"),
        ("Benjamin Netanyahu", "2012-10-22", "2015-07-15"),
    ]),
    Case("meetings-at-a-place", {"place": "reykjavik"}, ("status",), [("held",)]),
    Case("meetings-by-month", {}, ("period", "series"), [
        ("1960-05", "held"),
        ("1986-10", "held"),
        ("1972-05", "planned"),
    ]),
    Case("meetings-of-an-actor", {"actor": "gorbachev"}, ("kind", "status", "placeLabel"), [
        ("Talks", "held", "Reykjavik"),
    ]),
    Case("network-of-an-actor", {"actor": "Ronald Reagan"}, ("sourceLabel", "targetLabel"), [
        ("Mikhail Gorbachev", "Ronald Reagan"),
    ]),
    Case("new-since", {"since": "2018-07"}, ("date", "sentence", "articleLabel"), [
        ("2018-07-18", "Senator John McCain condemned the news conference.", "Trump and Putin meet in Helsinki"),
    ]),
    Case("offices-of-a-person", {"actor": "Henry Kissinger"}, ("actorLabel", "state"), [
        ("Henry Kissinger", "current"),
    ]),
    Case("only-in-one-outlet", {"publisher": "Chancery Sample Wire"}, ("date", "status", "articleLabel"), [
        ("1972-02-21", "held", "Nixon ends visit to China with communique"),
    ]),
    Case("places-of-diplomacy", {}, ("placeLabel",), [("Helsinki",), ("Reykjavik",), ("Peking",), ("Havana",)]),
    Case("planned-never-held", {}, ("date", "status", "placeLabel"), [("1972-05", "planned", "Moscow")]),
    Case("position-over-time", {"actor": "Israel"}, ("period", "series"), [
        ("1979-03", "for"),
        ("1993-09", "against"),
        ("1993-09", "for"),
    ]),
    Case("promises-and-offers", {"actor": "Egypt"}, ("date", "kind", "sentence"), [
        ("1979-03-27", "commits", "Egypt agreed to open the Suez Canal to Israeli ships."),
    ]),
    Case("quotes-on-a-topic", {"topic": "ceasefire"}, ("speakerLabel",), [("Juan Manuel Santos",)]),
    Case("quotes-with-a-word", {"word": "peace is at hand"}, ("speakerLabel", "what"), [
        ("Henry Kissinger", "We believe that peace is at hand,"),
    ]),
    Case("refusals", {}, ("sentence",), [
        ("Kissinger cancelled a trip to Hanoi.",),
        ("Earlier in the week, Rouhani declined a meeting with Obama in New York.",),
    ]),
    Case("single-source", {}, ("date", "status", "articleLabel"), [
        ("1972-02-21", "held", "Nixon ends visit to China with communique"),
    ]),
    Case("what-a-speaker-said", {"speaker": "Ronald Reagan", "word": "could not"}, ("what", "kind", "articleLabel"), [
        ("This we could not and will not do,", "direct", REYKJAVIK),
    ]),
    Case("what-others-say-of-an-actor", {"actor": "Russia", "stance": "accuses"}, ("holderLabel", "what"), [
        ("Ukraine", "sending troops across the border"),
    ]),
    Case("what-two-countries-did", {"one": "United States", "other": "Soviet Union"}, ("kind", "sourceLabel", "targetLabel"), [
        ("Talks", "Ronald Reagan", "Mikhail Gorbachev"),
        ("accuses", "Mikhail Gorbachev", "United States"),
    ]),
    Case("what-was-said-around-a-meeting", {"words": "Reykjavik"}, ("status", "actorLabel", "said"), [
        ("held", "Ronald Reagan", "This we could not and will not do,"),
        ("held", "Mikhail Gorbachev", "the Soviet proposals remained on the table"),
    ]),
    Case("where-an-actor-stands", {"actor": "israel", "word": "PLO"}, ("date", "kind", "what"), [
        ("1993-09-13", "rejects", "negotiate with the PLO"),
    ]),
    Case("who-accuses-whom", {}, ("rowLabel", "columnLabel", "count"), [
        ("Ukraine", "Russia", "2"),
        ("Ehud Barak", "Yasser Arafat", "1"),
        ("Yasser Arafat", "Anwar Sadat", "1"),
    ]),
    Case("who-stands-how-toward-whom", {"stance": "supports"}, ("rowLabel", "columnLabel"), [
        ("Anwar Sadat", "Jimmy Carter"),
    ]),
    Case("whom-an-actor-met", {"actor": "Petro Poroshenko"}, ("otherLabel",), [("Vladimir Putin",)]),
]  # fmt: skip
OPEN_ENDED = {"least-sure", "most-active-actors", "evidence-of-a-fact"}
COMMENTS = (
    "the Soviets have already won",
    "Thatcher",
    "resign in June",
    "drove the car",
    "secret in Tunis",
    "never leave the Sinai",
    "lighthouse",
    "refused to meet either of them afterwards",
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_pages_are_told_right(sample_publication: Publication, case: Case) -> None:
    found = ask(open_store(sample_publication.store), case.name, *case.columns, **case.values)
    assert [row for row in case.told if row not in found] == []


def test_every_saved_query_is_asked_of_the_samples() -> None:
    assert {query.name for query in library()} == {case.name for case in CASES} | OPEN_ENDED


def test_every_default_finds_something(sample_publication: Publication) -> None:
    store = open_store(sample_publication.store)
    asked = [query for query in library() if query.name != "evidence-of-a-fact"]
    assert [query.name for query in asked if not ask(store, query.name, *_first(query.text))] == []


def test_each_fact_leads_to_its_sentence(sample_publication: Publication) -> None:
    store = open_store(sample_publication.store)
    for (fact,) in ask(store, "new-since", "fact", since="1960")[:40]:
        sentences = ask(store, "evidence-of-a-fact", "sentence", "file", fact=fact)
        assert sentences
        assert all(sentence and file for sentence, file in sentences)


def test_the_most_active_have_meetings_that_were_held(sample_publication: Publication) -> None:
    found = ask(open_store(sample_publication.store), "most-active-actors", "actorLabel", "count", "held")
    assert all(0 <= int(held) <= int(count) for _, count, held in found)
    assert "Henry Kissinger" in [name for name, _, _ in found[:10]]


def test_the_least_sure_come_first(sample_publication: Publication) -> None:
    found = ask(open_store(sample_publication.store), "least-sure", "confidence", below="0.9")
    sure = [float(confidence) for (confidence,) in found]
    assert sure == sorted(sure)
    assert all(value < 0.9 for value in sure)


def test_no_reader_comment_is_in_the_graph(sample_publication: Publication) -> None:
    store = open_store(sample_publication.store)
    literals = [quad.object.value for quad in store if hasattr(quad.object, "datatype")]
    assert [words for words in COMMENTS if any(words in literal for literal in literals)] == []


def _first(text: str) -> tuple[str]:
    """The name of the first column of a query."""
    return (text.split("SELECT", 1)[1].replace("DISTINCT", "").split("?", 1)[1].split()[0],)


def test_a_name_looked_up_means_whom_the_labels_mean(sample_publication: Publication) -> None:
    store, names = open_store(sample_publication.store), Index(sample_publication.search).named
    for case in CASES:
        by_index, by_label = (
            rows(store.query(bind(saved(case.name), case.values, names=known)))[1] for known in (names, None)
        )
        assert sorted(by_index) == sorted(by_label), case.name
