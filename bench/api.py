"""How many requests for a filtered list a second the service answers. Run by hand: python -m bench.api"""

import hashlib
import tempfile
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles

import click
import orjson
from tqdm import tqdm

from bench import machine, server
from ontology.enums import ActorType, ArticleStatus, FactStatus, QuoteKind
from ontology.span import Grounder
from services import ids, migrate
from store.engine import make_engine, make_sessions
from store.models import Actor, Article, Quote

ARTICLES = 100
SPEAKERS = 10
SENTENCES = 4  # of each speaker in an article
LIMIT = 50

_WORDS = "the talks will go on until both sides agree on a date for the troops to leave".split()
_SAID = " said that "
_START = datetime(2021, 7, 1, tzinfo=UTC)


@click.command()
@click.option("--connections", default=4, show_default=True, type=click.IntRange(1, 32), help="Clients at a time.")
@click.option("--rounds", default=5, show_default=True, type=click.IntRange(1, 10))
@click.option("--seconds", default=3.0, show_default=True, type=click.FloatRange(0.5, 5), help="Length of a round.")
def main(connections: int, rounds: int, seconds: float) -> None:
    """Requests a second of GET /v1/quotes?speaker=...&limit=50, and of GET /healthz beside it.

    The service runs as `communique serve` starts it, on a temporary SQLite file of 4,000 quotes. The load comes
    from this process: a thread for each keep-alive connection, each sending its next request when the answer to
    the last one is read. The figures are medians of the rounds; a first round does not count.
    """
    click.echo(machine.describe())
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.sqlite3'}"
        speaker, quotes = fill(url)
        click.echo(f"{quotes:,} quotes by {SPEAKERS} speakers in {ARTICLES} articles, {connections} connections")
        paths = {"quotes": f"/v1/quotes?speaker={speaker}&limit={LIMIT}", "healthz": "/healthz"}
        with server.running(url) as there:
            status, body = server.request(there.connect(), "GET", paths["quotes"])
            if status != 200 or len(orjson.loads(body)["items"]) != LIMIT:
                raise click.ClickException(f"The list answered {status}: {body[:200]!r}")
            measured: dict[str, list[list[float]]] = {name: [] for name in paths}
            for number in tqdm(range(rounds + 1), leave=False, disable=None):
                for name, path in paths.items():
                    latencies = load(there, path, connections, seconds if number else 1.0)
                    if number:
                        measured[name].append(latencies)
            now, highest = there.memory_mib()
    click.echo(f"a page of {LIMIT} quotes is {len(body):,} bytes")
    for name, each in measured.items():
        per_second = median(len(latencies) / seconds for latencies in each)
        centiles = [quantiles(latencies, n=100) for latencies in each]
        half, most = (1000 * median(c[i] for c in centiles) for i in (49, 98))
        click.echo(f"{name:8}{per_second:10,.0f} requests/s, median {half:.1f} ms, 99th percentile {most:.1f} ms")
    click.echo(f"memory of the server: {now:.0f} MiB resident, highest {highest:.0f} MiB")


def fill(url: str) -> tuple[str, int]:
    """Make a database of quotes; the id of one of its speakers, and the number of quotes."""
    engine = make_engine(url)
    migrate.upgrade(engine)
    with make_sessions(engine)() as session:
        speakers = [_speaker(number) for number in range(SPEAKERS)]
        session.add_all(speakers)
        session.add_all(_article(number, speakers) for number in range(ARTICLES))
        session.commit()
    engine.dispose()
    return speakers[0].id, ARTICLES * SENTENCES * SPEAKERS


def _speaker(number: int) -> Actor:
    name = f"Speaker {number}"
    return Actor(
        id=ids.local_actor_id("bench", ActorType.PERSON, name),
        type=ActorType.PERSON,
        name=name,
        created_at=_START,
        updated_at=_START,
    )


def _article(number: int, speakers: list[Actor]) -> Article:
    """An article in which every speaker says some sentences, each of its own length."""
    sentences = []
    for i in range(SENTENCES * len(speakers)):
        said = " ".join(_WORDS[(i + k) % len(_WORDS)] for k in range(8 + (7 * i + number) % 17))
        sentences.append(f"{speakers[i % len(speakers)].name}{_SAID}{said}.")
    text = "\n".join([f"Report {number}.", *sentences])
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    stamp = _START + timedelta(hours=number)
    article = Article(
        id=ids.article_id(sha256),
        text=text,
        text_sha256=sha256,
        title=f"Report {number}",
        language="en",
        status=ArticleStatus.READY,
        engine="bench",
        dates=(),
        warnings=(),
        quotes=[],
        created_at=stamp,
        updated_at=stamp,
    )
    spans = Grounder(text)
    start = text.index("\n") + 1
    for i, sentence in enumerate(sentences):
        article.quotes.append(_quote(article, speakers[i % len(speakers)], spans, start, start + len(sentence)))
        start += len(sentence) + 1
    return article


def _quote(article: Article, speaker: Actor, spans: Grounder, start: int, end: int) -> Quote:
    """The quote in the sentence article.text[start:end]."""
    cue = start + len(speaker.name) + 1
    content = spans.span(start + len(speaker.name) + len(_SAID), end - 1)
    return Quote(
        id=ids.quote_id(article.id, (content,)),
        kind=QuoteKind.INDIRECT,
        speaker=speaker,
        speaker_mention=spans.span(start, cue - 1),
        cue=spans.span(cue, cue + len("said")),
        content=(content,),
        start=content.start,
        text=content.exact,
        confidence=0.8,
        status=FactStatus.MACHINE,
        created_at=article.created_at,
        updated_at=article.updated_at,
    )


def load(there: server.Server, path: str, connections: int, seconds: float) -> list[float]:
    """Send requests for so many seconds; the seconds that each answer took."""
    latencies: list[float] = []
    problems: list[str] = []
    end = time.perf_counter() + seconds

    def client() -> None:
        connection = there.connect()
        while (start := time.perf_counter()) < end and not problems:
            try:
                status, _ = server.request(connection, "GET", path)
            except OSError as error:
                problems.append(str(error))
                return
            if status != 200:
                problems.append(f"status {status}")
            latencies.append(time.perf_counter() - start)
        connection.close()

    threads = [threading.Thread(target=client) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if problems:
        raise click.ClickException(f"GET {path}: {problems[0]}")
    return latencies


if __name__ == "__main__":
    main()
