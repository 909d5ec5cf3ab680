"""Reading articles again."""

import sys
from collections import Counter, defaultdict
from typing import Any

import click
from marshmallow import ValidationError, fields
from tqdm import tqdm

from api.cli.database import opened
from schemas.articles import ArticleFilter
from schemas.problems import flat
from store import queries


def _filters(_context: click.Context, _parameter: click.Parameter, given: tuple[str, ...]) -> dict[str, Any]:
    """The filters of the list of articles, from NAME=VALUE."""
    schema = ArticleFilter()
    named: defaultdict[str, list[str]] = defaultdict(list)
    for each in given:
        name, equals, value = each.partition("=")
        if not equals:
            raise click.BadParameter(f"{each!r} is not NAME=VALUE, such as publisher=News.")
        named[name].append(value)
    twice = [name for name, some in named.items() if len(some) > 1 and not _takes_several(schema, name)]
    if twice:
        raise click.BadParameter(f"{twice[0]} is given more than once.")
    values = {name: some if _takes_several(schema, name) else some[0] for name, some in named.items()}
    try:
        loaded: dict[str, Any] = schema.load(values)
    except ValidationError as error:
        raise click.BadParameter("; ".join(f"{path[0]}: {detail}" for path, detail in flat(error.messages))) from error
    return loaded


def _takes_several(schema: ArticleFilter, name: str) -> bool:
    return isinstance(schema.fields.get(name), fields.List)


@click.command()
@click.option(
    "--engine-before",
    "before",
    metavar="N",
    type=click.IntRange(1),
    help="Only articles read by rules before version N, which is the number after communique- in their engine.",
)
@click.option(
    "--where",
    "filters",
    metavar="NAME=VALUE",
    multiple=True,
    callback=_filters,
    help="Only articles that this filter of GET /v1/articles selects, such as publisher=News or "
    "published_from=2021-07; may be given several times.",
)
@click.option("--dry-run", is_flag=True, help="Only count what would change.")
def reread(before: int | None, filters: dict[str, Any], dry_run: bool) -> None:
    """Read again the articles that an engine other than the current one has read.

    Unchanged facts keep their ids and history. Facts that people have judged stay as they are, and are contested if
    the engine now finds something else. On Postgres the command gives the work to workers if any are running. An
    interrupted run keeps its results; run the command again to continue.
    """
    from services.jobs import rereads

    counts: Counter[str] = Counter()
    with opened() as session:
        engines = rereads.list_older_engines(session, before)
        total = queries.list_articles(session, **filters, engine=engines, limit=1, count=True).total if engines else 0
        try:
            for outcome in tqdm(
                rereads.reread_all(session, engines, filters, dry_run=dry_run),
                total=total,
                unit=" articles",
                disable=None,
            ):
                if outcome.error is not None:
                    tqdm.write(f"{outcome.article_id}: {outcome.error}", file=sys.stderr)
                counts.update(
                    outcome.counts, articles=int(outcome.error is None), failed=int(outcome.error is not None)
                )
        except KeyboardInterrupt as error:
            raise click.ClickException("Interrupted. Run it again to continue.") from error
    facts = ", ".join(f"{counts[name]} {name}" for name in ("added", "removed", "changed", "contested"))
    click.echo(f"{counts['articles']} articles {'would be ' if dry_run else ''}read again: {facts}")
    sys.exit(1 if counts["failed"] else 0)
