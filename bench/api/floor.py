"""The floor: the same list by a bare Flask view on the service's own server. Run by `bench.api lists`."""

import sqlite3
import threading
from typing import Any

import click
import orjson
from flask import Flask, Response, request

from api.server import serve
from api.settings import Settings

_QUERY = """
    SELECT quotes.id, articles.id, quotes.confidence, quotes.status, quotes.origin, quotes.reviewed_by, quotes.found,
        quotes.created_at, quotes.updated_at, quotes.kind, actors.id, quotes.speaker_mention, quotes.cue, quotes.content
    FROM quotes JOIN articles ON articles.pk = quotes.article_pk JOIN actors ON actors.pk = quotes.speaker_pk
    WHERE quotes.speaker_pk = (SELECT pk FROM actors WHERE id = ?) AND quotes.status <> 'rejected'
    ORDER BY quotes.article_pk DESC, quotes.pk LIMIT ?
"""


def create_app(database: str) -> Flask:
    app = Flask(__name__)
    local = threading.local()

    @app.get("/v1/quotes")
    def list_quotes() -> Response:
        if not hasattr(local, "connection"):
            local.connection = sqlite3.connect(database)
        wanted = request.args["speaker"], int(request.args["limit"])
        rows = local.connection.execute(_QUERY, wanted).fetchall()
        return Response(orjson.dumps({"items": [_item(row) for row in rows]}), mimetype="application/json")

    return app


def _item(row: tuple[Any, ...]) -> dict[str, Any]:
    id_, article, confidence, status, origin, by, found, created, updated, kind, *spoken = row
    speaker, mention, cue, content = spoken
    return {
        "id": id_,
        "article_id": article,
        "confidence": confidence,
        "status": status,
        "origin": origin,
        "reviewed_by": by,
        "found": None if found is None else orjson.loads(found),
        "created_at": _time(created),
        "updated_at": _time(updated),
        "kind": kind,
        "speaker": {"actor_id": speaker, "mention": orjson.loads(mention)},
        "cue": orjson.loads(cue),
        "content": orjson.loads(content),
    }


def _time(kept: str) -> str:
    return f"{kept[:10]}T{kept[11:19]}Z"


@click.command()
@click.argument("database")
@click.option("--port", type=int, required=True)
def main(database: str, port: int) -> None:
    serve(create_app(database), "127.0.0.1", port, Settings.load({}))


if __name__ == "__main__":
    main()
