"""From the text of articles to what they say: actors, quotes, positions, meetings. spaCy in, model types out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.language import Language

from kg.extract.actors import Actors
from kg.extract.meetings import find_meetings
from kg.extract.positions import find_positions
from kg.extract.quotes import find_quotes
from kg.extract.topics import topics_of
from kg.extract.voices import Voices
from kg.language import Parsed, parse
from kg.model import Article, Page, Quote, Reading


def read(nlp: Language, page: Page, articles: tuple[Article, ...]) -> Reading:
    """All that the articles of a page say."""
    parsed = [parse(nlp, page.text, article, index) for index, article in enumerate(articles)]
    actors = Actors.find(parsed)
    quotes = find_quotes(parsed, actors, articles)
    told = [Voices(text, actors, quotes) for text in parsed]
    return Reading(
        page=page,
        articles=articles,
        actors=actors.actors,
        mentions=actors.mentions,
        tenures=actors.tenures,
        meetings=tuple(find_meetings(told, articles)),
        positions=tuple(find_positions(told)),
        quotes=tuple(_with_topics(quote, parsed, actors) for quote in quotes),
        warnings=page.warnings,
    )


def _with_topics(quote: Quote, parsed: Sequence[Parsed], actors: Actors) -> Quote:
    words = parsed[quote.evidence[0].article].span(quote.start, quote.end)
    return replace(quote, about=topics_of(words, actors)) if words else quote
