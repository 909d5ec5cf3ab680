"""deploy/nginx.conf under a real nginx, before two servers that keep what they were asked."""

import http.client
import json
import os
import shutil
import subprocess
import threading
import time
from collections import Counter
from contextlib import ExitStack, closing, contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import urlsplit

import pytest

from api.http.bodies import MAX_BODY_BYTES
from bench import server as servers
from tests.deploy import files
from tests.waiting import until

PROBLEM = "application/problem+json"


class Server(BaseHTTPRequestHandler):
    """Answers what it was asked. It hangs up on the first request for /fragile, and on all for /broken."""

    protocol_version = "HTTP/1.1"
    asked: ClassVar[Counter[str]] = Counter()
    go_on = threading.Event()

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        path = urlsplit(self.path).path
        self.asked[path] += 1
        if path == "/broken" or (path.startswith("/fragile") and self.asked[path] == 1):
            self.close_connection = True
        elif path == "/stream":
            self.stream()
        else:
            self.reply(json.dumps({"headers": dict(self.headers), "length": len(body)}).encode())

    do_GET = do_POST = answer  # noqa: N815 - names of the library

    def reply(self, body):
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def stream(self):
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(b"4\r\none\n\r\n")
        self.go_on.wait(10)
        self.wfile.write(b"4\r\ntwo\n\r\n0\r\n\r\n")

    def log_message(self, *_):
        pass


@contextmanager
def listening():
    """A server; its port."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever).start()
        yield server.server_port
        server.shutdown()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("nginx")


@pytest.fixture(scope="module")
def port(folder):
    """Where nginx listens. Of its file only the addresses and folders of containers are others."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        refuse = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        refuse("There is no nginx here; on Debian: apt-get install nginx")
    with ExitStack() as stack:
        port = servers.free_port()
        upstream = [f"server 127.0.0.1:{stack.enter_context(listening())} max_fails=0;" for _ in range(2)]
        there = {
            "/tmp/": f"{folder}/",  # noqa: S108 - what the file has; first, as the folder may be there
            "server server:8000 resolve max_fails=0;": " ".join(upstream),
            "listen 8080;": f"listen 127.0.0.1:{port};",
            "/dev/stdout": f"{folder}/access.log",
        }
        file = folder / "nginx.conf"
        file.write_text(files.replaced(files.NGINX.read_text(encoding="utf-8"), there), encoding="utf-8")
        more = "daemon off;" + (" user root;" if os.geteuid() == 0 else "")  # who may write into the folder
        nginx = stack.enter_context(subprocess.Popen([program, "-c", file, "-g", more]))
        stack.callback(nginx.terminate)
        while nginx.poll() is None and not listens(port):
            time.sleep(0.01)
        assert nginx.poll() is None
        yield port


def listens(port):
    with suppress(OSError), closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
        connection.connect()
        return True
    return False


@pytest.fixture
def ask(port):
    """Sends a request, and gives the answer and its body."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:

        def send(method, path, body=None, **headers):
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            response = connection.getresponse()
            return response, response.read()

        yield send


def test_the_other_server_is_asked_when_one_hangs_up(ask):
    response, _ = ask("GET", "/fragile")
    assert response.status == 200
    assert Server.asked["/fragile"] == 2


def test_what_may_have_been_done_is_not_asked_for_again(ask):
    response, body = ask("POST", "/fragile/post", b"{}")
    assert (response.status, response.headers["Content-Type"], response.headers["Retry-After"]) == (503, PROBLEM, "5")
    assert json.loads(body)["status"] == 503
    assert Server.asked["/fragile/post"] == 1


def test_what_breaks_both_shuts_nobody_out(ask):
    assert ask("GET", "/broken")[0].status == 503
    assert Server.asked["/broken"] == 2
    assert ask("GET", "/")[0].status == 200


@pytest.mark.parametrize(("more", "status"), [(0, 200), (1, 413)])
def test_bodies_are_as_large_as_the_service_takes_them(ask, more, status):
    response, body = ask("POST", "/large", b"x" * (MAX_BODY_BYTES + more))
    assert response.status == status
    if status == 413:
        assert response.headers["Content-Type"] == PROBLEM
        assert json.loads(body)["detail"] == f"The body is larger than {MAX_BODY_BYTES} bytes."
    else:
        assert json.loads(body)["length"] == MAX_BODY_BYTES


def test_servers_are_told_who_asks_and_how(ask):
    given = {"Host": "news.example:8000", "X_Forwarded_For": "203.0.113.9", "X_Request_Id": "mine"}
    _, body = ask("GET", "/", **given, X_Forwarded_Proto="https")
    told = json.loads(body)["headers"]
    assert told["X-Forwarded-For"] == "203.0.113.9, 127.0.0.1"
    assert told["X-Forwarded-Proto"] == "https, http"
    assert (told["Host"], told["X-Request-Id"]) == ("news.example:8000", "mine")
    assert json.loads(ask("GET", "/")[1])["headers"]["X-Forwarded-Proto"] == "http"


def test_streams_come_as_they_are_made(port):
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
        connection.request("GET", "/stream")
        response = connection.getresponse()
        assert response.readline() == b"one\n"
        Server.go_on.set()
        assert response.readline() == b"two\n"


def test_long_urls_are_for_the_service_to_refuse(ask):
    assert ask("GET", "/" + "x" * 10_000)[0].status == 200


def test_log_has_no_queries(ask, folder):
    ask("GET", "/logged?q=secret")

    def logged():
        lines = [json.loads(line) for line in (folder / "access.log").read_text(encoding="utf-8").splitlines()]
        return [line for line in lines if line["path"] == "/logged"]

    until(logged)  # nginx writes the line after it has answered
    (line,) = logged()
    assert line["status"] == 200
    assert "secret" not in str(line)
