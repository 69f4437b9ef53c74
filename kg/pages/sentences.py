"""Whether a line is of sentences."""

from __future__ import annotations

import re

from kg.pages.furniture import words

# a line that long is read as prose whatever its end
_LONG = 200
WORDS = 12
# a line of this length has to have sentences, of no more than so many characters each; or it is a table, or data
_ENDLESS, _LONGEST_SENTENCE = 5000, 1500
SENTENCE = re.compile(r"[a-z0-9][.!?][\"'”’»)\]]*\s+[\"'“‘(\[]*[A-Z]")
# to notes below a text, behind its sentences: "[1][note 2]"
REFERENCES = re.compile(r"(?:\[(?:(?:note |nb )?\d{1,3}|[a-z]|citation needed)\])+$")
_ENDS, _CLOSING = (".", "!", "?", "…"), "\"'”’»)]"
# behind the last sentence of an agency's report: "-0-", "###", "(END)", "Enditem"
_END_MARK = re.compile(
    r"\s*(?:-+ ?(?:0|30|ends?) ?-+|#(?: ?#)*|[\[(/]\s*ends?\s*[\])]?|enditem|[■◼□∎]|\*{3}"
    r"|(?<=[.!?\"”’]\s)\(?[A-Za-z]{2,4}/[A-Za-z/]{2,7}\)?)$",
    re.IGNORECASE,
)
_MARKED = ("-", "#", ")", "]", "*", "■", "◼", "□", "∎", "end", "END", "ends", "ENDS", "nditem", "NDITEM")
_LONGEST_MARK = 14
# a clause of a resolution, a point of a list, how a speaker greets: a sentence that goes on in the next line
_CLAUSE = re.compile(r"[\"“„«]\S|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s")
_GREETING = re.compile(
    r"(?:(?:[^.!?:]{0,80}\bladies and gentlemen|(?:your )?excellenc(?:y|ies)|distinguished|honou?rable|colleagues"
    r"|(?:dear )?friends|m(?:r|adam|iste)r?\.? (?:president|chair|speaker|secretary|minister)|dear colleagues)\b"
    r".{0,80})[,!:.]$",
    re.IGNORECASE,
)
_SAYING = re.compile(
    r"\b(?:said|says|told|asked|wrote|stated|announced|attributable|(?:as )?follows|following)\b[^.]{0,40}:$"
)
_SAID = words("is are was were has have had will would said says")


def is_prose(text: str) -> bool:
    """Whether a line is of sentences: it ends like one, or is too long for anything else."""
    if len(text) >= _ENDLESS and text.count(". ") * _LONGEST_SENTENCE < len(text):
        return False
    if len(text) >= _LONG:
        return " the " in text or " of " in text or " to " in text or not _is_menu(text)
    words = len(text.split())
    end = text[-1]
    if end == "]":
        text = REFERENCES.sub("", text) or text
        end = text[-1]
    if end in _CLOSING:
        end = text.rstrip(_CLOSING)[-1:]
    if text[-1] in ":,;" and _goes_on(text, words):
        return True
    if end not in _ENDS and not (text[-1] in ":,;" and len(text) > 60):
        marked = text.endswith(_MARKED) or "/" in text[-_LONGEST_MARK:]
        if marked and (ended := _END_MARK.search(text, max(1, len(text) - _LONGEST_MARK))):
            return is_prose(text[: ended.start()])
        return len(text) > 80 and SENTENCE.search(text) is not None
    if words < 3 or (text.endswith(("...", "…")) and not SENTENCE.search(text)):
        return False
    return words >= WORDS or not _is_title_case(text.split())


def _goes_on(text: str, words: int) -> bool:
    """Whether a short line that ends in a comma or the like is the beginning of a sentence, not a heading."""
    if words > 2 and (text[-1] == ";" or _CLAUSE.match(text) or (text[-1] == ":" and _SAYING.search(text))):
        return True
    return _GREETING.match(text) is not None


def _is_menu(text: str) -> bool:
    """Whether a long line is a row of links: hardly any of its words is written small."""
    said = text.split()
    return sum(word[0].islower() for word in said) * 4 < len(said)


def _is_title_case(said: list[str]) -> bool:
    long = [word for word in said[1:] if len(word) > 3]
    if said[-1][-1] == "." and not _SAID.isdisjoint(said):
        return False
    return len(long) >= 2 and sum(word[0].isupper() or not word[0].isalpha() for word in long) * 10 >= 8 * len(long)
