"""The examples of the document are what the service answers."""

import pytest

from tests.api.renditions.examples import FOLDER, answers


@pytest.mark.database("sqlite")
def test_examples_are_what_the_service_answers(client):
    made = dict(answers(client))
    kept = {path.name: path.read_bytes() for path in FOLDER.iterdir()}
    assert kept.keys() == made.keys()
    for name, answer in made.items():
        assert kept[name] == answer, f"{name} differs; when that is meant: make examples"
