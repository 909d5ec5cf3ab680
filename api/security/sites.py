"""Sites whose pages may make a browser send requests here, and names that a browser may know the service by.

A browser sends requests for any page it shows, also to services on the user's own machine. Where no key protects
the service, a page of another site could write to it; one whose name leads here (DNS rebinding) could read it, too.
"""

from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any

from api.http.codes import Code
from api.http.problems import ProblemError
from api.security.targets import host_name
from api.settings import Settings

_OWN = ("same-origin", "none")  # none: the user, not a page


class Sites:
    """The sites that the settings name."""

    def __init__(self, settings: Settings) -> None:
        self._hosts, self._origins = settings.hosts, settings.cors_origins

    def check_host(self, environ: Mapping[str, Any]) -> None:
        """Raise a 403 for a request under a name that neither means this machine nor is in the settings.

        A request of HTTP/1.0 may have no name; no browser sends such.
        """
        name = host_name(environ)
        if name and name not in self._hosts and not _is_loopback(name):
            raise ProblemError(
                403,
                f"Without a key the service answers to names of its own machine only, not to {name}. Use localhost, "
                "add the name to COMMUNIQUE_HOSTS, or make a key.",
                code=Code.FOREIGN_SITE,
            )

    def check_sender(self, environ: Mapping[str, Any]) -> None:
        """Raise a 403 for a request that a page of a foreign site sends; the settings name sites that are not."""
        if environ.get("HTTP_ORIGIN") not in self._origins and _is_foreign(environ):
            raise ProblemError(
                403,
                "A page of another site may write only with a key in Authorization, or if COMMUNIQUE_CORS_ORIGINS "
                "names its origin.",
                code=Code.FOREIGN_SITE,
            )


def check_own(environ: Mapping[str, Any]) -> None:
    """Raise a 403 for a request that a page of any other site sends."""
    if _is_foreign(environ):
        detail = "Only pages of this service may send this form."
        raise ProblemError(403, detail, code=Code.FOREIGN_SITE)


def _is_foreign(environ: Mapping[str, Any]) -> bool:
    """Return whether a browser sends the request for a page that the service has not made."""
    fetched_by = environ.get("HTTP_SEC_FETCH_SITE")
    if fetched_by is not None:
        return fetched_by not in _OWN
    origin = environ.get("HTTP_ORIGIN")  # older browsers, and all of them over HTTP from other machines
    return origin is not None and origin.partition("://")[2] != environ.get("HTTP_HOST", "").lower()


def _is_loopback(name: str) -> bool:
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False
