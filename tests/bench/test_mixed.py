import threading
from contextlib import closing

import pytest
from werkzeug.serving import make_server

from api.app import create_app
from bench import server
from bench.api import mixed


@pytest.fixture
def there(database_url):
    """The service, listening."""
    app = create_app({"DATABASE_URL": database_url})
    listening = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=listening.serve_forever)
    thread.start()
    yield server.Server(listening.port, pid=0)
    listening.shutdown()
    thread.join()


def test_articles_that_are_stored_and_cannot_be_read_are_lost(there):
    writer = mixed.Writer(there)
    with closing(there.connect()) as connection:
        writer.post(connection)
        writer.post(connection)
        assert writer.statuses == {201: 2}
        assert writer.lost() == []
        gone, _ = writer.stored
        server.request(connection, "DELETE", f"/v1/articles/{gone}", If_Match="*")
    assert writer.lost() == [gone]


def test_a_post_without_an_answer_is_counted():
    writer = mixed.Writer(server.Server(port=0, pid=0))
    with closing(writer.there.connect()) as connection:
        writer.post(connection)
    assert [status for status in writer.statuses if "Error" in str(status)]
    assert not writer.stored
