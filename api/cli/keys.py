"""API keys."""

import click

from api.cli.database import opened
from ontology.enums import Scope
from store import queries


@click.group()
def keys() -> None:
    """API keys. As soon as one exists, the service refuses requests without a key."""


@keys.command()
@click.option("--label", required=True, help="The owner or the purpose of the key.")
@click.option(
    "--scope",
    "scopes",
    required=True,
    multiple=True,
    type=click.Choice([scope.value for scope in Scope]),
    help="A scope of the key; may be given several times.",
)
@click.option(
    "--days",
    type=click.IntRange(1, 36500),
    help="The number of days for which the key is valid; by default, it does not expire.",
)
def create(label: str, scopes: tuple[str, ...], days: int | None) -> None:
    """Create a key and print it. Only its hash is stored, so it cannot be printed again."""
    from services import api_keys as service

    with opened() as session:
        row, key = service.create(session, label=label, scopes=map(Scope, scopes), days=days)
    click.echo(
        f"{row.id}, for {row.label}: {', '.join(row.scopes)}. Keep the key; it cannot be printed again.", err=True
    )
    click.echo(key)


@keys.command("list")
def list_() -> None:
    """Print all keys, including revoked ones, one per line, separated by tabs.

    The columns are id, label, scopes, created, expires and revoked.
    """
    with opened() as session:
        for key in queries.list_api_keys(session):
            times = [f"{time:%F %T}" if time else "-" for time in (key.created_at, key.expires_at, key.revoked_at)]
            click.echo("\t".join((key.id, key.label, ",".join(key.scopes), *times)))


@keys.command()
@click.argument("key_id")
def revoke(key_id: str) -> None:
    """Revoke a key, by id. The server refuses it from the next request on."""
    from services import api_keys as service

    with opened() as session:
        row = service.revoke(session, key_id)
    click.echo(f"Revoked {row.id}: {row.label}")
