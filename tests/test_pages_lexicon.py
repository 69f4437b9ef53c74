"""The lexicon of furniture: entries in the form in which lines are looked up, each once, patterns that can match."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings, strategies
from hypothesis.strategies import DataObject

from kg.pages.datelines import dateline
from kg.pages.furniture import Furniture, agencies, data, entries, key, label, plain
from kg.pages.lines import Line, Role
from kg.pages.notices import comment_head, is_bio, is_code, notice
from kg.pages.roles import classify


def test_labels_are_in_the_form_of_keys_and_stand_once() -> None:
    labels = [entry for kind in Furniture for entry in entries(data()[kind.value]["labels"])]
    assert [entry for entry in labels if key(entry) != entry] == []
    assert len(labels) == len(set(labels))
    assert len(agencies()) == len(set(agencies()))


def test_beginnings_can_begin_a_key() -> None:
    starts = [entry for kind in Furniture for entry in entries(data()[kind.value]["starts"])]
    assert [entry for entry in starts if not key(f"{entry} word").startswith(entry)] == []


GROUPS = [group for name in ("remarks", "appeals", "notices") for group in data()[name]]


def test_patterns_are_for_lower_case_and_held_against_few_lines() -> None:
    for group in GROUPS:
        assert ("first" in group) != ("words" in group)
        for pattern in group["patterns"]:
            re.compile(pattern)
            assert not re.search(r"(?<!\\)[A-Z]", pattern), pattern


def _spaced(pattern: str) -> str:
    """A pattern with a space for what may stand between, and an apostrophe for any sign in a word."""
    written = re.sub(r"(?:\\b)?\.\{0,\d+\}(?:\\b)?", " ", pattern).replace("s.?", "s'?")
    return re.sub(r"(?<=\w)\.(?=\w)", "'", re.sub(r"\(\?! [^()]*\([^()]*\) \)", "", written))


BEGINNINGS = [(pattern, group["first"]) for group in GROUPS if "first" in group for pattern in group["patterns"]]


NEEDED = [(pattern, group["needed"]) for group in GROUPS if "needed" in group for pattern in group["patterns"]]


@pytest.mark.parametrize(("pattern", "needed"), NEEDED, ids=[pattern[:30] for pattern, _ in NEEDED])
@settings(max_examples=30, deadline=None)
@given(draw=strategies.data())
def test_what_a_pattern_matches_has_what_its_group_needs(pattern: str, needed: str, draw: DataObject) -> None:
    line = draw.draw(strategies.from_regex(re.compile(_spaced(pattern), re.ASCII), fullmatch=True))
    assert any(part in f"{line} " for part in needed.split("|")), line


@pytest.mark.parametrize(("pattern", "first"), BEGINNINGS, ids=[pattern[:30] for pattern, _ in BEGINNINGS])
@settings(max_examples=30, deadline=None)
@given(draw=strategies.data())
def test_lines_that_begin_with_a_pattern_begin_with_its_words(pattern: str, first: str, draw: DataObject) -> None:
    written = re.sub(r"\(\?=\.\*\\b\(\?:[^()]*\)\\b\)", "", pattern)  # that there is a word somewhere
    line = draw.draw(strategies.from_regex(re.compile(_spaced(written), re.ASCII), fullmatch=True))
    said = plain(line)
    assert said[0].decode() in entries(first) or b" ".join(said[:2]).decode() in entries(first), line


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("You may also like:", Furniture.RELATED),
        ("MORE FROM WORLD »", Furniture.RELATED),
        ("Comments (12)", Furniture.COMMENTS),
        ("1,204 comments", Furniture.COMMENTS),
        ("Leave a comment", Furniture.COMMENT_LINK),
        ("Tags: treaty, fish", Furniture.FILED),
        ("About the Author", Furniture.ABOUT),
        ("© 2014 The Courier", Furniture.FOOT),
        ("(c) 2014 The Courier", Furniture.FOOT),
        ("Share this:", Furniture.JUNK),
        ("3 min read", Furniture.JUNK),
        ("Facebook  X  LinkedIn  Copy link  72 comments", Furniture.JUNK),
        ("Give this article    Share    412", Furniture.JUNK),
        ("Share · Save · 38 comments", Furniture.JUNK),
        ("SHARE TWEET PIN MAIL", Furniture.JUNK),
        ("Share 12 Tweet 4 Comment 33", Furniture.JUNK),
        ("Print / E-mail / Facebook", Furniture.JUNK),
        ("Newest comments | Oldest comments", Furniture.COMMENTS),
        ("About agency   Press releases   Contacts   Rules for citing", Furniture.JUNK),
        ("Kenya · Uganda · Rwanda · Lake Victoria · Fishing", Furniture.JUNK),
        ("READ 412 COMMENTS", Furniture.COMMENTS),
        ("Print the treaty, share the lake", None),
        ("Like Lima, Quito waits", None),
        ("Oslo  and Bergen share the costs", None),
        ("Oslo | Bergen", None),
        ("3 days ago | Share | Like", None),
        ("Ministers share a table", None),
        ("Commenting on the treaty, Oslo stays calm", None),
        ("Readers of charts are scarce", None),
    ],
)
def test_labels(line: str, kind: Furniture | None) -> None:
    assert label(line) is kind


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("We use cookies to improve your visit.", Furniture.JUNK),
        ("Sign up for our daily newsletter and never miss a story.", Furniture.JUNK),
        ("This material may not be published, broadcast, rewritten or redistributed.", Furniture.JUNK),
        ("The views expressed in this article are those of the author and do not reflect ours.", Furniture.JUNK),
        ("Please make a donation today.", Furniture.RELATED),
        ("Save articles to read later and create your own reading list.", Furniture.JUNK),
        ("This audio is auto-generated. Please tell us what you think of it.", Furniture.JUNK),
        ("Join our WhatsApp channel here", Furniture.JUNK),
        ("Polar Agency. Certificate of registration of mass media No. 4471", Furniture.JUNK),
        ("Certain materials are not intended for persons under 16 years of age.", Furniture.JUNK),
        ("The ministers agreed to save the articles on fishing for a later round of talks.", None),
        ("The envoys joined a WhatsApp group, officials said, and left it within the hour.", None),
        ("Moscow said the certificate of registration of the party had been withdrawn.", None),
        ("The camp is not suitable for children, the commissioner said.", None),
        ("The minister said the cookies at the reception were excellent.", None),
        ("They will sign the treaty in Oslo, and register it with the United Nations.", None),
        ("Kerry expressed the view that the members should agree on the terms of the truce.", None),
        ("The agency provides information to inspectors in many countries, its director said.", None),
        ("Both sides agreed to support our proposal, the minister told reporters.", None),
        ("The inspectors demand full access before they sign the report.", None),
        ("Lavrov's comments are likely to reflect the view of Moscow, analysts say.", None),
        ("Kirby declined to make a comment on the letter.", None),
        ("For more than a year, Norway has asked Denmark for a visit by its experts.", None),
        ("For further talks, she will visit Oslo and follow the vote there.", None),
        ("They called on states to support independent journalism in the north.", None),
        ("We need your help, our friends, to keep our independence.", None),
        ("Comments are moderated and may be removed.", Furniture.COMMENTS),
        ("You must be logged in to post a comment.", Furniture.JUNK),
        ("For more information, contact the press office.", Furniture.JUNK),
    ],
)
def test_notices(line: str, kind: Furniture | None) -> None:
    assert notice(line, plain(line)[:2], plain(line)) is kind


@pytest.mark.parametrize(
    "line",
    [
        "Tilda Marsh is a senior correspondent covering the Arctic.",
        "Northwire is an international news agency with bureaus in forty countries.",
        "Karin Sund writes on the law of the sea.",
    ],
)
def test_what_is_said_of_authors(line: str) -> None:
    assert is_bio(line)


@pytest.mark.parametrize(
    "line",
    [
        "The visit was a success, the official IRNA news agency reported.",
        "“He is a correspondent of a state newspaper,” the minister said.",
        "The treaty provides inspectors with access to information about all ships.",
        "Norway has covered most of the distance, its foreign minister told a news agency.",
    ],
)
def test_news_is_not_said_of_authors(line: str) -> None:
    assert not is_bio(line)


@pytest.mark.parametrize(
    "line",
    ["Brian says:", "by: Agnes from: Bergen", "2 hours ago", "rider77 • 3 days ago", "Reply", "In response to Agnes"],
)
def test_heads_of_comments(line: str) -> None:
    assert comment_head(line)
    assert not comment_head("The minister says he will go")


def test_code_is_told_from_prose() -> None:
    assert is_code('string(1910) "[{"id":"1857728","sort":"3711286","title":"Talks"},{"id":"1859281"}]"')
    assert is_code("window.dataLayer = window.dataLayer || []; function gtag(){dataLayer.push(arguments);}")
    assert not is_code("The equation of power < trust = peace, as he put it, has never held in the north.")


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("GENEVA, Jan. 26 (Xinhua) -- The talks", "GENEVA, Jan. 26 (Xinhua) -- "),
        ("MOSCOW, January 26. /TASS/. The talks", "MOSCOW, January 26. /TASS/. "),
        ("MOSCOW. April 24 (Interfax) - The talks", "MOSCOW. April 24 (Interfax) - "),
        ("VIENNA — The talks", "VIENNA — "),
        ("UNITED NATIONS (AP) — The talks", "UNITED NATIONS (AP) — "),
        ("Kabul (AFP) – The talks", "Kabul (AFP) – "),
        ("DUBAI May 26 Kuwait's foreign minister", "DUBAI May 26"),
        ("(Reuters) - The talks", "(Reuters) - "),
        ("Bergen, 29 May 2019. The talks", "Bergen, 29 May 2019. "),
        ("Port Vila, Vanuatu, May 31, 2022: The talks", "Port Vila, Vanuatu, May 31, 2022: "),
        ("Bonn/The Hague, 13th March 2012 – The talks", "Bonn/The Hague, 13th March 2012 – "),
        ("LIMA (March 13, 2012) – The talks", "LIMA (March 13, 2012) – "),
        ("Rabat, Tuesday 13 March 2012 – The talks", "Rabat, Tuesday 13 March 2012 – "),
        ("LUSAKA, 13 March 2012 (ZNN) The talks", "LUSAKA, 13 March 2012 (ZNN) "),
        ("Hanoi, March 13 (VNA) -- The talks", "Hanoi, March 13 (VNA) -- "),
        ("(Vienna, 13 March 2012) – The talks", "(Vienna, 13 March 2012) – "),
        ("Bonn, 13 March 2012 (dpa) - The talks", "Bonn, 13 March 2012 (dpa) - "),
        ("(KCNA) -- The talks", "(KCNA) -- "),
        ("Bergen, 29 May 2019 was a turning point", ""),
        ("Bergen, 29 May 2019, was a turning point", ""),
        ("Bergen, 29 May 2019: that is where and when", ""),
        ("Bergen, 29 May 2019 - a day that both remember - changed all", ""),
        ("Bergen, 29 May 2019. It was the night that changed all.", ""),
        ("On 29 May 2019 the ministers signed", ""),
        ("The talks - the first in years - went on", ""),
        ("Russian Foreign Minister Sergei Lavrov said", ""),
        ("NATO said on May 26 that", ""),
    ],
)
def test_datelines(text: str, opening: str) -> None:
    assert text[: dateline(text)].rstrip() == opening.rstrip()


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("FILE - A trawler leaves the harbour, March 4, 2014.", Role.CAPTION),
        ("Lars Holm (R) shakes hands with Ingrid Dahl. (AP Photo/Per Lie)", Role.CAPTION),
        ("Ministers at the table in Geneva, Switzerland, January 11, 2013.", Role.CAPTION),
        ("The treaty was signed in the capital of Belarus, Minsk, on February 12, 2015.", Role.PROSE),
        ("Per Lie, AFP/File", Role.CREDIT),
        ("(Reporting by Per Lie; Editing by Ann Cole)", Role.CREDIT),
        ("Source: Reuters", Role.SOURCE),
        ("By Tom Reed, Northern Correspondent", Role.BYLINE),
        ("Ingrid Dahl, Diplomatic Editor", Role.BYLINE),
        ("Ingrid Dahl | Senior Correspondent", Role.BYLINE),
        ("Our Diplomatic Editor in Bergen", Role.BYLINE),
        ("Ingrid Dahl (Oslo, special correspondent)", Role.BYLINE),
        ("Words by Ingrid Dahl", Role.BYLINE),
        ("Oslo expels a Danish correspondent", Role.HEAD),
        ("Norway’s envoy, a former editor", Role.HEAD),
        ("Credit...Per Lie for The Northern Courier", Role.CREDIT),
        ("Illustrations by Per Lie", Role.CREDIT),
        ("The old pier of Bergen at dawn. Per Lie/The Northern Courier", Role.CAPTION),
        ("The pier was closed on Monday. Norway/Denmark trade goes on.", Role.PROSE),
        ("Wire writers Per Lie in Oslo and Ann Cole in Bergen contributed.", Role.CREDIT),
        ("Per Lie and Ann Cole contributed from Oslo.", Role.CREDIT),
        ("Norway and Denmark contributed from the start to the costs of the pier.", Role.PROSE),
        ("Fishermen and their wives contributed from Monday to the dispute.", Role.PROSE),
        ("“It is over,” he said.", Role.PROSE),
        ("Could the North Have Done More to Stop the Quarrel?", Role.HEAD),
        ("Talks go on in Geneva", Role.HEAD),
        ("Tue Jan 26, 2016 5:14am EST", Role.DATE),
        ("12.30pm GMT", Role.MARK),
        ("* * *", Role.MARK),
    ],
)
def test_roles(text: str, role: Role) -> None:
    assert classify(Line(0, len(text), text, True)).role is role
