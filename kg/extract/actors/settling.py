"""Groups that turn out to be one: "the rebels" after "northern rebels", "the U.S. coalition" for the U.S.-led one."""

from __future__ import annotations

from kg.extract.actors.register import Record, Register
from kg.extract.actors.vocabulary import word_set
from kg.extract.lexicon import lexicon


def settle(register: Register) -> None:
    """A bare "the rebels" is the page's only rebels, whoever's they are: "Syrian rebels"."""
    by_class: dict[str, dict[str, Record]] = {}
    for key, record in register.by_key.items():
        parts = key.split("/")
        if (
            parts[0] == "group"
            and len(parts) == 4
            and not parts[3]
            and (parts[1] in word_set("settled") or parts[1].startswith("people "))
        ):
            by_class.setdefault(parts[1], {})[parts[2]] = record
    for name in sorted(by_class, key=lambda name: name == "opposition"):
        if name == "opposition" and _settle_compounds(register):
            continue
        group = by_class[name]
        owned = [record for owner, record in group.items() if owner]
        if "" in group and len(owned) == 1:
            register.merge(group[""], owned[0])
    _settle_named(register)
    _settle_apart(register)
    _settle_led(register)


def _settle_named(register: Register) -> None:
    """A bare "the rebels" behind "the Houthi rebels" is those, where it never stands before them."""
    for name in ("rebels", "separatists"):
        bare = register.by_key.get(f"group/{name}//")
        if bare is None or any(key.startswith(f"group/{name}/") and not key.endswith("//") for key in register.by_key):
            continue
        named = [
            record
            for record in register.records
            if not record.described and any(spelling.endswith(f" {name}") for spelling in record.spellings)
        ]
        if len(named) == 1 and named[0].first is not None and all(place > named[0].first for place in bare.later):
            register.merge(named[0], bare)


def _settle_apart(register: Register) -> None:
    """A bare "the separatists" behind "pro-Northern separatists" is those, where there are no others."""
    for key in list(register.by_key):
        parts = key.split("/")
        if parts[0] != "group" or len(parts) != 4 or parts[1] not in word_set("settled") or not parts[3]:
            continue
        bare = register.by_key.get(f"group/{parts[1]}//")
        told = register.by_key[key]
        others = [
            other
            for other in register.by_key
            if other.startswith(f"group/{parts[1]}/") and other not in {key, f"group/{parts[1]}//"}
        ]
        if (
            bare is not None
            and not others
            and told.first is not None
            and all(place > told.first for place in bare.later)
        ):
            register.merge(told, bare)


def _settle_led(register: Register) -> None:
    """ "the U.S. coalition" is the U.S.-led one."""
    for key in list(register.by_key):
        parts = key.split("/")
        if parts[:2] == ["group", "coalition"] and parts[-1].endswith("-led"):
            leader = {sense.entry.key for sense in lexicon().named(parts[-1].removeprefix("~").removesuffix("-led"))}
            for owner in sorted(leader):
                short = register.by_key.get(f"group/coalition/{owner}/")
                if short is not None:
                    register.merge(register.by_key[key], short)


def _settle_compounds(register: Register) -> bool:
    """Where the page speaks of "opposition rebels", its bare "opposition" and its rebels are one."""
    bare = register.by_key.get("group/opposition//")
    rebels = [
        record for key, record in register.by_key.items() if key.startswith("group/rebels/") and key.endswith("/")
    ]
    if bare is None or len(set(map(id, rebels))) != 1:
        return False
    spellings = [spelling.casefold() for record in (*rebels, bare) for spelling in record.spellings]
    told = any("opposition rebel" in spelling or "opposition fighters" in spelling for spelling in spellings)
    if told:
        register.merge(rebels[0], bare)
    return told
