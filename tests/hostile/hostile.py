"""Hostile requests at random: none is a 500, and none that is refused leaves a trace in the store.

Run by hand: python -m tests.hostile.hostile
"""

import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import click
from flask import Flask
from sqlalchemy import Engine, func, select
from tqdm import tqdm

from api.app import create_app
from api.http.problems import MEDIA_TYPE
from services import migrate, seed
from store.models import Base
from tests.hostile.attacks import INJECTED, Attack, Attacker


def fault(app: Flask, attack: Attack, number: int = 0) -> tuple[str | None, int]:
    """What is wrong with the answer to a request, None when nothing is; and its status."""
    before = rows(app.extensions["engine"])
    try:
        response = app.test_client().open(environ_overrides=environment(attack, number))
        response.get_data()
    except Exception as error:  # noqa: BLE001 whatever it is, it is what is looked for
        return f"raised {error!r}", 500
    status = response.status_code
    if status >= 500:
        return f"answered {status}", status
    if INJECTED in response.headers:
        return "let a header in", status
    if status >= 400 and attack.method != "HEAD" and response.mimetype != MEDIA_TYPE:
        return f"answered {status} without a problem", status
    if status >= 400 and rows(app.extensions["engine"]) != before:
        return f"answered {status} and left a trace", status
    return None, status


def rows(engine: Engine) -> tuple[int, ...]:
    """How many rows each table has."""
    counts = [select(func.count()).select_from(table).scalar_subquery() for table in Base.metadata.sorted_tables]
    with engine.connect() as connection:
        return tuple(connection.execute(select(*counts)).one())


def environment(attack: Attack, number: int) -> dict[str, Any]:
    """The request as a server hands it on; each comes from another address, so that no limit protects the service."""
    values = {
        "REQUEST_METHOD": attack.method,
        "PATH_INFO": unquote_to_bytes(attack.path).decode("latin-1"),
        "QUERY_STRING": attack.query,
        "REMOTE_ADDR": f"127.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}",
        "CONTENT_LENGTH": str(len(attack.body)),
        "wsgi.input": BytesIO(attack.body),
    }
    for name, value in attack.headers.items():
        key = name.upper().replace("-", "_")
        values[key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"] = value
    return values


@click.command()
@click.option("--requests", type=click.IntRange(1), default=2000, show_default=True, help="How many to send.")
@click.option("--seed", "start", default=1, show_default=True, help="The same seed makes the same requests.")
def main(requests: int, start: int) -> None:
    """Send hostile requests to a service that has the seed article, and look for an answer that must not be.

    Ends with status 1 when there is one.
    """
    begun = time.monotonic()
    faults: list[str] = []
    statuses: Counter[int] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        app = _service(Path(folder))
        attacks = _attacker(app, random.Random(start)).attacks(requests)
        for number, attack in enumerate(tqdm(attacks, total=requests, disable=None, leave=False)):
            what, status = fault(app, attack, number)
            statuses[status] += 1
            if what:
                faults.append(f"{what}: {attack!r:.1000}")
        app.extensions["engine"].dispose()
    for line in faults:
        click.echo(line)
    answers = ", ".join(f"{count} x {status}" for status, count in sorted(statuses.items()))
    click.echo(f"{requests} requests, {len(faults)} faults, {time.monotonic() - begun:.0f} seconds; {answers}")
    sys.exit(1 if faults else 0)


def _service(folder: Path) -> Flask:
    app = create_app({"DATABASE_URL": f"sqlite:///{folder / 'hostile.sqlite3'}"})
    migrate.upgrade(app.extensions["engine"])
    with app.extensions["sessions"]() as session:
        seed.seed(session)
    return app


def _attacker(app: Flask, draw: random.Random) -> Attacker:
    client = app.test_client()
    return Attacker(client.get("/openapi.json").json, dict(_ids(client)), draw)


def _ids(client: Any) -> Iterator[tuple[str, str]]:
    for kind in ("article", "actor", "quote", "event", "position", "issue"):
        yield f"{kind}_id", client.get(f"/v1/{kind}s?limit=1").json["items"][0]["id"]


if __name__ == "__main__":
    main()
