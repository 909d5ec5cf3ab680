from datetime import timedelta
from hashlib import sha256

import pytest

from ontology.enums import Scope
from services import api_keys
from services.errors import Invalid, NotFound
from store.models import ApiKey
from tests.factories import NOW


@pytest.fixture
def pair(session):
    """A key's row, and the key."""
    return api_keys.create(session, label="A reader", scopes=[Scope.WRITE, Scope.READ, Scope.READ])


def test_only_the_hash_is_stored(pair, reader):
    row, key = pair
    stored = reader.query(ApiKey).one()
    assert (stored.id, stored.label, stored.scopes) == (row.id, "A reader", ("read", "write"))
    assert (stored.created_at, stored.expires_at, stored.revoked_at) == (NOW, None, None)
    assert stored.sha256 == sha256(key.encode()).hexdigest()
    secret = key.rpartition(stored.id.removeprefix("key_"))[2]
    assert len(secret) == 44
    assert not [value for value in vars(stored).values() if secret in str(value)]


def test_no_two_keys_are_alike(session, pair):
    other, key = api_keys.create(session, label="A reader", scopes=[Scope.READ])
    assert (other.id, key) != (pair[0].id, pair[1])


def test_key_is_recognised(session, pair):
    row, key = pair
    assert api_keys.recognise(session, key) == api_keys.Holder(row.id, row.label, frozenset(("read", "write")), None)


def test_secret_of_another_key_is_not(session, pair):
    _, other = api_keys.create(session, label="Another", scopes=[Scope.READ])
    name, secret = pair[1][:21], other[21:]
    assert api_keys.recognise(session, name + secret) is None


@pytest.mark.parametrize("key", ["", "cmq_", "é", "cmq_" + "a" * 16 + "_" + "b" * 43, "x" * 1_000_000, "\0"])
@pytest.mark.usefixtures("pair")
def test_other_strings_are_not(session, key):
    assert api_keys.recognise(session, key) is None


def test_what_does_not_look_like_a_key_is_not_looked_up(session, queries_sent):
    with queries_sent:
        api_keys.recognise(session, "cmq_nothing")
    assert len(queries_sent) == 0


def test_key_ends_with_its_days(session, set_clock):
    row, key = api_keys.create(session, label="For a day", scopes=[Scope.READ], days=1)
    assert row.expires_at == NOW + timedelta(days=1)
    set_clock(NOW + timedelta(hours=23))
    assert api_keys.recognise(session, key)
    set_clock(NOW + timedelta(days=1))
    assert api_keys.recognise(session, key) is None


def test_revoked_key_is_not_recognised(session, reader, pair):
    row, key = pair
    api_keys.revoke(session, row.id)
    assert api_keys.recognise(reader, key) is None


def test_revoking_again_keeps_the_first_time(session, pair, set_clock):
    api_keys.revoke(session, pair[0].id)
    set_clock(NOW + timedelta(days=1))
    assert api_keys.revoke(session, pair[0].id).revoked_at == NOW


def test_revoking_what_is_not_there(session):
    with pytest.raises(NotFound, match="There is no key key_none"):
        api_keys.revoke(session, "key_none")


@pytest.mark.parametrize("label", ["", "  ", "a\nb", "a\tb", "\ud800", "x" * 101])
def test_bad_label_is_refused(session, label):
    with pytest.raises(Invalid, match="label"):
        api_keys.create(session, label=label, scopes=[Scope.READ])
    assert session.query(ApiKey).count() == 0
