"""From what pages say to one graph: terms, IRIs, who and what is one across pages, triples, and their checks."""
