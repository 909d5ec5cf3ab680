"""Work ends when its client goes."""

from unittest.mock import Mock

from services.processes import clients
from services.processes.clients import Client


def test_work_is_ended_when_the_client_goes():
    watch, end = Mock(), Mock()
    client = Client(watch)
    with clients.working_for(client), clients.ending(end):
        watch.assert_called_once_with()
        end.assert_not_called()
        client.leave()
        end.assert_called_once_with()


def test_work_that_begins_after_the_client_has_gone_is_ended_at_once():
    client, end = Client(Mock()), Mock()
    client.leave()
    with clients.working_for(client), clients.ending(end):
        end.assert_called_once_with()


def test_work_that_is_done_is_not_ended():
    client, end = Client(Mock()), Mock()
    with clients.working_for(client), clients.ending(end):
        pass
    client.leave()
    end.assert_not_called()


def test_work_of_no_client_goes_on():
    client, end = Client(Mock()), Mock()
    with clients.working_for(client):
        pass
    client.leave()
    with clients.ending(end):
        pass
    end.assert_not_called()
