"""Lists of actors in running text: "A, B and the foreign ministers of C and D", read from left to right."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from kg.extract.voices import Voices
from kg.language.tokens import Span, Token

_LINKS: Final = frozenset({",", "and", "&", "or", "the", "both", "between"})
_WITHIN: Final = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "PRP$", "CD", "DT", "IN", "POS", "HYPH", "VBN"})
_ENVOYS: Final = frozenset(
    {"envoy", "representative", "adviser", "advisor", "coordinator", "ambassador", "rapporteur", "secretary"}
    | {"commissioner", "spokesman", "spokeswoman", "minister"}
)
_BODIES: Final = frozenset({"government", "regime", "administration", "forces", "army", "troops"})
_LEADERS: Final = frozenset(
    {
        "colleagues",
        "counterparts",
        "leaders",
        "officials",
        "ministers",
        "diplomats",
        "envoys",
        "presidents",
        "negotiators",
    }
)
_OFFICES: Final = frozenset(
    {"heads", "chiefs", "premiers", "ambassadors", "generals", "kings", "secretaries", "monarchs"}
)
_SET_OFF: Final = frozenset({",", "(", "-", "–", "—", ":", "--"})
_POSTS: Final = frozenset(
    {"head", "leader", "chairman", "chairwoman", "chair", "chief", "president", "director", "secretary-general"}
    | {"commander", "founder", "member", "speaker", "governor", "minister"}
)
_FELLOWS: Final = frozenset({"counterpart", "host", "colleague", "opposite"})
_OF_WHERE: Final = ({"of"}, {"for"}, {"of", "the"}, {"for", "the"}, {"from"})
_OPENERS: Final = frozenset({"a", "an", "the", "one", "its", "his", "their"})


def listed(voices: Voices, start: int, end: int) -> tuple[tuple[int, ...], int]:
    """The actors of a list that begins at a token, and the token after it.

    Words that describe who is listed may stand between; anything else ends the list. In "Norwegian Foreign Minister
    Ada Voss" and "the government of President Bo Lund" only one is meant.
    """
    doc = voices.parsed.doc
    found: dict[int, None] = {}
    after, gap, at, last = start, 0, start, start
    end = _end_of_words(voices, start, end)
    while at < end:
        token = doc[at]
        if found and token.text == "," and _apposition(voices, at, end):
            break
        who = () if token.tag_ == "PRP$" or _modifies(voices, token) else _bearer(voices, token, end)
        if who:
            _add(voices, found, who, doc[last:at] if found else doc[at:at])
            after, gap, last = at + 1, 0, at + 1
        elif not (_goes_on(token, gap) or (found and _stands_for(voices, token, end))):
            break
        else:
            gap += token.lower_ not in _LINKS
        at += 1
    return _by_name(voices, tuple(found), start, after), after


def _by_name(voices: Voices, found: tuple[int, ...], start: int, end: int) -> tuple[int, ...]:
    """Those who are named behind their posts, without the states: "the foreign ministers of Chad and Mali, [Ada Voss
    and Bo Lund]"."""
    half = len(found) // 2
    states, people = found[:half], found[half:]
    if half < 2 or half != len(people) or not all(map(voices.actors.is_person, people)):
        return found
    if any(map(voices.actors.is_person, states)) or any(voices.state(who) not in {who, *states} for who in people):
        return found
    doc = voices.parsed.doc
    last = next(i for i in range(end - 1, start - 1, -1) if voices.who(doc[i]) == states[-1:])
    of = next((i for i in range(start - 1, last) if i > 0 and doc[i].lower_ in {"of", "from"}), None)
    posts = of is not None and any(t.lower_ in _LEADERS | _OFFICES for t in doc[max(0, of - 2) : of])
    return people if posts and last + 1 < end and doc[last + 1].text in _SET_OFF else found


def _end_of_words(voices: Voices, start: int, end: int) -> int:
    """Where the words end that somebody says, in which a list begins: "talks with Chad and Mali[, Ada Voss said]"."""
    doc = voices.parsed.doc
    quote = voices.quote(doc[start]) if start < end else None
    if quote is None:
        return end
    return next((at for at in range(start, end) if voices.parsed.offsets(doc[at])[0] >= quote.end), end)


def _bearer(voices: Voices, token: Token, end: int) -> tuple[int, ...]:
    """Whom a word of a list means; in a list a state is meant even where it would elsewhere only tell where."""
    known = _counterpart(voices, token) or voices.who(token)
    if known:
        return known
    doc, after = voices.parsed.doc, token.i
    if token.tag_ in {"JJ", "NNP"} and any(t.lower_ in _LEADERS for t in doc[token.i + 1 : min(end, token.i + 5)]):
        return voices.demonym(token.text)
    while after < end and doc[after].tag_ in {"NNP", "NNPS"} and not voices.actors.one(doc[after]):
        after += 1
    return voices.state_named(doc[token.i : after].text) if after > token.i else ()


def _modifies(voices: Voices, token: Token) -> bool:
    """Whether a person's name only tells whose people are meant: "Lund opponents"."""
    if token.i + 1 >= len(token.doc) or not any(map(voices.actors.is_person, voices.who(token))):
        return False
    following = token.nbor(1)
    return following.tag_ in {"NN", "NNS"} and following.is_lower and following.lower_ != "face"


def _counterpart(voices: Voices, token: Token) -> tuple[int, ...]:
    """Who "his Norwegian counterpart" is: the only person of that state on the page who stands for it."""
    if token.i + 1 >= len(token.doc) or token.nbor(1).lower_ not in _FELLOWS:
        return ()
    known = voices.who(token.nbor(1))
    if known and voices.actors.is_person(known[0]):
        return known
    state, actors = voices.demonym(token.text), voices.actors
    people = [i for i in range(len(actors.actors)) if actors.is_person(i) and voices.state(i) in state]
    return (people[0],) if len(people) == 1 else ()


def _apposition(voices: Voices, comma: int, end: int) -> bool:
    """Whether a comma opens a description and not the next of the list: ", the main rebel group"."""
    doc = voices.parsed.doc
    if comma + 2 < end and doc[comma + 1].lower_ in _POSTS and doc[comma + 2].lower_ == "of":
        return True
    if comma + 1 >= end or doc[comma + 1].lower_ not in _OPENERS:
        return False
    return not any(token.lower_ == "and" for token in doc[comma + 1 : min(end, comma + 10)])


def _add(voices: Voices, found: dict[int, None], who: tuple[int, ...], between: Span) -> None:
    """Adds an actor of a list; a state before a person's title goes, a person after "the government of" stays out."""
    words = {token.lower_ for token in between} or {voices.parsed.doc[between.start - 1].lower_}
    last = next(reversed(found), None)
    person = any(map(voices.actors.is_person, who))
    if last is not None and not person and voices.actors.is_person(last) and words in _OF_WHERE:
        return  # "Ada Voss of Chad", "Ada Voss for Chad"
    if last is not None and person and last not in who and not words & {",", "and", "or", "&", "with"}:
        own = voices.state(who[0]) == last
        if voices.actors.is_person(last) and words & {"'s", "’s"}:  # "Ada Voss's deputy Bo Lund"
            del found[last]
        elif not voices.actors.is_person(last):
            if "of" in words and len(words) <= 4 and words & _BODIES:
                return
            if "of" not in words or own:
                del found[last]
    found.update(dict.fromkeys(who))


def _goes_on(token: Token, gap: int) -> bool:
    """Whether a word that names nobody may stand within a list of actors."""
    before = token.nbor(-1) if token.i > 0 else token
    low = token.lower_
    if low in _LINKS or token.text in {"(", ")", "’s", "'s"} or _as_well_as(token) or low == "including":
        return True
    if token.text in {"–", "—", "-"}:
        following = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
        return following in {"from", "including"} or token.text == "-"
    if low == "delegate" and token.i + 1 < len(token.doc) and token.nbor(1).tag_ == "NNP":
        return True  # a post that taggers take for a verb
    if gap >= 6 or token.tag_ not in _WITHIN:
        return False
    if token.tag_ != "IN":
        return True
    if low in {"of", "from"}:
        return before.text != "," or (low == "from" and before.text in {"–", "—"})
    return low in {"on", "for", "to"} and before.lower_ in _ENVOYS


def _stands_for(voices: Voices, token: Token, end: int) -> bool:
    """Whether it is told behind a name for whom somebody stands: "Ada Voss [for] Chad and Bo Lund for Mali"."""
    if token.lower_ != "for" or token.i + 1 >= end or not any(map(voices.actors.is_person, voices.who(token.nbor(-1)))):
        return False
    following = token.nbor(1)
    return following.tag_ in {"NNP", "NNPS", "DT"} and not any(map(voices.actors.is_person, voices.who(following)))


def _as_well_as(token: Token) -> bool:
    """Whether a word belongs to "as well as", "along with", "together with"."""
    if token.lower_ not in {"as", "well", "along", "with", "together"}:
        return False
    words = tuple(t.lower_ for t in token.doc[max(0, token.i - 2) : token.i + 3])
    threes = zip(words, words[1:], words[2:], strict=False)
    twos = pairwise(words)
    return ("as", "well", "as") in threes or bool({("along", "with"), ("together", "with")} & set(twos))
