"""The keys that callers show."""

import click

from api.cli.database import opened
from ontology.enums import Scope
from store import queries


@click.group()
def keys() -> None:
    """The keys that callers of a server show. The first one closes it for all others."""


@keys.command()
@click.option("--label", required=True, help="Whose key it is, or what for.")
@click.option(
    "--scope",
    "scopes",
    required=True,
    multiple=True,
    type=click.Choice([scope.value for scope in Scope]),
    help="What it is good for; may be given several times.",
)
@click.option("--days", type=click.IntRange(1, 36500), help="How long it is valid; for ever when left out.")
def create(label: str, scopes: tuple[str, ...], days: int | None) -> None:
    """Make a key and print it, once: only its hash is stored."""
    from services import api_keys as service

    with opened() as session:
        row, key = service.create(session, label=label, scopes=map(Scope, scopes), days=days)
    click.echo(f"{row.id}, for {row.label}: {', '.join(row.scopes)}. Keep the key; it cannot be shown again.", err=True)
    click.echo(key)


@keys.command("list")
def list_() -> None:
    """Print all keys there have been, a line each, with tabs between: id, label, scopes, made, expires, revoked."""
    with opened() as session:
        for key in queries.list_api_keys(session):
            times = [f"{time:%F %T}" if time else "-" for time in (key.created_at, key.expires_at, key.revoked_at)]
            click.echo("\t".join((key.id, key.label, ",".join(key.scopes), *times)))


@keys.command()
@click.argument("key_id")
def revoke(key_id: str) -> None:
    """Let a key, given by its id, open nothing any more. It holds from the next request on."""
    from services import api_keys as service

    with opened() as session:
        row = service.revoke(session, key_id)
    click.echo(f"Revoked {row.id}: {row.label}")
