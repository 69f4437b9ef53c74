"""The register: who and what is one across the pages of a publication, kept so that adding a page costs what it adds.

It holds what `kg.graph.identity.join` would make of all pages together, and what is needed to find out, when pages come
or go, which of it they bear on; that alone is joined again. It is a cache: it belongs to one version of a publication,
and where it is not that of the current one it is made again from what was read.
"""

from kg.register.register import Change, Register, forget

__all__ = ["Change", "Register", "forget"]
