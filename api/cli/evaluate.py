"""Measuring the engine on reviewed articles."""

from typing import IO, Any

import click
from tqdm import tqdm

from schemas.gold import GoldIn


@click.command()
@click.argument("file", type=click.File("rb"))
def evaluate(file: IO[bytes]) -> None:
    """Measure the engine on the articles of FILE, and print the figures of each article and of all.

    FILE comes from communique export --gold, or is written by hand: JSON, one article per line, {"id", "text",
    "published_at", "actors", "quotes", "events", "positions"}. Nothing is stored.
    """
    import extraction
    from evaluation import briefs, predictions

    gold = _articles(file)
    if not gold:
        raise click.ClickException("The file has no articles.")
    predicted = {article["id"]: predictions.brief(article) for article in tqdm(gold, unit=" articles", disable=None)}
    click.echo(extraction.ENGINE)
    for heading, lines in briefs.measure(gold, predicted):
        click.echo("\n".join([f"\n{len(gold)} articles: {heading}", *(f"  {line}" for line in lines)]))


def _articles(file: IO[bytes]) -> list[dict[str, Any]]:
    from api import jsonl

    schema = GoldIn()
    articles: dict[str, dict[str, Any]] = {}
    for number, line in enumerate(jsonl.lines(file), 1):
        if not line.strip():
            continue
        try:
            article = jsonl.load_line(line, schema)
        except jsonl.LineError as error:
            raise click.ClickException(f"line {number}: {error}") from error
        if article["id"] in articles:
            raise click.ClickException(f"line {number}: The id {article['id']} occurs twice.")
        articles[article["id"]] = article | {"name": article["id"]}
    return list(articles.values())
