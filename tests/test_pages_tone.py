"""The tone of paragraphs: what tells remarks where no rule on how sites set them does, and leaves other texts whole."""

from __future__ import annotations

import lzma
import re
from pathlib import Path

import pytest

from kg.errors import PageError
from kg.model import BlockKind
from kg.pages import Raw, articles, html, read, zones
from kg.pages.doubt import outburst
from kg.pages.lines import Line, split
from kg.pages.shapes import headed
from kg.pages.tone import MOST, features, tone
from tests.test_pages_marked import UNLEARNT, lines, made
from tests.train_tone import HEAD, OUT, learnt, lowest

NEWS = (
    "The two governments will open talks on the river in October, the foreign minister of Paraguay said on Tuesday.",
    "Seven states signed the convention in Montevideo, according to a statement of the secretariat.",
    "The minister said that the envoy would return to Asunción next week, and that no date had been set.",
)
REMARKS = (
    "I can't believe you people still fall for this. Who is going to pay for it, us again?",
    "What a shame! My family has waited for nine years and nobody ever asked us anything.",
    "So they shake hands and we get nothing, as always. Wake up.",
)
ARTICLE = "\n\n".join(
    ("Paraguay and its neighbours agree on the river", "3 March 2009", *NEWS, NEWS[0].replace("two", "four"))
)


@pytest.mark.parametrize("remark", REMARKS)
@pytest.mark.parametrize("news", NEWS)
def test_remarks_and_news_sound_unlike(remark: str, news: str) -> None:
    assert -MOST <= tone(news) < 0 < tone(remark) <= MOST


def test_what_is_quoted_has_no_tone_of_its_own() -> None:
    quoted = f'"{REMARKS[0]}" the minister said on Tuesday.'
    assert tone(quoted) < tone(f"{REMARKS[0]} the minister said on Tuesday.")
    assert not {"you", "believe"} & features(quoted)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ravi (Pune): The railway will take twenty years.", ["Ravi (Pune)", "The railway will take twenty years."]),
        ("Petar, 10.06. 08:15 - Nobody asked us about this.", ["Petar, 10.06. 08:15", "Nobody asked us about this."]),
        (
            "Lisette | Crawley | 24 Jun | My mother died here in May.",
            ["Lisette | Crawley | 24 Jun", "My mother died here in May."],
        ),
        (
            "The minister said this: nobody will leave the talks.",
            ["The minister said this: nobody will leave the talks."],
        ),
        (NEWS[0], [NEWS[0]]),
    ],
)
def test_who_speaks_in_the_same_line(text: str, parts: list[str]) -> None:
    assert [part.strip(" -|") for part in headed(text)] == parts


def kept(text: str) -> str:
    found = articles(page := read(Raw("a.txt", "-", text.encode(), "text", "0" * 64)))
    return "\n".join(page.text[block.start : block.end] for article in found for block in article.blocks)


@pytest.mark.parametrize(
    "between", ["Yvonne", "Post number 4 · 12 Mar", "Talk to each other here", "▲ 12", "Print | E-mail"]
)
def test_remarks_below_what_no_rule_knows(between: str) -> None:
    text = "\n\n".join((ARTICLE, between, *REMARKS))
    assert all(news in kept(text) for news in NEWS)
    assert not any(remark in kept(text) for remark in REMARKS)


def test_remarks_below_nothing_at_all() -> None:
    said = [Line(0, len(text), text, True) for text in (*NEWS, *REMARKS)]
    assert outburst(said) == len(REMARKS)
    assert not outburst([Line(0, len(text), text, True) for text in (*NEWS, *NEWS)])


@pytest.mark.parametrize("between", ["The second week", "***", "At the dinner", "Yvonne Duarte"])
def test_what_is_personal_all_through_is_whole(between: str) -> None:
    below = (
        "We drank the minister's tea, and I told him what I thought of his letter. You should have seen him!",
        "Nobody in my office had slept for three days. Would you have signed?",
        "I left on Friday. My successor is a better man than I am, and he needs to be.",
    )
    column = kept("\n\n".join(("Why I left the talks", "3 March 2009", *REMARKS, between, *below)))
    assert all(text in column for text in (*REMARKS, *below))


def test_news_below_a_name_stay() -> None:
    below = (
        "Brazil's foreign ministry said that it had been told of the talks in advance and welcomed them.",
        "The commission will meet in Asunción on Thursday, its secretary told reporters.",
    )
    assert all(text in kept("\n\n".join((ARTICLE, "Yvonne Duarte", *below))) for text in below)


def _leaks(path: Path) -> bool:
    """Whether a paragraph that is none of its articles' is kept as prose of a page."""
    try:
        found = articles(page := made(path))
    except PageError:
        return False
    marked = "\n".join(lines(path, "+"))
    prose = [
        page.text[block.start : block.end]
        for article in found
        for block in article.blocks
        if block.kind is BlockKind.PROSE
    ]
    return any(len(text.split()) > 3 and re.sub(r"\s+", " ", text) not in marked for text in prose)


def test_the_tone_alone_finds_most_remarks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.pages.readers.Readers.begin", lambda *_: False)
    monkeypatch.setattr(html, "remove_remarks", lambda _: None)
    with_tone = sum(map(_leaks, UNLEARNT))
    monkeypatch.setattr(zones, "turns", lambda *_: False)
    monkeypatch.setattr(html, "remove_below", lambda _: None)
    monkeypatch.setattr("kg.pages.trim.outburst", lambda _: 0)
    without = sum(map(_leaks, UNLEARNT))
    assert without > len(UNLEARNT) / 2
    assert with_tone < without / 5


def test_training_learns_what_tells_remarks() -> None:
    found = [(text, f"{kind} {number}", kind == "remarks") for number in range(8) for kind, texts in
             (("remarks", REMARKS), ("news", NEWS)) for text in texts]  # fmt: skip
    weights = learnt(found)
    assert weights["nobody"] > 0 > weights["said"]


def test_the_lowest_point_is_found() -> None:
    found = lowest(lambda place: 1000 * (place - [3.0, -4.0]), 2)
    assert found == pytest.approx([3.0, -4.0])


def test_the_weights_say_what_they_were_learnt_of() -> None:
    assert OUT.read_text(encoding="utf-8").startswith(HEAD)


def test_interviews_of_the_treebank_are_whole() -> None:
    path = Path(__file__).parents[2] / "shared" / "treebanks" / "gum-open-test.conllu.xz"
    if not path.is_file():
        pytest.skip("../shared/treebanks is missing, whose interviews, speeches and biographies are read")
    with lzma.open(path, "rt", encoding="utf-8") as file:
        documents = re.split(r"(?m)^# newdoc id = ", file.read())[1:]
    for document in documents:
        text = re.sub(r"(?m)^(?!# (?:text =|newpar)).*\n?", "", document)
        said = [" ".join(re.findall(r"# text = (.*)", part)) for part in text.split("# newpar")]
        page = "\n\n".join(("A report on what was said in the hall", "12 March 2014", *filter(None, said)))
        assert kept(page)
        assert lost_to_tone(page) <= 0.05 * len(split(page)), document[:40]


def lost_to_tone(page: str) -> int:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(zones, "turns", lambda *_: False)
        patch.setattr("kg.pages.trim.outburst", lambda _: 0)
        whole = kept(page).splitlines()
    return len(whole) - len(kept(page).splitlines())
