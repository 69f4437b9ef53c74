"""The language of stances: which word takes which stance on what, from `lexicon/stances.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.extract.inflection import by_form, plural, verb_forms
from kg.extract.lexicon import table
from kg.model import Stance


@dataclass(frozen=True, slots=True)
class StanceWord:
    """A word that takes a stance.

    Attributes:
        lemma: the verb with its particle ("rule out"), the adjective or the noun in the singular.
        rest: the words after the first one ("out").
        frames: frame or leading preposition -> stance, in the order of the file.
    """

    lemma: str
    rest: tuple[str, ...]
    frames: dict[str, Stance]


@dataclass(frozen=True)
class StanceWords:
    """The lexicon, by form. Verbs of one spelling are sorted by length, the longest first."""

    verbs: dict[str, tuple[StanceWord, ...]]
    adjectives: dict[str, Stance]
    phrases: dict[str, tuple[tuple[tuple[str, ...], Stance], ...]]
    nouns: dict[str, StanceWord]
    negated: dict[Stance, Stance]
    negated_words: dict[str, Stance | None]
    negated_adjectives: dict[str, Stance]
    turning: frozenset[str]
    carries: dict[str, str]
    drops: dict[str, str]
    of_holder: frozenset[str]
    bound: dict[str, dict[str, str]]
    lacking: frozenset[str]
    drawing: dict[str, str]
    documents: frozenset[str]
    issuing: dict[str, str]
    silence: frozenset[str]
    details: frozenset[str]
    announced: frozenset[str]
    meeting: frozenset[str]
    attempts: dict[str, str]
    blows: frozenset[str]
    victims: frozenset[str]
    claims: frozenset[str]
    pointed_at: frozenset[str]
    giving_up: frozenset[str]
    deals: frozenset[str]
    conclusions: frozenset[str]
    speaking: frozenset[str]
    crimes: frozenset[str]
    to_blame: frozenset[str]
    posts: frozenset[str]
    wrong_only: frozenset[str]
    wrong_nouns: frozenset[str]
    wrong_deeds: tuple[str, ...]
    wrong_verbs: dict[str, str]
    wrong_phrases: tuple[str, ...]
    wrong_openings: frozenset[str]
    wrong_adjectives: frozenset[str]
    duty_modals: frozenset[str]
    duty_verbs: frozenset[str]
    duty_adjectives: frozenset[str]
    cued: dict[str, Stance]
    refusable: frozenset[str]
    standing: tuple[str, ...]
    closed: tuple[str, ...]
    due: tuple[str, ...]
    aloof: tuple[str, ...]
    never: tuple[str, ...]
    onus: tuple[str, ...]
    warned: tuple[str, ...]
    only: tuple[str, ...]
    no_other: tuple[str, ...]
    warned_of: tuple[str, ...]
    policies: frozenset[str]
    insisted: frozenset[str]
    own: frozenset[str]
    goes: tuple[str, ...]
    done: tuple[str, ...]
    praise: frozenset[str]
    hailed: frozenset[str]
    weighty: frozenset[str]
    gains: frozenset[str]
    values: frozenset[str]
    blame: frozenset[str]
    praised: tuple[str, ...]
    blamed: tuple[str, ...]
    harming: frozenset[str]
    helping: frozenset[str]
    calling: dict[str, str]
    regarding: dict[str, str]
    errands: dict[str, str]
    called_off: frozenset[str]
    agreed: frozenset[str]
    cutting: frozenset[str]
    cut: frozenset[str]
    breaking: frozenset[str]
    dealings: frozenset[str]
    given: frozenset[str]
    mutual: frozenset[str]
    minds: dict[str, str]
    hostile: frozenset[str]
    parted: frozenset[str]
    foiling: frozenset[str]
    ills: frozenset[str]
    judging_clause: dict[str, str]
    judging_as: dict[str, str]
    judging_named: dict[str, str]
    judging_verbs: dict[str, str]
    judging_outlook: frozenset[str]
    judging_adjectives: frozenset[str]
    judging_nouns: frozenset[str]

    def turned(self, word: str, stance: Stance) -> Stance | None:
        """The stance of a negated word; None where it takes none."""
        if word in self.negated_words:
            return self.negated_words[word]
        if stance is Stance.OPPOSES and word not in self.turning:
            return None  # who does not complain need not be for it
        return self.negated.get(stance)


def _verbs(data: dict[str, Any]) -> dict[str, tuple[StanceWord, ...]]:
    frames: dict[str, dict[str, Stance]] = {}
    for stance, table_ in data.items():
        for frame, lemmas in table_.items():
            for lemma in lemmas:
                frames.setdefault(lemma, {}).setdefault(frame, Stance(stance))
    out: dict[str, list[StanceWord]] = {}
    for lemma, takes in frames.items():
        first, *rest = lemma.split()
        for form in verb_forms(first):
            out.setdefault(form, []).append(StanceWord(lemma, tuple(rest), takes))
    return {form: tuple(sorted(words, key=lambda word: (-len(word.rest), word.lemma))) for form, words in out.items()}


def _nouns(data: dict[str, Any]) -> dict[str, StanceWord]:
    out = {}
    for stance, words in data.items():
        for noun, leads in words.items():
            word = StanceWord(noun, (), dict.fromkeys(leads, Stance(stance)))
            out[noun] = out[plural(noun)] = word
    return out


def _phrases(data: dict[str, Any]) -> dict[str, tuple[tuple[tuple[str, ...], Stance], ...]]:
    """Predicates of several words by the first one, the longest first."""
    out: dict[str, list[tuple[tuple[str, ...], Stance]]] = {}
    for stance, each in data.items():
        for phrase in each.get("phrases", ()):
            words = tuple(phrase.split())
            out.setdefault(words[0], []).append((words, Stance(stance)))
    return {first: tuple(sorted(found, key=lambda one: (-len(one[0]), one[0]))) for first, found in out.items()}


def _phrased(data: dict[str, Any], phrases: str, single: str) -> tuple[str, ...]:
    """Phrases, and words with a hyphen, which are several tokens."""
    return (*data[phrases], *(word for word in data[single] if "-" in word))


def _both(nouns: list[str]) -> frozenset[str]:
    """Nouns in both numbers."""
    return frozenset(form for noun in nouns for form in (noun, plural(noun)))


@cache
def stance_words() -> StanceWords:
    """The lexicon, read once in a process."""
    data = table("stances")
    adjectives = dict(data["adjectives"])
    turned = adjectives.pop("negated")["words"]
    traps, wrong, duty, light, judging = (data[each] for each in ("traps", "wrong", "duty", "light", "judging"))
    return StanceWords(
        verbs=_verbs(data["verbs"]),
        adjectives={word: Stance(stance) for stance, each in adjectives.items() for word in each["words"]},
        phrases=_phrases(adjectives),
        nouns=_nouns(data["nouns"]),
        negated={Stance(a): Stance(b) for a, b in data["negated"].items()},
        negated_words={word: Stance(stance) if stance else None for word, stance in data["negated_words"].items()},
        negated_adjectives={word: Stance(stance) for word, stance in turned.items()},
        turning=frozenset(light["turning"]),
        carries=by_form(light["carries"]),
        drops=by_form(light["drops"]),
        of_holder=frozenset(light["of_holder"]),
        bound={noun: by_form(verbs) for noun, verbs in light["bound"].items()},
        lacking=_both(light["lacking"]),
        drawing=by_form(light["drawing"]),
        documents=_both(light["documents"]),
        issuing=by_form(light["issuing"]),
        silence=frozenset(traps["silence"]),
        details=_both(traps["details"]),
        announced=_both(traps["announced"]),
        meeting=frozenset(traps["meeting"]),
        attempts=by_form(traps["attempts"]),
        blows=frozenset(wrong["blows"]),
        victims=_both(wrong["victims"]),
        claims=_both(traps["claims"]),
        pointed_at=_both(traps["pointed_at"]),
        giving_up=frozenset(traps["giving_up"]),
        deals=_both(traps["deals"]),
        conclusions=_both(traps["conclusions"]),
        speaking=frozenset(traps["speaking"]),
        crimes=_both(wrong["crimes"]),
        to_blame=frozenset(wrong["to_blame"]),
        posts=_both(traps["posts"]),
        wrong_only=frozenset(wrong["only"]),
        wrong_nouns=_both(wrong["nouns"]),
        wrong_deeds=tuple(wrong["deeds"]),
        wrong_verbs=by_form(wrong["verbs"]),
        wrong_phrases=tuple(wrong["phrases"]),
        wrong_openings=frozenset(phrase.split()[0] for phrase in wrong["phrases"]),
        wrong_adjectives=frozenset(wrong["adjectives"]),
        duty_modals=frozenset(duty["modals"]),
        duty_verbs=frozenset(duty["verbs"]),
        duty_adjectives=frozenset(duty["adjectives"]),
        cued={form: Stance(stance) for stance, verbs in data["cued"].items() for form in by_form(verbs)},
        refusable=_both(data["matters"]["refusable"]),
        standing=tuple(data["matters"]["standing"]),
        closed=tuple(data["matters"]["closed"]),
        due=tuple(data["matters"]["due"]),
        aloof=tuple(data["matters"]["aloof"]),
        never=tuple(data["matters"]["never"]),
        onus=tuple(data["matters"]["onus"]),
        warned=tuple(data["matters"]["warned"]),
        only=tuple(data["matters"]["only"]),
        no_other=tuple(data["matters"]["no_other"]),
        warned_of=tuple(data["matters"]["warned_of"]),
        policies=_both(data["matters"]["policies"]),
        insisted=_both(data["matters"]["insisted"]),
        own=_both(data["matters"]["own"]),
        goes=tuple(data["matters"]["goes"]),
        done=tuple(data["matters"]["done"]),
        praise=frozenset(data["valued"]["praise"]),
        hailed=frozenset(data["valued"]["hailed"]),
        weighty=frozenset(data["valued"]["weighty"]),
        gains=_both(data["valued"]["gains"]),
        values=frozenset(
            word.split()[0].split("-")[0]
            for each in ("praise", "blame", "hailed", "answerable", "praised", "blamed", "harming", "helping")
            for word in data["valued"][each]
        ),
        blame=frozenset(data["valued"]["blame"]),
        praised=_phrased(data["valued"], "praised", "praise"),
        blamed=_phrased(data["valued"], "blamed", "blame"),
        harming=frozenset(data["valued"]["harming"]),
        helping=frozenset(data["valued"]["helping"]),
        calling=by_form(data["valued"]["calling"]),
        regarding=by_form(data["valued"]["regarding"]),
        errands=by_form(light["errands"]),
        called_off=frozenset(traps["off"]),
        agreed=_both(traps["agreed"]),
        cutting=frozenset(traps["cutting"]),
        cut=_both(traps["cut"]),
        breaking=frozenset(traps["breaking"]),
        dealings=_both(traps["dealings"]),
        given=_both(data["directed"]["given"]),
        mutual=frozenset(data["directed"]["mutual"]),
        minds=by_form(traps["minds"]),
        hostile=frozenset(traps["hostile"]),
        ills=_both(traps["ills"]),
        foiling=frozenset(traps["foiling"]),
        parted=_both([*traps["parted"], *traps["agreed"], *traps["cut"]]),
        judging_clause=by_form(judging["clause"]),
        judging_as=by_form(judging["as"]),
        judging_named=by_form(judging["named"]),
        judging_verbs=by_form(judging["verbs"]),
        judging_outlook=_both(judging["outlook"]),
        judging_adjectives=frozenset(judging["adjectives"]),
        judging_nouns=frozenset(judging["nouns"]),
    )
