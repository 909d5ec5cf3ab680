"""The reader: pages for people over what the API serves. They stand outside its document."""

from api.reader import articles, front, subjects, views
from api.reader.pages import blueprint

__all__ = ["articles", "blueprint", "front", "subjects", "views"]
