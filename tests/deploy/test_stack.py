"""What compose.yaml starts, started by hand: the very commands of the files for Docker, on a Postgres that is there."""

import json
import os
import subprocess
import sys
import time
import urllib.request
from contextlib import ExitStack, contextmanager

import pytest
from sqlalchemy import text

from bench import server as servers
from store.engine import make_engine
from tests.deploy import files

PASSWORD = "p@ss/w:rd# 'quoted' $x"
ARTICLE = "President Joe Biden met Prime Minister Mustafa al-Kazemi in Washington. “We will help,” Biden said."

_PROGRAMS = {"communique": [sys.executable, "-c", "from api.cli import main; main()"], "python": [sys.executable]}


class Stack:
    """The services of compose.yaml that run the project's image, in a folder of their own."""

    def __init__(self, url, folder):
        self.folder = folder
        services = files.compose({"POSTGRES_PASSWORD": PASSWORD})["services"]
        self.services = {name: service for name, service in services.items() if "build" in service}
        for service in self.services.values():
            assert service["environment"]["PGPASSWORD"] == PASSWORD
            service["environment"]["DATABASE_URL"] = url

    def waits_for(self, condition):
        """The services that others wait for, until this is so."""
        needs = [need for service in self.services.values() for need in service["depends_on"].items()]
        return {name for name, need in needs if need["condition"] == condition}

    def start(self, service, command, port=8000, **options):
        """A command of the image, in the environment of a service and with another port."""
        command = [*_PROGRAMS[command[0]], *(part.replace("8000", str(port)) for part in command[1:])]
        environment = os.environ | self.services[service]["environment"]
        return subprocess.Popen(command, cwd=self.folder, env=environment, stdout=subprocess.PIPE, **options)

    def run(self, service, command):
        """What a command printed, which must end well."""
        with self.start(service, command, text=True) as process:
            output, _ = process.communicate(timeout=60)
        assert process.returncode == 0
        return output

    @contextmanager
    def running(self, name):
        """A container of a service, which ends in time when it is told to; the port that it may listen on."""
        port, service = servers.free_port(), self.services[name]
        with self.start(name, service.get("command", files.image()["CMD"]), port) as process:
            try:
                yield port
                process.terminate()
                process.communicate(timeout=files.seconds(service["stop_grace_period"]))
                assert process.returncode == 0
            finally:
                process.kill()

    def is_well(self, port):
        """Whether the health check of the image says so."""
        with self.start("server", files.image()["HEALTHCHECK"], port, stderr=subprocess.DEVNULL) as process:
            return process.wait(10) == 0


def wait(condition):
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.2)


def ask(port, key, path, body=None, **headers):
    headers |= {"Authorization": f"Bearer {key}", "Content-Type": "text/plain"}
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", body, headers)
    with urllib.request.urlopen(request, timeout=90) as response:  # noqa: S310
        return response.status, json.load(response)


@pytest.mark.slow
def test_servers_and_workers_start_share_the_work_and_end(postgres, tmp_path):
    with postgres.database(migrated=False) as url, ExitStack() as running:
        stack = Stack(url, tmp_path)
        (first,) = stack.waits_for("service_completed_successfully")
        stack.run(first, stack.services[first]["command"])
        key = stack.run("worker", ["communique", "keys", "create", "--label", "me", "--scope=read", "--scope=write"])
        ports = {
            name: [running.enter_context(stack.running(name)) for _ in range(service["deploy"]["replicas"])]
            for name, service in stack.services.items()
            if name != first
        }
        one, other = ports["server"]
        wait(lambda: stack.is_well(one) and stack.is_well(other))
        engine = make_engine(url)
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            at_work = text("SELECT count(*) FROM procrastinate_workers")
            wait(lambda: connection.scalar(at_work) == 2 * len(ports["worker"]) == 4)  # queues
        engine.dispose()

        status, job = ask(one, key.strip(), "/v1/articles", ARTICLE.encode(), Prefer="respond-async")
        assert status == 202
        _, job = ask(other, key.strip(), f"/v1/jobs/{job['id']}?wait=60")
        assert job["status"] == "succeeded"
        assert ask(one, key.strip(), f"/v1/articles/{job['article_id']}")[1]["text"] == ARTICLE
    assert list(tmp_path.iterdir()) == []  # of the container nothing but /tmp can be written to
