"""Reads and reviews the seed article by the generated Python client: python review_seed.py URL."""

import os
import sys

from client import AuthenticatedClient
from client.api.articles import get_brief, list_articles
from client.api.quotes import get_quote, list_quotes
from client.api.reviews import correct_quote, list_quote_revisions, restore_quote
from client.models import (
    ArticlePage,
    BriefOut,
    ProblemOut,
    QuoteOut,
    QuotePage,
    QuotePatchIn,
    QuotePatchInKind,
    QuotePatchInStatus,
    RestoreIn,
    RevisionPage,
)


def main(url: str) -> None:
    with AuthenticatedClient(base_url=url, token=os.environ["COMMUNIQUE_KEY"]) as client:
        brief = read(client)
        review(client, brief.quotes[0].id)
    print(f"Python: {len(brief.actors)} actors, {len(brief.quotes)} quotes of {brief.article.title!r}")


def read(client: AuthenticatedClient) -> BriefOut:
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
    return brief


def review(client: AuthenticatedClient, quote_id: str) -> None:
    """Confirm a quote, correct it, and undo both."""
    machine = get_quote.sync_detailed(quote_id, client=client)
    assert isinstance(machine.parsed, QuoteOut)
    tag = machine.headers["ETag"]
    confirmed = correct_quote.sync_detailed(
        quote_id, client=client, if_match=tag, body=QuotePatchIn(status=QuotePatchInStatus.CONFIRMED)
    )
    assert isinstance(confirmed.parsed, QuoteOut)
    assert (confirmed.parsed.status, confirmed.parsed.reviewed_by) == ("confirmed", "contract")
    changed = QuotePatchIn(kind=QuotePatchInKind.INDIRECT, speaker=None, note="Nobody says it so.")
    stale = correct_quote.sync(quote_id, client=client, if_match=tag, body=changed)
    assert isinstance(stale, ProblemOut)
    assert stale.status == 412
    corrected = correct_quote.sync(quote_id, client=client, if_match=confirmed.headers["ETag"], body=changed)
    assert isinstance(corrected, QuoteOut)
    assert (corrected.status, corrected.kind, corrected.speaker) == ("corrected", "indirect", None)
    undone = restore_quote.sync(quote_id, 0, client=client, body=RestoreIn(note="It was right."))
    assert isinstance(undone, QuoteOut)
    assert (undone.status, undone.kind, undone.speaker) == (
        machine.parsed.status,
        machine.parsed.kind,
        machine.parsed.speaker,
    )
    history = list_quote_revisions.sync(quote_id, client=client)
    assert isinstance(history, RevisionPage)
    assert [revision.note for revision in history.items] == ["It was right.", "Nobody says it so.", None, None]


main(sys.argv[1])
