"""Each saved query gives the right answer, worked out by hand, on a graph of four articles."""

from __future__ import annotations

from typing import NamedTuple

import pyoxigraph as ox
import pytest

from kg.queries import library
from tests.queries.engine import ask, store


class Case(NamedTuple):
    """A saved query, what it is told, and the answer in the columns named first."""

    name: str
    values: dict[str, str]
    columns: tuple[str, ...]
    answer: list[tuple[str, ...]]


CASES = [
    Case(
        "actor-timeline",
        {"actor": "Gorbachev", "since": "1986-10-14"},
        ("date", "kind", "what", "article"),
        [
            ("1987-12-08", "Talks", "Washington summit", "/article-4"),
            ("1986-10-12", "IndirectQuote", "that the offer stood", "/article-3"),
            ("1986-10-11", "Talks", "Reykjavik summit", "/article-3"),
            ("1986-10", "PhoneCall", "Phone call of Shultz and Gorbachev", "/article-3"),
            ("1986-10", "PhoneCall", "Phone call of Shultz and Gorbachev", "/article-4"),
        ],
    ),
    Case(
        "changes-of-position",
        {"actor": "ronald reagan"},
        ("matterLabel", "now", "lastFor", "lastAgainst"),
        [
            ("Mikhail Gorbachev", "for", "1987-12-09", "1986-10-13"),
            ("nuclear arms", "for", "1987-12-09", "1986-10-13"),
        ],
    ),
    Case(
        "coded-events",
        {"since": "1986-09", "until": "1986-10-13"},
        ("date", "source", "target", "cameo", "kind", "fact", "article"),
        [
            ("1986-11", "/actor/gorbachev", "/actor/shultz", "036", "planned", "/meeting-3", "/article-2"),
            ("1986-11", "/actor/shultz", "/actor/gorbachev", "036", "planned", "/meeting-3", "/article-2"),
            ("1986-10-13", "/actor/gorbachev", "/actor/reagan", "125", "refused", "/meeting-2", "/article-2"),
            ("1986-10-13", "/actor/reagan", "/actor/gorbachev", "125", "refused", "/meeting-2", "/article-2"),
            ("1986-10-11", "/actor/gorbachev", "/actor/reagan", "046", "Talks", "/meeting-1", "/article-2"),
            ("1986-10-11", "/actor/reagan", "/actor/gorbachev", "046", "Talks", "/meeting-1", "/article-2"),
            ("1986-10-13", "/actor/gorbachev", "/actor/usa", "112", "accuses", "/position-3", "/article-2"),
            ("1986-10-13", "/actor/reagan", "/actor/gorbachev", "120", "rejects", "/position-2", "/article-2"),
            ("1986-10-11", "/actor/gorbachev", "/actor/reagan", "046", "Talks", "/meeting-1", "/article-1"),
            ("1986-10-11", "/actor/reagan", "/actor/gorbachev", "046", "Talks", "/meeting-1", "/article-1"),
            ("1986-09-30", "/actor/usa", "/actor/ussr", "130", "warns", "/position-1", "/article-1"),
        ],
    ),
    Case(
        "charges-and-denials",
        {},
        ("accuserLabel", "accusedLabel", "what", "deniesIt", "article"),
        [
            (
                "Mikhail Gorbachev",
                "United States",
                "the failure of the summit",
                "The United States denied that it had wrecked the summit.",
                "/article-2",
            )
        ],
    ),
    Case(
        "contradictory-accounts",
        {},
        ("what", "saysSoArticle", "deniesItArticle"),
        [("Phone call of Shultz and Gorbachev", "/article-3", "/article-4")],
    ),
    Case(
        "evidence-of-a-fact",
        {"fact": "http://localhost:8000/meeting-4"},
        ("kind", "sentence", "rule", "article", "publisher", "file"),
        [
            (
                "PhoneCall",
                "Shultz and Gorbachev spoke by telephone in October.",
                "speaks",
                "/article-3",
                "Beta Post",
                "fails.html",
            ),
            (
                "PhoneCall",
                "Shultz denied that he had spoken with Gorbachev by telephone.",
                "denied call",
                "/article-4",
                "Beta Post",
                "signed.txt",
            ),
        ],
    ),
    Case(
        "for-and-against-a-topic",
        {"topic": "nuclear weapons"},
        ("actorLabel", "for", "against", "wordsFor", "wordsAgainst", "articles"),
        [
            ("Soviet Union", "1", "0", "to scrap its missiles", "", "/article-4"),
            ("Ronald Reagan", "1", "1", "the treaty", "a test ban", "/article-2 http://localhost:8000/article-4"),
        ],
    ),
    Case(
        "holders-of-an-office",
        {"words": "president of"},
        ("officeLabel", "actorLabel", "state", "first", "last"),
        [("President of the United States", "Ronald Reagan", "current", "1986-09-30", "1987-12-09")],
    ),
    Case(
        "least-sure",
        {"below": "0.75"},
        ("confidence", "kind", "fact", "article"),
        [
            ("0.5", "Visit", "/meeting-2", "/article-2"),
            ("0.7", "Position", "/position-1", "/article-1"),
        ],
    ),
    Case(
        "meetings-at-a-place",
        {"place": "WASHINGTON"},
        ("date", "what", "status", "articles"),
        [
            ("1987-12-08", "Washington summit", "held", "/article-4"),
            ("", "Visit by Gorbachev to Washington", "refused", "/article-2"),
        ],
    ),
    Case(
        "meetings-by-month",
        {},
        ("period", "series", "count"),
        [("1986-10", "held", "2"), ("1986-11", "planned", "1"), ("1987-12", "held", "1")],
    ),
    Case(
        "meetings-of-an-actor",
        {"actor": "reagan"},
        ("date", "what", "kind", "status", "placeLabel", "meeting"),
        [
            ("1987-12-08", "Washington summit", "Talks", "held", "Washington", "/meeting-5"),
            ("1986-10-11", "Reykjavik summit", "Talks", "held", "Reykjavik", "/meeting-1"),
            ("", "Visit by Gorbachev to Washington", "Visit", "refused", "Washington", "/meeting-2"),
        ],
    ),
    Case(
        "most-active-actors",
        {},
        ("actorLabel", "type", "count", "held"),
        [
            ("Mikhail Gorbachev", "Person", "5", "3"),
            ("George Shultz", "Person", "3", "2"),
            ("Ronald Reagan", "Person", "3", "2"),
        ],
    ),
    Case(
        "network-of-an-actor",
        {"actor": "shultz"},
        ("sourceLabel", "targetLabel", "count"),
        [
            ("Mikhail Gorbachev", "George Shultz", "2"),
            ("Mikhail Gorbachev", "Ronald Reagan", "2"),
            ("Ronald Reagan", "George Shultz", "1"),
        ],
    ),
    Case(
        "new-since",
        {"since": "1987"},
        ("date", "kind", "what", "fact"),
        [
            ("1987-12-09", "Talks", "Washington summit", "/meeting-5"),
            ("1987-12-09", "Position", "the treaty", "/position-5"),
            ("1987-12-09", "Position", "to scrap its missiles", "/position-6"),
            ("1987-12-09", "PhoneCall", "Phone call of Shultz and Gorbachev", "/meeting-4"),
        ],
    ),
    Case(
        "offices-of-a-person",
        {"actor": "Shultz"},
        ("actorLabel", "officeLabel", "state", "first", "last", "articles"),
        [
            (
                "George Shultz",
                "Secretary of State of the United States",
                "current",
                "1986-10-13",
                "1986-10-13",
                "/article-2",
            )
        ],
    ),
    Case(
        "only-in-one-outlet",
        {"publisher": "Alpha Wire"},
        ("date", "what", "status", "article"),
        [
            ("1986-11", "Talks of Shultz and Gorbachev", "planned", "/article-2"),
            ("", "Visit by Gorbachev to Washington", "refused", "/article-2"),
        ],
    ),
    Case(
        "places-of-diplomacy",
        {},
        ("placeLabel", "latitude", "longitude", "count"),
        [("Reykjavik", "64.15", "-21.95", "1"), ("Washington", "38.9", "-77.04", "1")],
    ),
    Case(
        "planned-never-held",
        {},
        ("date", "what", "status", "articles"),
        [
            ("1986-11", "Talks of Shultz and Gorbachev", "planned", "/article-2"),
            ("", "Visit by Gorbachev to Washington", "refused", "/article-2"),
        ],
    ),
    Case(
        "position-over-time",
        {"actor": "Reagan", "topic": "nuclear arms"},
        ("period", "series", "count", "articles"),
        [("1986-10", "against", "1", "/article-2"), ("1987-12", "for", "1", "/article-4")],
    ),
    Case(
        "promises-and-offers",
        {"actor": "moscow"},
        ("date", "kind", "what", "towardLabel", "condition", "article"),
        [("1987-12-09", "commits", "to scrap its missiles", "United States", "if the Senate agrees", "/article-4")],
    ),
    Case(
        "quotes-on-a-topic",
        {"topic": "topic/arms"},
        ("date", "speakerLabel", "what", "article"),
        [("1986-10-13", "Ronald Reagan", "This we could not do,", "/article-2")],
    ),
    Case(
        "quotes-with-a-word",
        {"word": "OFFER"},
        ("date", "speakerLabel", "what", "article"),
        [("1986-10-12", "Mikhail Gorbachev", "that the offer stood", "/article-3")],
    ),
    Case(
        "refusals",
        {"actor": "gorbachev"},
        ("what", "sentence", "placeLabel", "article"),
        [
            (
                "Visit by Gorbachev to Washington",
                "Gorbachev blamed the United States and called off his visit to Reagan in Washington.",
                "Washington",
                "/article-2",
            )
        ],
    ),
    Case(
        "single-source",
        {},
        ("date", "what", "confidence", "article"),
        [
            ("1987-12-08", "Washington summit", "0.95", "/article-4"),
            ("1986-11", "Talks of Shultz and Gorbachev", "0.75", "/article-2"),
            ("", "Visit by Gorbachev to Washington", "0.5", "/article-2"),
        ],
    ),
    Case(
        "what-a-speaker-said",
        {"speaker": "Gorbachev", "word": "offer"},
        ("date", "speakerLabel", "what", "kind", "cue", "addresseeLabel", "article"),
        [
            (
                "1986-10-12",
                "Mikhail Gorbachev",
                "that the offer stood",
                "indirect",
                "told",
                "George Shultz",
                "/article-3",
            )
        ],
    ),
    Case(
        "what-others-say-of-an-actor",
        {"actor": "Gorbachev", "stance": "supports"},
        ("date", "kind", "what", "holderLabel", "article"),
        [("1987-12-09", "supports", "the treaty", "Ronald Reagan", "/article-4")],
    ),
    Case(
        "what-two-countries-did",
        {"one": "USA", "other": "Soviet Union"},
        ("date", "kind", "what", "sourceLabel", "targetLabel", "article"),
        [
            ("1987-12-09", "commits", "to scrap its missiles", "Soviet Union", "United States", "/article-4"),
            ("1987-12-09", "supports", "the treaty", "Ronald Reagan", "Mikhail Gorbachev", "/article-4"),
            ("1987-12-08", "Talks", "Washington summit", "George Shultz", "Mikhail Gorbachev", "/article-4"),
            ("1987-12-08", "Talks", "Washington summit", "Ronald Reagan", "Mikhail Gorbachev", "/article-4"),
            ("1986-11", "Talks", "Talks of Shultz and Gorbachev", "George Shultz", "Mikhail Gorbachev", "/article-2"),
            (
                "1986-10-14",
                "denies",
                "that it had wrecked the summit",
                "United States",
                "Mikhail Gorbachev",
                "/article-3",
            ),
            (
                "1986-10-13",
                "Visit",
                "Visit by Gorbachev to Washington",
                "Ronald Reagan",
                "Mikhail Gorbachev",
                "/article-2",
            ),
            ("1986-10-13", "accuses", "the failure of the summit", "Mikhail Gorbachev", "United States", "/article-2"),
            ("1986-10-13", "rejects", "a test ban", "Ronald Reagan", "Mikhail Gorbachev", "/article-2"),
            ("1986-10-11", "Talks", "Reykjavik summit", "Ronald Reagan", "Mikhail Gorbachev", "/article-1"),
            ("1986-10-11", "Talks", "Reykjavik summit", "Ronald Reagan", "Mikhail Gorbachev", "/article-2"),
            ("1986-10-11", "Talks", "Reykjavik summit", "Ronald Reagan", "Mikhail Gorbachev", "/article-3"),
            (
                "1986-10",
                "PhoneCall",
                "Phone call of Shultz and Gorbachev",
                "George Shultz",
                "Mikhail Gorbachev",
                "/article-3",
            ),
            (
                "1986-10",
                "PhoneCall",
                "Phone call of Shultz and Gorbachev",
                "George Shultz",
                "Mikhail Gorbachev",
                "/article-4",
            ),
            ("1986-09-30", "warns", "a spy trial", "United States", "Soviet Union", "/article-1"),
        ],
    ),
    Case(
        "what-was-said-around-a-meeting",
        {"words": "reykjavik"},
        ("meetingLabel", "status", "actorLabel", "said", "article"),
        [
            ("Reykjavik summit", "held", "Mikhail Gorbachev", "that the offer stood", "/article-3"),
            ("Reykjavik summit", "held", "Ronald Reagan", "This we could not do,", "/article-2"),
        ],
    ),
    Case(
        "where-an-actor-stands",
        {"actor": "reagan", "word": "BAN"},
        ("date", "kind", "what", "towardLabel", "article"),
        [("1986-10-13", "rejects", "a test ban", "Mikhail Gorbachev", "/article-2")],
    ),
    Case(
        "who-accuses-whom",
        {},
        ("rowLabel", "columnLabel", "count", "articles"),
        [("Mikhail Gorbachev", "United States", "1", "/article-2")],
    ),
    Case(
        "who-stands-how-toward-whom",
        {"stance": "commits"},
        ("rowLabel", "columnLabel", "count", "articles"),
        [("Soviet Union", "United States", "1", "/article-4")],
    ),
    Case(
        "whom-an-actor-met",
        {"actor": "http://localhost:8000/actor/shultz"},
        ("otherLabel", "count", "first", "last"),
        [("Mikhail Gorbachev", "2", "1986-10", "1987-12-08"), ("Ronald Reagan", "1", "1987-12-08", "1987-12-08")],
    ),
]


@pytest.fixture(scope="module")
def graph() -> ox.Store:
    return store()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_answer_is_right(graph: ox.Store, case: Case) -> None:
    found = ask(graph, case.name, *case.columns, **case.values)
    assert sorted(found) == sorted(case.answer)


def test_every_saved_query_has_its_answer() -> None:
    assert {query.name for query in library()} == {case.name for case in CASES}


def test_the_latest_comes_first(graph: ox.Store) -> None:
    found = ask(graph, "actor-timeline", "date", actor="Gorbachev")
    assert found == sorted(found, reverse=True)
