"""A meeting as one sentence tells of it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.language.tokens import Span, Token
from kg.model import MeetingKind, Place, Status


@dataclass(frozen=True, slots=True)
class Sighting:
    """One telling of a meeting.

    Attributes:
        sentence, anchor: where, and the word that tells.
        kind: None where the word leaves it open ("the meeting").
        participants, hosts, absent: actors; `absent` are those who will not come.
        place, date: where; the words for when, "" without.
        definite: whether it speaks of a meeting as known ("the talks").
        other: words that set it apart from the one spoken of ("second", "previous").
        hedged: told as hearsay.
        told: whether the status is told; False where the meeting is only spoken of.
        invited: whether it is an invitation that is told of.
        same: whether those who meet are whoever met before: "[the envoys] also saw the king".
        wished: whether somebody hopes, wants or is urged to meet somebody: proposed, though nothing is arranged yet.
        aside: whether it is beside a gathering, not the gathering itself: "on the sidelines of the summit".
    """

    sentence: Span
    anchor: Token
    kind: MeetingKind | None
    participants: tuple[int, ...]
    status: Status
    rule: str
    confidence: float
    hosts: tuple[int, ...] = ()
    absent: tuple[int, ...] = ()
    place: Place | None = None
    date: str = ""
    about: tuple[str, ...] = ()
    definite: bool = False
    other: frozenset[str] = frozenset()
    hedged: bool = False
    told: bool = True
    invited: bool = False
    aside: bool = False
    same: bool = False
    wished: bool = False
