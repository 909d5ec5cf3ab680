"""Pages for reviewers: facts, what to review next, and actors and issues across articles."""

from api.reader.review import facts, queue, records

__all__ = ["facts", "queue", "records"]
