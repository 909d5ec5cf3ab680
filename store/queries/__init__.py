"""Every question asked of the store, as a named function. Lists come in keyset pages.

Filters that take several values mean any of them; an empty one means no filter. Each function does a constant
number of SQL statements.
"""

from store.queries.actors import (
    ActorSummary,
    Telling,
    actors_by_id,
    actors_by_key,
    get_actor,
    keep_keys,
    list_actors,
    list_appearances,
    list_roles,
    list_spellings,
    tellings_of,
)
from store.queries.articles import (
    delete_article,
    get_article,
    get_brief,
    get_texts,
    has_articles,
    list_articles,
    stored_among,
)
from store.queries.crossbrief import CrossBrief, get_cross_brief
from store.queries.dump import TABLES, Row, fill_table, filled_tables, read_table, restart_counters
from store.queries.facts import get_event, get_position, get_quote, list_events, list_positions, list_quotes
from store.queries.issues import IssueDetail, IssueSummary, get_issue, known_issues, list_issues
from store.queries.jobs import get_job, get_job_of, get_jobs, list_jobs
from store.queries.keys import get_key, has_keys, list_keys
from store.queries.matrix import MOST_READ, Cell, Matrix, get_matrix
from store.queries.network import list_event_ties, list_stance_ties
from store.queries.overview import MOST_COUNTED, count_all, leading_actors
from store.queries.paging import Cursor, Page, WrongCursorError
from store.queries.requests import answer_request, forget_request, forget_requests, get_request
from store.queries.search.search import Hit, search
from store.queries.storing import add_articles

__all__ = [
    "MOST_COUNTED",
    "MOST_READ",
    "TABLES",
    "ActorSummary",
    "Cell",
    "CrossBrief",
    "Cursor",
    "Hit",
    "IssueDetail",
    "IssueSummary",
    "Matrix",
    "Page",
    "Row",
    "Telling",
    "WrongCursorError",
    "actors_by_id",
    "actors_by_key",
    "add_articles",
    "answer_request",
    "count_all",
    "delete_article",
    "fill_table",
    "filled_tables",
    "forget_request",
    "forget_requests",
    "get_actor",
    "get_article",
    "get_brief",
    "get_cross_brief",
    "get_event",
    "get_issue",
    "get_job",
    "get_job_of",
    "get_jobs",
    "get_key",
    "get_matrix",
    "get_position",
    "get_quote",
    "get_request",
    "get_texts",
    "has_articles",
    "has_keys",
    "keep_keys",
    "known_issues",
    "leading_actors",
    "list_actors",
    "list_appearances",
    "list_articles",
    "list_event_ties",
    "list_events",
    "list_issues",
    "list_jobs",
    "list_keys",
    "list_positions",
    "list_quotes",
    "list_roles",
    "list_spellings",
    "list_stance_ties",
    "read_table",
    "restart_counters",
    "search",
    "stored_among",
    "tellings_of",
]
