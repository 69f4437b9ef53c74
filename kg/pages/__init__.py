"""From a file to its articles: finds pages, decodes them, and tells the articles from what else stands on a page."""

from kg.pages.articles import articles
from kg.pages.find import find, place_of
from kg.pages.raw import Failure, Metadata, Raw
from kg.pages.read import read

__all__ = ["Failure", "Metadata", "Raw", "articles", "find", "place_of", "read"]
