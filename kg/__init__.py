"""Chancery: news of diplomacy, read into a knowledge graph in which every fact leads back to its sentence."""

__version__ = "0.1.0"
