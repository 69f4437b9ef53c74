"""`python -m tests.bench [NAME...]` runs the benchmarks, or those that are named, and prints their tables.

Options go to the benchmark that is named alone: `python -m tests.bench growth --full`.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys

import tests.bench


def main(words: list[str]) -> int:
    """Runs them one after another; 2 if there is none of a name."""
    first = next((i for i, word in enumerate(words) if word.startswith("--")), len(words))
    names, options = words[:first], words[first:]
    known = sorted(m.name for m in pkgutil.iter_modules(tests.bench.__path__) if not m.name.startswith("_"))
    if unknown := sorted(set(names) - set(known)):
        print(f"There is no benchmark {unknown[0]!r}; there are {', '.join(known)}.", file=sys.stderr)
        return 2
    for name in names or known:
        module = importlib.import_module(f"tests.bench.{name}")
        print(f"\n== {name}: {(module.__doc__ or '').splitlines()[0]}\n", flush=True)
        module.main(options) if options else module.main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
