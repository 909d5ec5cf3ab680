"""Reads the seed article by the generated Python client: python read_seed.py URL."""

import os
import sys

from client import AuthenticatedClient
from client.api.articles import get_brief, list_articles
from client.api.quotes import list_quotes
from client.models import ArticlePage, BriefOut, ProblemOut, QuotePage


def main(url: str) -> None:
    with AuthenticatedClient(base_url=url, token=os.environ["COMMUNIQUE_KEY"]) as client:
        articles = list_articles.sync(client=client)
        assert isinstance(articles, ArticlePage)
        brief = get_brief.sync(articles.items[0].id, client=client)
        assert isinstance(brief, BriefOut)
        quotes = list_quotes.sync(client=client, limit=5)
        assert isinstance(quotes, QuotePage)
        assert [quote.id for quote in quotes.items] == [quote.id for quote in brief.quotes[:5]]
        assert all(quote.content[0].exact for quote in quotes.items)
        refused = list_quotes.sync(client=client, limit=0)
        assert isinstance(refused, ProblemOut)
    print(f"Python: {len(brief.actors)} actors, {len(brief.quotes)} quotes of {brief.article.title!r}")


main(sys.argv[1])
