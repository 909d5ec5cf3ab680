from importlib.resources import files

from services import seed
from store import queries
from tests.factories import create_article


def test_seeds_are_extracted_by_the_service(session, reader):
    (article,) = seed.seed(session)

    brief = queries.get_brief(reader, article.id)
    assert brief.title == brief.text.partition("\n")[0]
    assert (brief.published_at, brief.published_at_basis, brief.publisher) == ("2021-07", "inferred", None)
    assert brief.appearances
    assert brief.quotes
    spans = [mention.span for appearance in brief.appearances for mention in appearance.mentions]
    spans += [span for quote in brief.quotes for span in quote.content]
    assert [brief.text[span.start : span.end] for span in spans] == [span.exact for span in spans]


def test_store_with_articles_is_left_alone(session, reader):
    create_article(session)

    assert seed.seed(session) == []
    assert len(queries.list_articles(reader, limit=10).items) == 1


def test_every_seed_has_a_text_and_metadata():
    names = {file.name for file in files("seeds").iterdir() if not file.name.startswith("_")}

    assert names == {f"{name.partition('.')[0]}{end}" for name in names for end in (".txt", ".json")}
