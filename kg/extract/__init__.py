"""From the text of articles to what they say: actors, quotes, positions, meetings. spaCy in, model types out."""

from __future__ import annotations

from spacy.language import Language

from kg.extract.actors import Actors
from kg.extract.meetings import find_meetings
from kg.extract.positions import find_positions
from kg.extract.quotes import find_quotes
from kg.language import parse
from kg.model import Article, Page, Reading


def read(nlp: Language, page: Page, articles: tuple[Article, ...]) -> Reading:
    """All that the articles of a page say."""
    parsed = [parse(nlp, page.text, article, index) for index, article in enumerate(articles)]
    actors = Actors.find(parsed)
    quotes = find_quotes(parsed, actors, articles)
    return Reading(
        page=page,
        articles=articles,
        actors=actors.actors,
        mentions=actors.mentions,
        tenures=actors.tenures,
        meetings=tuple(find_meetings(parsed, actors, quotes, articles)),
        positions=tuple(find_positions(parsed, actors, quotes)),
        quotes=tuple(quotes),
        warnings=page.warnings,
    )
