"""The bundled model, loading of others, and articles parsed block by block."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from kg import language, pipelines
from kg.errors import ModelError
from kg.model import Article, Block, BlockKind
from kg.pipelines import BUNDLED


@pytest.fixture(scope="module")
def nlp() -> Language:
    return language.load()


def article(*blocks: tuple[int, int]) -> Article:
    made = tuple(Block(BlockKind.TITLE if i == 0 else BlockKind.PROSE, *block) for i, block in enumerate(blocks))
    return Article("", blocks[0][0], blocks[-1][1], made)


def sentences(nlp: Language, text: str) -> list[str]:
    return [sentence.text for sentence in language.parse(nlp, text, article((0, len(text)))).doc.sents]


def test_model_is_small_and_says_what_it_is() -> None:
    assert sum(file.stat().st_size for file in BUNDLED.rglob("*") if file.is_file()) < 25_000_000
    meta = json.loads((BUNDLED / "meta.json").read_text("utf-8"))
    assert meta["license"] == "CC BY-SA 4.0"
    assert meta["license"] in (BUNDLED / "LICENSE").read_text("utf-8")
    for source in meta["sources"]:
        assert source["name"] in (BUNDLED / "LICENSE").read_text("utf-8")
    assert set(meta["performance"]) == {"PUD", "EWT test", "GUM test", "CrossNER politics test"}
    assert str(Path.home()) not in (BUNDLED / "config.cfg").read_text("utf-8")


def test_scores_are_good_enough() -> None:
    scores = json.loads((BUNDLED / "meta.json").read_text("utf-8"))["performance"]["PUD"]
    for measure, least in {"tags": 95.4, "UAS": 88, "LAS": 84.5, "sentences": 98, "names F1": 70}.items():
        assert scores[measure] >= least, measure


def test_table_of_scores_has_every_corpus_and_measure() -> None:
    table = pipelines.scores_table({"performance": {"PUD": {"tags": 95.25, "names F1": 70}, "EWT test": {"tags": 9}}})
    assert table.splitlines() == [
        "| test set | tags | names F1 |",
        "| --- | ---: | ---: |",
        "| PUD | 95.2 | 70.0 |",
        "| EWT test | 9.0 |  |",
    ]
    assert "PUD" in pipelines.scores_table()


def test_description_names_the_version(nlp: Language, tmp_path: Path) -> None:
    assert pipelines.describe() == f"en_{nlp.meta['name']} {nlp.meta['version']}"
    with pytest.raises(ModelError, match="not installed"):
        pipelines.describe("en_core_web_nothing")


def test_model_that_is_not_installed_is_told_in_a_sentence() -> None:
    with pytest.raises(ModelError, match=r"'en_core_web_nothing' is not installed: install one \(python -m spacy"):
        language.load("en_core_web_nothing")


def test_model_for_another_language_is_told_in_a_sentence(tmp_path: Path) -> None:
    spacy.blank("de").to_disk(tmp_path / "de")
    with pytest.raises(ModelError, match=r"another language \(de\), not English"):
        language.load(str(tmp_path / "de"))


def test_model_without_a_parser_is_told_in_a_sentence(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "en")
    with pytest.raises(ModelError, match="no dependency parser"):
        language.load(str(tmp_path / "en"))


def test_folder_that_is_no_model_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text("{}")
    with pytest.raises(ModelError):
        language.load(str(tmp_path))


def test_everything_the_extraction_needs_is_there(nlp: Language) -> None:
    doc = nlp("Norway's envoy told reporters in Oslo that the talks would not resume.")
    for annotation in ("TAG", "POS", "DEP", "LEMMA", "ENT_IOB", "SENT_START"):
        assert doc.has_annotation(annotation)
    told = doc[3]
    assert (told.lemma_, told.pos_, told.dep_) == ("tell", "VERB", "ROOT")
    assert [name.text for name in doc.ents] == ["Norway", "Oslo"]


def test_words_know_where_they_stand_on_the_page(nlp: Language) -> None:
    page = "Menu\nTalks end\n\nAda Voss left\nOslo. She said:\n\nmore"
    parsed = language.parse(nlp, page, article((5, 14), (16, 45)), 3)
    assert parsed.article == 3
    for token in parsed.doc:
        start, end = parsed.offsets(token)
        assert page[start:end] == token.text or token.is_space
    first, second, third = parsed.doc.sents
    assert [page[slice(*parsed.offsets(s))] for s in (first, second, third)] == [
        "Talks end",
        "Ada Voss left\nOslo.",
        "She said:",
    ]
    assert parsed.block(first[0]) is BlockKind.TITLE
    assert parsed.block(second[0]) is BlockKind.PROSE
    found = parsed.span(17, 22)
    assert found is not None
    assert found.text == "Ada Voss"
    assert parsed.span(0, 5) is None
    assert parsed.span(14, 16) is None


@pytest.mark.parametrize(
    "whole",
    [
        ["“We will not go,” Voss said.", "She left."],
        ["“Is it over?” Voss asked.", "Nobody knew."],
        ["Voss said: “We came.", "We won.”", "Then she left."],
        ['He said "no."', '"Not now," he added.'],
        ["The U.S. envoy, Mr. Lind, met Gen. Voss at 3 p.m. on Friday.", "They agreed."],
        ["He lives in the U.S.", "He has no home."],
        ["Why now?", "Because (he said) it rains.", "So be it..."],
        ["''Peace now,'' she said."],
        ["“‘Never,’ he told me,” she said."],
    ],
)
def test_sentences_end_at_final_punctuation_and_keep_quotations_whole(nlp: Language, whole: list[str]) -> None:
    assert sentences(nlp, " ".join(whole)) == whole


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The envoy, Willem de Groot, left on Friday.", "Willem de Groot"),
        ("Syrian rebel Omar Abu Karim al-Halabi met reporters.", "Omar Abu Karim al-Halabi"),
        ("The group Jaish al-Watan entered the town.", "Jaish al-Watan"),
        ("The U.N. Security Council met in New York.", "U.N. Security Council"),
        ("He works for the Peruvian Observatory for Human Rights.", "Peruvian Observatory for Human Rights"),
        ("Russian Foreign Minister Pavel Orlov arrived in Geneva.", "Pavel Orlov"),
    ],
)
def test_names_are_whole_with_title_and_nationality_outside(nlp: Language, text: str, name: str) -> None:
    assert name in [entity.text for entity in nlp(text).ents]


@pytest.mark.parametrize("blocks", [[(0, 0)], [(0, 0), (0, 0)]])
def test_empty_text(nlp: Language, blocks: list[tuple[int, int]]) -> None:
    parsed = language.parse(nlp, "", article(*blocks))
    assert len(parsed.doc) == 0
    assert parsed.span(0, 10) is None


def test_sentence_of_five_thousand_words(nlp: Language) -> None:
    page = "and then he said that they left " * 720
    parsed = language.parse(nlp, page, article((0, len(page))))
    assert sum(not token.is_space for token in parsed.doc) == 5040
    assert all(page[slice(*parsed.offsets(token))] == token.text for token in parsed.doc if not token.is_space)


def test_word_without_end(nlp: Language) -> None:
    page = "x" * 70_000
    parsed = language.parse(nlp, page, article((0, len(page))))
    assert sum(len(token) for token in parsed.doc) == 70_000


@given(st.lists(st.text(max_size=60), min_size=1, max_size=4))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_text_of_every_kind_keeps_its_offsets(nlp: Language, texts: list[str]) -> None:
    page, blocks = "", []
    for text in texts:
        blocks.append((len(page), len(page) + len(text)))
        page += text + "\n\n"
    parsed = language.parse(nlp, page, article(*blocks))
    ends = {end for _, end in blocks}
    covered = 0
    for token in parsed.doc:
        start, end = parsed.offsets(token)
        assert covered <= start <= end
        covered = end
        if not (token.is_space or "\ufffd" in token.text):
            assert page[start:end].split() == token.text.split()
    for sentence in parsed.doc.sents:
        start, end = parsed.offsets(sentence)
        assert not any(start < edge < end for edge in ends)


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S", "Z", "Cs", "Cc"]), max_size=200))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_odd_characters_never_raise(nlp: Language, text: str) -> None:
    language.parse(nlp, text, article((0, len(text))))
