"""Targets of requests: the URL, and the host that it names."""

import re
from collections.abc import Mapping
from typing import Any

from api.http.problems import ProblemError

_MAX_URL_BYTES = 8190  # as most servers have it
_HOST = re.compile(r"(?:[A-Za-z0-9._-]{1,255}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{0,5})?")


def check_target(environ: Mapping[str, Any]) -> None:
    """Check the URL and the header Host, which a server hands on as they came.

    Raises a 400 for a Host that is missing, malformed or given twice, a 404 for a path that begins with two slashes
    and a 414 for a URL that is too long without its host.
    """
    path = environ["PATH_INFO"]
    if len(path) + len(environ["QUERY_STRING"]) >= _MAX_URL_BYTES:
        raise ProblemError(414, f"The URL is longer than {_MAX_URL_BYTES} bytes.")
    host = environ.get("HTTP_HOST", "")
    if not host:
        if environ["SERVER_PROTOCOL"] == "HTTP/1.1":
            raise ProblemError(400, "The header Host is missing or empty.")
    elif not _HOST.fullmatch(host):  # servers join two headers with a comma
        raise ProblemError(400, "The Host header must occur once and have a name or an address, with an optional port.")
    if path.startswith("//"):  # Flask would take it for one slash
        raise ProblemError(404, "No path begins with two slashes.")


def host_name(environ: Mapping[str, Any]) -> str:
    """Return the host that a checked request names, in lower case and without its port."""
    return _host_name(environ.get("HTTP_HOST", ""))


def _host_name(host: str) -> str:
    return re.sub(r":[0-9]*$", "", host).removesuffix(".").lower()
