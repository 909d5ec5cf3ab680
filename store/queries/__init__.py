"""All queries of the store, as named functions: those that read in this folder, those that write in `writes`.

Filters that take several values mean any of them; an empty one means no filter. Each function sends a constant number
of SQL statements.
"""

from store.queries.actors import (
    ActorSummary,
    AppearanceGroup,
    get_actor,
    get_actors,
    get_appearance,
    list_actors,
    list_actors_by_key,
    list_appearance_groups,
    list_appearances,
    list_leading_actors,
    list_roles,
    list_spellings,
)
from store.queries.api_keys import get_api_key, has_api_keys, list_api_keys
from store.queries.articles import (
    get_article,
    get_brief,
    get_length,
    get_stored_ids,
    has_articles,
    list_articles,
    list_texts,
)
from store.queries.crossbrief import CrossBrief, get_cross_brief
from store.queries.facts import get_event, get_position, get_quote, list_events, list_positions, list_quotes
from store.queries.issues import IssueDetail, get_issue, list_issues, list_issues_by_id_or_slug
from store.queries.jobs import get_job, get_job_of_article, get_jobs, list_jobs
from store.queries.matrix import MAX_POSITIONS, Cell, Matrix, get_matrix
from store.queries.network import list_event_ties, list_stance_ties
from store.queries.occurrences import (
    OccurrenceSummary,
    ReportedEvent,
    get_last_in_blocks,
    get_occurrence,
    list_events_in_blocks,
    list_events_of_occurrences,
    list_occurrences,
    list_occurrences_by_pk,
    list_occurrences_of_article,
    list_reports,
)
from store.queries.paging import Cursor, Page, Paging, WrongCursorError
from store.queries.requests import get_request
from store.queries.reviews import QueuedFact, count_agreement, list_unreviewed, list_unreviewed_of, tally_reviews
from store.queries.revisions import get_last_number, get_revision, list_revisions
from store.queries.search.search import list_hits
from store.queries.tables import MAX_COUNT, TABLES, Row, count_all, list_filled_tables, list_rows
from store.queries.writes.articles import add_articles, add_missing_keys, delete_article, delete_other_keys
from store.queries.writes.facts import (
    MODELS,
    FactEntity,
    delete_fact,
    get_appearances_of,
    get_fact,
    get_quote_of,
    list_events_to_date,
    list_facts_at,
    list_uses,
    set_figures,
    set_mentions,
    set_participants,
)
from store.queries.writes.occurrences import (
    add_occurrences,
    delete_blocks,
    delete_occurrences,
    move_events,
)
from store.queries.writes.requests import add_answer, delete_old_requests, delete_request
from store.queries.writes.tables import add_rows

__all__ = [
    "MAX_COUNT",
    "MAX_POSITIONS",
    "MODELS",
    "TABLES",
    "ActorSummary",
    "AppearanceGroup",
    "Cell",
    "CrossBrief",
    "Cursor",
    "FactEntity",
    "IssueDetail",
    "Matrix",
    "OccurrenceSummary",
    "Page",
    "Paging",
    "QueuedFact",
    "ReportedEvent",
    "Row",
    "WrongCursorError",
    "add_answer",
    "add_articles",
    "add_missing_keys",
    "add_occurrences",
    "add_rows",
    "count_agreement",
    "count_all",
    "delete_article",
    "delete_blocks",
    "delete_fact",
    "delete_occurrences",
    "delete_old_requests",
    "delete_other_keys",
    "delete_request",
    "get_actor",
    "get_actors",
    "get_api_key",
    "get_appearance",
    "get_appearances_of",
    "get_article",
    "get_brief",
    "get_cross_brief",
    "get_event",
    "get_fact",
    "get_issue",
    "get_job",
    "get_job_of_article",
    "get_jobs",
    "get_last_in_blocks",
    "get_last_number",
    "get_length",
    "get_matrix",
    "get_occurrence",
    "get_position",
    "get_quote",
    "get_quote_of",
    "get_request",
    "get_revision",
    "get_stored_ids",
    "has_api_keys",
    "has_articles",
    "list_actors",
    "list_actors_by_key",
    "list_api_keys",
    "list_appearance_groups",
    "list_appearances",
    "list_articles",
    "list_event_ties",
    "list_events",
    "list_events_in_blocks",
    "list_events_of_occurrences",
    "list_events_to_date",
    "list_facts_at",
    "list_filled_tables",
    "list_hits",
    "list_issues",
    "list_issues_by_id_or_slug",
    "list_jobs",
    "list_leading_actors",
    "list_occurrences",
    "list_occurrences_by_pk",
    "list_occurrences_of_article",
    "list_positions",
    "list_quotes",
    "list_reports",
    "list_revisions",
    "list_roles",
    "list_rows",
    "list_spellings",
    "list_stance_ties",
    "list_texts",
    "list_unreviewed",
    "list_unreviewed_of",
    "list_uses",
    "move_events",
    "set_figures",
    "set_mentions",
    "set_participants",
    "tally_reviews",
]
