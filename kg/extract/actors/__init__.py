"""Who is who on a page.

A page's articles become small words (`kg.extract.words`), words become items with a code of one letter (`items`), and
patterns over the codes make noun phrases (`patterns`, with `name_rules`, `noun_rules`, `person_rules`). The `roster`
decides which phrases mean the same actor (`world`, `people`, `governments`, `groups`, `roles`), `coreference` whom
pronouns stand for, `tenures` who holds which office. `Actors` answers the questions of the other parts.
"""

from __future__ import annotations

from kg.extract.actors.page import Actors

__all__ = ["Actors"]
