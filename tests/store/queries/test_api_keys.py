from ontology.enums import Scope
from services import api_keys
from store import queries


def test_keys_come_in_the_order_they_were_made(session, queries_sent):
    ids = [api_keys.create(session, label=str(number), scopes=[Scope.READ])[0].id for number in range(3)]
    with queries_sent:
        assert [key.id for key in queries.list_api_keys(session)] == ids
    assert len(queries_sent) == 1


def test_store_has_keys_even_when_all_are_revoked(session, queries_sent):
    assert not queries.has_api_keys(session)
    row, _ = api_keys.create(session, label="Test", scopes=[Scope.READ])
    api_keys.revoke(session, row.id)
    with queries_sent:
        assert queries.has_api_keys(session)
    assert len(queries_sent) == 1


def test_key_by_its_id(session, queries_sent):
    row, _ = api_keys.create(session, label="Test", scopes=[Scope.READ])
    with queries_sent:
        assert queries.get_api_key(session, row.id).label == "Test"
        assert queries.get_api_key(session, "key_none") is None
    assert len(queries_sent) == 2
