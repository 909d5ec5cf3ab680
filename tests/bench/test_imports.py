from bench import imports
from tests.factories import create_brief


def test_facts_are_counted(session):
    create_brief(session, size=2)
    assert imports.count_facts(session) == 8
