"""Speech reported without marks, or with marks around a part of it: each reporting verb with what it reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from kg.extract.actors.vocabulary import verb_set
from kg.extract.cues import Verb
from kg.extract.quotes import clauses, objects, setin, setoff, sources
from kg.extract.quotes.extent import finite
from kg.extract.quotes.reports import Report, Scene
from kg.extract.told import ONE_OF, one_of_two
from kg.language.tokens import Token

_UNREAL: Final = frozenset({"would", "could", "might", "may", "should", "must", "can", "shall", "ought", "will"})
_LATER: Final = frozenset({"later", "afterwards", "afterward", "memoirs", "memoir"})
_CHARGED: Final = 14
"""How many tokens before what somebody is accused of the accusing verb may stand."""
FRAMING: Final = frozenset({"set off", "according to"})
"""The rules by which somebody hands on a whole sentence, with what others say in it."""
_Frame = Callable[[Scene, Token, Verb, int, int], list[Report]]
_OBJECTS: Final[dict[str, _Frame]] = {
    "own_infinitive": objects.own_infinitive,
    "own_gerund": objects.own_gerund,
    "infinitive": objects.infinitive,
    "naming": objects.naming,
    "question": objects.question,
}


def find_indirect(scene: Scene, taken: frozenset[int]) -> list[Report]:
    """The indirect and mixed speech of an article, in order; `taken` are the verbs that report direct speech."""
    found: list[Report] = []
    for first, last in scene.layout.sentences:
        if scene.layout.bears(first):
            found += _outer(scene, list(_sentence(scene, first, last, taken)))
    return found


def _sentence(scene: Scene, first: int, last: int, taken: frozenset[int]) -> Iterator[Report]:
    yield from sources.according(scene, first, last)
    yield from sources.nouns(scene, first, last)
    if scene.layout.title(first) or scene.layout.heads(first, last):
        yield from sources.headline(scene, first, last)
    around = list(setin.set_in(scene, first, last))
    yield from around
    cues = {report.verb.i for report in around if report.verb is not None}
    neither = any(token.lower_ in ONE_OF for token in scene.layout.doc[first:last])
    for token in scene.layout.doc[first:last]:
        if scene.layout.masked(token) or token.i in cues:
            continue
        if not _hypothetical(scene, token, first):
            yield from clauses.insisting(scene, token, first, last)
        verb = None if _attribute(token) else scene.verb(token)
        if verb is None and not finite(token):
            continue
        unreal = scene.grammar.modal(token) in _UNREAL and not _only(token) and not _looks_back(scene, token, first)
        if scene.negated(token) or unreal or _hypothetical(scene, token, first):
            continue
        if _alleged(token, first) or (neither and one_of_two(reversed(token.doc[first : token.i]), finite)):
            continue
        if verb is None:
            yield from clauses.unlisted(scene, token, first, last)
            continue
        yield from _reported(scene, token, verb, first, last, token.i in taken)


def _only(verb: Token) -> bool:
    """Whether somebody did say it, and no more: "would say only that", "would only say"."""
    return "only" in {t.lower_ for t in verb.doc[verb.i - 1 : verb.i + 2]}


def _attribute(token: Token) -> bool:
    """Whether a participle only tells what a noun is like: "said in a written statement that"."""
    if token.tag_ != "VBN" or token.i + 1 >= len(token.doc) or not token.i:
        return False
    return token.nbor(1).pos_ == "NOUN" and token.nbor(-1).pos_ in {"DET", "ADJ"}


def _looks_back(scene: Scene, verb: Token, first: int) -> bool:
    """Whether "would" tells of what was said later on, and not of what might be: "Years later she would write"."""
    before = {t.lower_ for t in scene.layout.doc[first : verb.i]}
    return scene.grammar.modal(verb) == "would" and bool(before & _LATER) and not before & {"if", "said", "says"}


def _alleged(token: Token, first: int) -> bool:
    """Whether somebody is only accused of having said it: "accused the envoy of telling reporters that"."""
    if token.tag_ != "VBG" or token.i <= first or token.nbor(-1).lower_ != "of":
        return False
    return any(t.lower_ in verb_set("of_verbs") for t in token.doc[max(first, token.i - _CHARGED) : token.i])


def _hypothetical(scene: Scene, token: Token, first: int) -> bool:
    """Whether a verb stands in a condition: "if she says so, he will leave"."""
    for word in reversed(scene.layout.doc[first : token.i]):
        if word.lower_ in {"if", "unless"}:
            return True
        if word.is_punct or word.pos_ in {"VERB", "SCONJ"}:
            return False
    return False


def _outer(scene: Scene, found: list[Report]) -> list[Report]:
    """Reports within what another one reports are left out, unless that one frames the whole sentence."""
    kept: list[Report] = []
    for report in found:
        if any((o.start, o.end, o.verb) == (report.start, report.end, report.verb) for o in kept):
            continue  # "a telegram warning that": a noun or a verb
        within = [o for o in found if o is not report and _within(report, o)]
        if not within or (all(o.rule in FRAMING for o in within) and not _shows(scene, report)):
            kept.append(report)
    return kept


def _shows(scene: Scene, report: Report) -> bool:
    """Whether a thing shows what is told within another's words: "The deal showed what they could do, Voss said"."""
    verb = None if report.verb is None else scene.verb(report.verb)
    return verb is not None and verb.lemma in scene.words.grammar["shown"]


def _within(report: Report, other: Report) -> bool:
    """Whether one report lies in another; of two with the same words the one of the nearer verb stands."""
    if (report.start, report.end) == (other.start, other.end):
        return report.verb is not None and other.verb is not None and report.verb.i < other.verb.i
    return other.start <= report.start and report.end <= other.end


def _reported(scene: Scene, token: Token, verb: Verb, first: int, last: int, taken: bool) -> list[Report]:
    """What a reporting verb reports, by the first of its frames that fits the words."""
    frames: list[_Frame] = [objects.noun] if "noun" in verb.frames else []
    if "clause" in verb.frames:
        frames += [clauses.clause_too] if taken else [clauses.as_said, setoff.set_off, setoff.trailing, clauses.clause]
    frames += [frame for name, frame in _OBJECTS.items() if name in verb.frames]
    return next((found for frame in frames if (found := frame(scene, token, verb, first, last))), [])
