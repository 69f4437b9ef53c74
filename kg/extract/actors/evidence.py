"""Whether a name that may be a mere place stands for somebody who acts: "Norway said" does, "in Norway" does not."""

from __future__ import annotations

from kg.extract.actors.phrases import Kind, Phrase
from kg.extract.actors.register import Site
from kg.extract.actors.usage import posted
from kg.extract.actors.vocabulary import word_set
from kg.extract.lexicon import Form
from kg.extract.told import FINITE
from kg.language.grammar import Grammar
from kg.model import BlockKind

_LINKS = frozenset({",", "and", "the", "&"})


def locates(site: Site) -> bool:
    """Whether a place name only tells where: "in Norway", "the border with Norway"."""
    text, before = site.text, _before(site)
    key = text.key(before)
    if key in word_set("between"):
        return text.key(before - 1) in word_set("borders")
    return key in word_set("locating")


def credited(site: Site) -> bool:
    """Whether a name only tells whose a picture is ("[Ada Voss/Reuters/Pool]"), or where words were posted ("wrote on
    Facebook")."""
    words = site.text.words
    first, last = site.phrase.first, site.phrase.last
    after, before = site.text.key(last + 1), site.text.key(first - 1)
    if posted(before, site.text.key(last)):
        return True
    return (after == "/" and words[last + 1].glued) or (before == "/" and words[first].glued)


def _before(site: Site) -> int:
    """The index of the word before the phrase and its article, back over those it is listed with."""
    at = site.phrase.first - 1
    while site.text.key(at) in {"the", "neighboring", "neighbouring", "nearby", "war-torn"}:
        at -= 1
    return at


def acts(site: Site, grammar: Grammar) -> bool:
    """Whether a state's name, capital, seat or demonym stands for one that acts, speaks or has an office."""
    within = site.within
    if _bloc(site):
        return False
    if within is not None and site.phrase in _owners(within):
        return _official(within)
    if site.phrase.code in {"J", "D"} or (
        any(sense.form is Form.ADJECTIVE for sense in site.phrase.senses) and _modifies(site)
    ):
        return _does(site)
    if _headline(site) or _listed(site) or _represented(site):
        return True
    if site.text.key(site.phrase.last + 1) == "'s":
        return _does(site)
    before = _before(site)
    if site.text.key(before) == "to" and site.text.key(before - 1) in word_set("appeals"):
        return True
    if site.text.key(before) == "from" and site.text.key(before - 1) in word_set("given_from"):
        return True
    if (site.text.key(before) in word_set("between") and site.text.key(before - 1) not in word_set("borders")) or (
        site.text.key(before) in {"on", "upon"} and site.text.key(before - 1) in word_set("calls")
    ):
        return True
    return not locates(site) and (_argument(site, grammar) or _opens_clause(site))


def _does(site: Site) -> bool:
    """Whether what follows is done by a state and not just found there: "Norway's refusal", "the U.S. proposal"."""
    words, at = site.text.words, site.phrase.last + 1
    owned = site.text.key(at) == "'s"
    at += owned
    sentence = words[site.phrase.last].sentence
    passed = {"JJ", "VBN", "VBG", "NN", "NNS"} if owned else {"JJ", "VBN", "VBG"}  # "Libyan rebel demands" are theirs
    while at < len(words) and words[at].sentence == sentence:
        if words[at].key in word_set("deeds"):
            return not words[at].capital
        if words[at].tag not in passed:
            return False
        at += 1
    return False


def _opens_clause(site: Site) -> bool:
    """ "as Norway - an old ally - said": behind a conjunction, before a verb or an aside, whatever the parse says."""
    words, first, behind = site.text.words, site.phrase.first, site.phrase.last + 1
    first -= first > 0 and words[first - 1].text == "The"
    opens = first == 0 or words[first - 1].sentence != words[first].sentence or words[first - 1].text == ";"
    if not opens and site.text.key(first - 1) not in word_set("clause_openers"):
        return False
    while behind < len(words) and (words[behind].key in {"and", "the", ","} or words[behind].capital):
        behind += 1
    if behind >= len(words) or words[behind].sentence != words[first].sentence:
        return False
    after = words[behind]
    if opens and (
        after.tag == "VBN"
        or (words[behind - 1].text == "," and after.key in {"he", "she", "they"})  # "Norway, she said, was ready"
        or (words[behind - 1].text == "," and after.tag == "VBG")
        or (words[behind - 1].text == "," and after.key in {"which", "whose"})
    ):
        return True
    return after.tag in FINITE or after.text in {"-", "–", "—"}


def _owners(phrase: Phrase) -> list[Phrase]:
    owners = [owner for title in phrase.titles for owner in title.owners] + phrase.owners
    return owners + [part for owner in owners for part in owner.owners]


def _official(phrase: Phrase) -> bool:
    """Whether what a state owns is part of it: an office, a ministry, an army; not its analysts or rebels."""
    if phrase.kind in {Kind.GOVERNMENT, Kind.ORGAN}:
        return True
    if phrase.kind is Kind.GROUP:
        return phrase.group is not None and phrase.group.name in word_set("state_groups")
    return any(title.role.sort == "post" or title.role.noun in word_set("state_jobs") for title in phrase.titles)


def _bloc(site: Site) -> bool:
    """Whether it is a bloc's adjective before a title: "a Western diplomat" is nobody's envoy."""
    return (
        site.within is not None
        and site.within.kind in {Kind.ROLE, Kind.NAME}
        and any(sense.entry.key.startswith("coalition:") for sense in site.phrase.senses)
    )


def _modifies(site: Site) -> bool:
    """Whether a name that is also an adjective ("U.S.") stands before a noun."""
    after = site.phrase.last + 1
    if after >= len(site.text.words) or site.text.words[after].key == "'s":
        return False
    word = site.text.words[after]
    return word.tag.startswith(("NN", "JJ")) and word.sentence == site.text.words[site.phrase.last].sentence


def _headed(site: Site) -> bool:
    """Whether it stands in a headline, where most words have a capital."""
    return site.text.words[site.phrase.first].kind in {BlockKind.TITLE, BlockKind.SUBHEAD}


def _headline(site: Site) -> bool:
    """Whether it opens a headline: "Norway Urges Restraint"."""
    words, first = site.text.words, site.phrase.first
    word = words[first]
    opens = first == 0 or words[first - 1].sentence != word.sentence
    after = words[site.phrase.last + 1] if site.phrase.last + 1 < len(words) else None
    return (
        _headed(site)
        and opens
        and after is not None
        and after.sentence == word.sentence
        and after.key != "'s"
        and (after.tag.startswith("VB") or after.text.endswith("s") or after.key == "to")
    )


def _listed(site: Site) -> bool:
    """Whether it is one of three states or more in a row: "Iran, Iraq and Egypt"; but not "in Iran, Iraq ..."."""
    if site.within is not None:
        return False
    low = high = site.phrase
    count = 1
    while (other := site.text.around(low)[0]) is not None and _next(site, other, low):
        low, count = other, count + 1
    while (other := site.text.around(high)[1]) is not None and _next(site, high, other):
        high, count = other, count + 1
    before = site.text.key(_before(Site(site.text, low)))
    return count > 2 and before not in {"in", "across", "at", "near", "to", "through"}


def _represented(site: Site) -> bool:
    """Whether it is listed with those whose ministers act: "the presidents of Mali, Niger and [Chad]"."""
    text, at = site.text, site.phrase.first - 1
    sentence = text.words[site.phrase.first].sentence
    while at > 0 and text.words[at].sentence == sentence and (text.words[at].capital or text.key(at) in _LINKS):
        at -= 1
    led = text.key(at) in {"of", "from", "for"} and text.key(at - 1) in word_set("delegates")
    return led and at < site.phrase.first - 1


def joined(one: Site, other: Site) -> bool:
    """Whether two names, in either order, stand side by side with "and" between them."""
    first, second = sorted((one.phrase, other.phrase), key=lambda phrase: phrase.first)
    return first.code == second.code == "S" and [
        key for key in (one.text.key(i) for i in range(first.last + 1, second.first)) if key != "the"
    ] == ["and"]


def _next(site: Site, one: Phrase, other: Phrase) -> bool:
    if not (one.code == other.code == "S" and one.kind is other.kind is Kind.WORLD):
        return False
    between = [site.text.key(i) for i in range(one.last + 1, other.first)]
    return bool(between) and all(key in {",", "and", "the", "or"} for key in between)


def _argument(site: Site, grammar: Grammar) -> bool:
    """Whether it is what somebody does or has done to them."""
    token = site.head
    if _headed(site) and grammar.name_span(token).end > site.text.token(site.phrase.last).i + 1:
        return False  # the first word of a longer name: "Norway Urges [Chad] Foes"
    for member in (token, site.text.token(site.phrase.core[0])):
        if grammar.is_subject(member):
            return True
        verb = member.head
        if verb.pos_ in {"VERB", "AUX"} and verb.lemma_.lower() not in word_set("motion"):
            objects = [*grammar.objects(verb), *grammar.addressees(verb), *grammar.agents(verb)]
            if any(each.i == member.i for each in objects):
                return True
    return False
