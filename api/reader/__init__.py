"""Reader: web pages over the data of the API, not part of the OpenAPI document."""

from api.reader import articles, cookies, feeds, front, lists, pictures, reading, review, search, subjects
from api.reader.pages import blueprint

__all__ = [
    "articles",
    "blueprint",
    "cookies",
    "feeds",
    "front",
    "lists",
    "pictures",
    "reading",
    "review",
    "search",
    "subjects",
]
