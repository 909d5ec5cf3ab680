"""A client that asks for pages, as a browser does."""

import pytest
from lxml import html


@pytest.fixture
def browse(client):
    """`browse("/matrix")` gives the answer, with its page parsed as `.page`."""

    def browse(path, **options):
        method = options.pop("method", "GET")
        accept = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
        response = client.open(path, method=method, headers=accept | options.pop("headers", {}), **options)
        response.page = html.fromstring(response.text) if response.text else None
        return response

    return browse
