"""The examples of the OpenAPI document. `make examples` writes them as the service answers.

Run it when an answer changes on purpose, as when a rule of extraction does.
"""

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from flask.testing import FlaskClient

from api.http.formats import BRIEF_SUFFIXES

FOLDER = Path(str(files("api.http"))) / "examples"

ARTICLE = {
    "text": "Prime Minister Mustafa al-Kazemi will travel to the US on 26 July. "
    "“We want an end to the US military presence in Iraq,” he said. The US has sent about 2,500 troops to Iraq.",
    "title": "Iraq and the US meet",
    "published_at": "2021-07",
}

_TIME = re.compile(rb"20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(\.[0-9]+)?Z")


def answers(client: FlaskClient) -> Iterator[tuple[str, bytes]]:
    """Yield the name of each example and what the service answers on an empty store; times are always the same."""
    article = client.post("/v1/articles", json=ARTICLE).json["article"]
    for suffix in BRIEF_SUFFIXES:
        answer = client.get(f"/v1/articles/{article['id']}/brief{suffix}").data
        yield f"brief{suffix}", _TIME.sub(b"2026-11-24T07:39:29Z", answer)
    for suffix in BRIEF_SUFFIXES:
        answer = client.get(f"/v1/brief{suffix}?from=2021-07").data
        yield f"crossbrief{suffix}", _TIME.sub(b"2026-11-24T07:39:29Z", answer)
    for suffix in (".graphml", ".gexf", ".json", ".cyjs"):
        yield f"network{suffix}", client.get(f"/v1/network{suffix}?ties=stances").data
    yield "suggestions.json", client.get("/v1/suggest?q=ira").data


def main() -> None:
    from api.app import create_app
    from services import migrate

    with TemporaryDirectory() as folder:
        app = create_app({"DATABASE_URL": f"sqlite:///{folder}/examples.sqlite3"})
        migrate.upgrade(app.extensions["engine"])
        for name, answer in answers(app.test_client()):
            (FOLDER / name).write_bytes(answer)


if __name__ == "__main__":
    main()
