"""The annotated texts: whole where they are the project's own, else without a word of the text."""

import hashlib
import json
import re

import pytest

from training.corpus import FOREIGN, OWN, ROOT, MissingTextError, fold_of, read_annotated, sources


def annotations(name: str) -> list[dict]:
    return [json.loads(line) for line in (ROOT / "data" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("name", FOREIGN)
def test_others_texts_are_an_address_a_hash_and_offsets(name):
    for annotation in annotations(name):
        assert annotation["url"].startswith(("http://", "https://"))
        assert re.fullmatch("[0-9a-f]{64}", annotation["sha256"])
        assert not {"text", "title"} & set(annotation)
        facts = json.dumps([annotation[kind] for kind in ("actors", "quotes", "events", "positions")])
        assert all(len(words.split()) == 1 for words in re.findall('"([^"]*)"', facts))


@pytest.mark.parametrize("name", OWN)
def test_own_texts_match_their_hash_and_hold_every_span(name):
    for annotation in annotations(name):
        text = annotation["text"]
        assert hashlib.sha256(text.encode()).hexdigest() == annotation["sha256"]
        spans = [span for actor in annotation["actors"] for span in actor["mentions"]]
        spans += [span for event in annotation["events"] for span in event["triggers"]]
        spans += [position["evidence"] for position in annotation["positions"]]
        assert all(0 <= start < end <= len(text) for start, end in spans)


def test_a_missing_text_is_named_with_its_address(tmp_path):
    with pytest.raises(MissingTextError, match=r"wikinews/\S+ is missing in .* It was taken from https://"):
        list(read_annotated(tmp_path))


def test_another_version_of_a_text_is_an_error(tmp_path):
    (tmp_path / "wikinews").mkdir()
    articles = (json.dumps({"id": annotation["id"], "text": "Edited."}) for annotation in annotations("wikinews"))
    (tmp_path / "wikinews" / "articles.jsonl").write_text("\n".join(articles), encoding="utf-8")
    with pytest.raises(MissingTextError, match="has another hash than"):
        list(read_annotated(tmp_path))


def test_sources_name_the_licence_and_address_of_each_text():
    found = sources()
    assert len(found) == sum(len(annotations(name)) for name in FOREIGN)
    assert all(
        re.fullmatch(r"(Wikinews contributors, CC BY 2.5|kremlin.ru, CC BY 4.0): https?://\S+", s) for s in found
    )


def test_each_fold_has_texts_of_each_kind():
    for name in (*FOREIGN, *OWN):
        assert {fold_of(annotation["id"], 5) for annotation in annotations(name)} == set(range(5))
