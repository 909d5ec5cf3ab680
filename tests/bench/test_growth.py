from urllib.parse import parse_qs, urlsplit

from api.app import create_app
from bench import growth


def test_every_order_and_filter_of_lists_is_asked_for(sqlite):
    app = create_app({"DATABASE_URL": f"sqlite:///{sqlite.template}"})
    paths = list(growth.paths(app.test_client().get("/openapi.json").json))
    asked = {name for path in paths for name in parse_qs(urlsplit(path).query)}
    assert {"speaker", "holder", "participant", "q", "sort", "date_to", "publisher", "label"} <= asked
    assert {urlsplit(path).path for path in paths} >= {"/v1/quotes", "/v1/events", "/v1/positions", "/v1/search"}
    assert "/v1/events?limit=50&sort=-date" in paths
    assert not [path for path in paths if "{" in path]
