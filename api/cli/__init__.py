"""The command line: a module for each group of commands.

What imports the language engine is imported where it is used: it takes a second, and --help should not.
"""

import click

from api.cli import backfill, bulk, evaluate, extract, jobs, keys, mirror, reread, service


@click.group(epilog="The database is DATABASE_URL, by default communique.sqlite3 in the working folder.")
def main() -> None:
    """Structured geopolitical briefs from news articles and official statements."""


for command in (
    service.serve,
    service.migrate,
    service.seed,
    extract.extract,
    evaluate.evaluate,
    backfill.backfill,
    bulk.import_,
    bulk.export,
    bulk.relink,
    mirror.mirror,
    reread.reread,
    keys.keys,
    jobs.worker,
    jobs.jobs,
):
    main.add_command(command)
