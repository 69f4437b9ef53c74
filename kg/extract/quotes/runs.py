"""A run of words between marks: the sentences that it stands in, the verbs that may report it, its report."""

from __future__ import annotations

from kg.extract.cues import Verb
from kg.extract.quotes.layout import Marked
from kg.extract.quotes.reports import Report, Scene
from kg.language.tokens import Token
from kg.model import QuoteKind


def bounds(scene: Scene, run: Marked) -> tuple[int, int]:
    """The tokens of the sentences that a run stands in."""
    return scene.layout.sentence(run.outer)[0], scene.layout.sentence(run.after - 1)[1]


def reports_words(scene: Scene, token: Token) -> Verb | None:
    """The verb that a token is, if it may report words between marks; "a written statement" has none."""
    if token.tag_ == "VBN" and token.dep_ == "amod" and token.head.i > token.i:
        return None
    verb = scene.verb(token)
    return verb if verb is not None and verb.frames & {"clause", "marked_only"} else None


def direct_report(
    scene: Scene, run: Marked, verb: Token | None, speakers: tuple[Token, ...], rule: str, before: Report | None = None
) -> Report:
    """The report of a run; `before` is the run that it goes on with."""
    first, last = bounds(scene, run)
    return Report(
        QuoteKind.DIRECT,
        run.run.start,
        run.run.end,
        rule,
        first,
        last,
        cue=None if verb is None else verb.text,
        verb=verb,
        speakers=speakers,
        addressees=() if verb is None else tuple(scene.grammar.addressees(verb)),
        previous=before,
    )
