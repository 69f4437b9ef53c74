"""The language of meetings: verbs and nouns by what they tell, from `lexicon/meetings.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.extract.inflection import by_form, plural
from kg.extract.lexicon import table
from kg.model import MeetingKind


@dataclass(frozen=True)
class MeetingWords:
    """The lexicon, by form; forms of verbs map to their lemma."""

    meet: dict[str, str]
    gather: dict[str, str]
    talk: dict[str, str]
    host: dict[str, str]
    convene: dict[str, str]
    attend: dict[str, str]
    have: dict[str, str]
    phone: dict[str, str]
    visit: dict[str, str]
    travel: dict[str, str]
    discuss: dict[str, str]
    sign: dict[str, str]
    exchange: dict[str, str]
    summon: dict[str, str]
    brief: dict[str, str]
    invite: dict[str, str]
    settle: dict[str, str]
    sit: dict[str, str]
    see: dict[str, str]
    run: dict[str, str]
    none: dict[str, str]
    wishes: dict[str, str]
    nouns: dict[str, MeetingKind]
    telephonic: frozenset[str]
    by_phone: frozenset[str]
    remote: frozenset[str]
    no_meetings: frozenset[str]
    press: frozenset[str]
    apart: frozenset[str]
    rounds: frozenset[str]
    planned: dict[str, str]
    planned_adjectives: frozenset[str]
    before: frozenset[str]
    refused: dict[str, str]
    revoked: dict[str, str]
    refused_phrases: tuple[tuple[str, str], ...]
    refused_adjectives: frozenset[str]
    denied: dict[str, str]
    hearsay: frozenset[str]
    untrue: tuple[str, ...]
    representatives: frozenset[str]
    bearers: frozenset[str]
    met: frozenset[str]
    meals: frozenset[str]
    bilateral: frozenset[str]
    of_states: frozenset[str]
    forces: frozenset[str]
    fighting: frozenset[str]
    sports: frozenset[str]
    business: frozenset[str]
    nothing_after: frozenset[str]
    nothing_met: frozenset[str]
    venues: frozenset[str]


@cache
def meeting_words() -> MeetingWords:
    """The lexicon, read once in a process."""
    data = table("meetings")
    verbs, nouns, status = data["verbs"], data["nouns"], data["status"]
    kinds = {noun: MeetingKind(kind) for kind in ("Talks", "Conference", "PhoneCall", "Visit") for noun in nouns[kind]}
    kinds |= {plural(noun): kind for noun, kind in kinds.items() if not noun.endswith("s")}
    single = {name: by_form(verb for verb in words if " " not in verb) for name, words in verbs.items()}
    refused = [word for word in status["refused"] if " " in word]
    return MeetingWords(
        meet=single["meet"],
        gather=single["gather"],
        talk=single["with"],
        host=single["host"],
        convene=single["convene"],
        attend=single["attend"],
        have=single["have"],
        phone=single["call"],
        visit=single["visit"],
        travel=single["travel"],
        discuss=single["discuss"],
        sign=single["sign"],
        exchange=single["exchange"],
        summon=single["summon"],
        brief=single["brief"],
        invite=single["invite"],
        settle=single["settle"],
        sit=single["sit"],
        see=single["see"],
        run=single["run"],
        none=single["none"],
        wishes=by_form(word for word in status["wishes"] if " " not in word),
        nouns=kinds,
        telephonic=frozenset(nouns["phone"]),
        by_phone=frozenset(nouns["by_phone"]),
        remote=frozenset(nouns["remote"]),
        no_meetings=frozenset(nouns["not_meetings"]),
        press=frozenset(nouns["press"]),
        apart=frozenset(nouns["apart"]),
        rounds=frozenset(nouns["rounds"]),
        planned=by_form(word for word in status["planned"] if " " not in word),
        planned_adjectives=frozenset(status["planned_adjectives"]),
        before=frozenset(status["before"]),
        refused=by_form(word for word in status["refused"] if " " not in word),
        revoked=by_form(status["revoked"]),
        refused_phrases=tuple((form, word.split()[1]) for word in refused for form in by_form([word.split()[0]])),
        refused_adjectives=frozenset(status["refused_adjectives"]),
        denied=by_form(status["denied"]),
        hearsay=frozenset(status["hearsay"]),
        untrue=tuple(status["untrue"]),
        representatives=frozenset(data["people"]["representatives"]),
        bearers=frozenset(data["people"]["bearers"]),
        met=frozenset(data["people"]["met"]) | frozenset(data["people"]["representatives"]),
        meals=frozenset(form for noun in nouns["meals"] for form in (noun, plural(noun))),
        of_states=frozenset(nouns["of_states"]),
        bilateral=frozenset(form for noun in nouns["bilateral"] for form in (noun, plural(noun))),
        forces=frozenset(data["nothing"]["forces"]),
        fighting=frozenset(data["nothing"]["fighting"]),
        sports=frozenset(data["nothing"]["sports"]),
        business=frozenset(data["nothing"]["business"]),
        nothing_after=frozenset(data["nothing"]["after"]),
        nothing_met=frozenset(data["nothing"]["objects"]),
        venues=frozenset(data["places"]["venues"]),
    )
