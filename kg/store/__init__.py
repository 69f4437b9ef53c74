"""Where graphs live: embedded (Oxigraph on disk), remote (any SPARQL server), and as dump files."""
