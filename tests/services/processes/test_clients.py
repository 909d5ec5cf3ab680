"""Work ends when its client goes."""

from unittest.mock import Mock

import pytest

from services.processes import clients
from services.processes.clients import Client


@pytest.fixture
def client():
    return Client()


@pytest.fixture
def end():
    return Mock()


def test_work_is_ended_when_the_client_goes(client, end):
    client.watch = Mock()
    with client, clients.ending(end):
        client.watch.assert_called_once_with()
        end.assert_not_called()
        client.leave()
        end.assert_called_once_with()


def test_work_that_begins_after_the_client_has_gone_is_ended_at_once(client, end):
    client.leave()
    with client, clients.ending(end):
        end.assert_called_once_with()


def test_work_that_is_done_is_not_ended(client, end):
    with client, clients.ending(end):
        pass
    client.leave()
    end.assert_not_called()


def test_work_of_no_client_goes_on(client, end):
    with client:
        pass
    client.leave()
    with clients.ending(end):
        pass
    end.assert_not_called()
