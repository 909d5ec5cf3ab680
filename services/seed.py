"""The articles that ship with the service."""

from importlib.resources import files

import orjson
from sqlalchemy.orm import Session

from services.articles import ingest
from store import queries
from store.models import Article


def seed(session: Session) -> list[Article]:
    """Store the articles of the package `seeds` if no article is stored yet; return them."""
    if queries.has_articles(session):
        return []
    folder = files("seeds")
    names = sorted(file.name.removesuffix(".json") for file in folder.iterdir() if file.name.endswith(".json"))
    articles = []
    for name in names:
        text = (folder / f"{name}.txt").read_bytes().decode()
        metadata = orjson.loads((folder / f"{name}.json").read_bytes())
        articles.append(ingest(session, text=text, **metadata)[0])
    return articles
