"""The log: one line for each message, JSON for machines, readable on a terminal, without keys."""

import json
import logging
import re
from typing import Any, TextIO

import orjson
import structlog
from flask import has_request_context
from structlog.typing import EventDict, Processor, WrappedLogger

from api.middleware.request_log import request_info

_KEY = re.compile(r"(cmq_[a-z2-7]{16})_[A-Za-z0-9_-]{43}")


def configure(stream: TextIO) -> None:
    """Send all log messages of this process to a stream: structlog's, and those of libraries."""
    # Plain tracebacks, and no values of variables: they may be a key or a text.
    tracebacks = structlog.dev.plain_traceback
    render: list[Processor] = (
        [structlog.dev.ConsoleRenderer(exception_formatter=tracebacks)]
        if stream.isatty()
        else [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(_dumps)]
    )
    first: list[Processor] = [
        _add_request_id,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*first, *render, _without_keys],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(stream),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=first,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *render, _without_keys],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)


def _add_request_id(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    if has_request_context():
        event.setdefault("request_id", request_info().request_id)
    return event


def _dumps(event: EventDict, **_kwargs: Any) -> str:
    try:
        return orjson.dumps(event).decode()
    except TypeError:  # half a surrogate pair, or an object of a library
        return json.dumps(event, default=repr)


def _without_keys(_logger: WrappedLogger, _name: str, line: Any) -> str:
    """Remove the secrets of keys from a line: the last step, whatever message has one."""
    return _KEY.sub(r"\1_...", line)
