"""Reader: web pages over the data of the API, not part of the OpenAPI document."""

from api.reader import articles, cookies, front, lists, reading, review, search, subjects, views
from api.reader.pages import blueprint

__all__ = ["articles", "blueprint", "cookies", "front", "lists", "reading", "review", "search", "subjects", "views"]
