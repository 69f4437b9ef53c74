"""Whatever a page is written with, every passage and quote of the graph is its slice of the page, letter for letter."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph
from rdflib.namespace import RDF
from spacy.language import Language

from kg import extract, language, pages
from kg.graph import identity, terms, triples

SENTENCES = (
    "President Ada Solberg met Prime Minister Tomas Varga in Oslo on Monday.",
    "“We want peace,” Solberg said, “and we want it now.”",
    '"No deal," Varga told reporters. "None at all."',
    "Norway accused Hungary of breaking the truce, and Hungary denied it.",
    "She said that Norway 🇳🇴 would host talks on the cease-fire next week.",
    "According to the Foreign Ministry, the two sides agreed to meet again.",
    "Reporters’ notes — naïve or not — say Müller’s envoy rejects the “so-called” plan.",
)
NOISE = st.sampled_from(["", " ", "\u00a0", "\t", "\u200b", "\u202e", "e\u0301", "𝔘", "\ufeff", "\r"])
LINES = st.sampled_from(["\n\n", "\r\n\r\n", "\n \n", "\n\n\n\n"])
PARAGRAPHS = st.lists(st.tuples(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3), NOISE, LINES), min_size=2)


@cache
def _pipeline() -> Language:
    return language.load()


def _text(paragraphs: list[tuple[list[str], str, str]]) -> str:
    return "Leaders of Norway and Hungary Meet in Oslo\n\n" + "".join(
        noise + (noise or " ").join(sentences) + line for sentences, noise, line in paragraphs
    )


@settings(max_examples=25)
@given(PARAGRAPHS)
def test_every_passage_and_quote_is_its_slice(paragraphs: list[tuple[list[str], str, str]]) -> None:
    text = _text(paragraphs)
    raw = pages.Raw(name="p", origin="p", data=text.encode("utf-8"), kind="text", sha256="0" * 64)
    page = pages.read(raw)
    assert page.text == text
    reading = extract.read(_pipeline(), page, pages.articles(page))
    graph = Graph()
    for triple in triples.page_graph(reading, identity.join([reading]), "http://localhost:8000/")[1]:
        graph.add(triple)
    for kind, words in ((terms.PASSAGE_CLASS, terms.EXACT), (terms.QUOTE_CLASS, terms.TEXT)):
        for node in graph.subjects(RDF.type, kind):
            start, end = (int(str(graph.value(node, place))) for place in (terms.START, terms.END))
            assert 0 <= start < end <= len(text)
            assert text[start:end] == str(graph.value(node, words))
    for article in reading.articles:
        assert 0 <= article.start < article.end <= len(text)
