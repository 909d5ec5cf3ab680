"""Settings of the service, from its environment."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_network
from typing import Self

from limits import RateLimitItem, parse_many

_DATABASE_URL = "sqlite:///communique.sqlite3"
_READS = "600 per minute"
_WRITES = "120 per minute"
_ORIGIN = re.compile(r"\*|https?://[a-z0-9.-]+(:[0-9]{1,5})?|https?://\[[0-9a-f:]+\](:[0-9]{1,5})?")

_HOST = re.compile(r"[a-z0-9._-]+|\[[0-9a-f:]+\]")


class SettingsError(ValueError):
    """An invalid variable of the environment; the message names it and says what would be valid."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings that the README lists, with their defaults."""

    database_url: str
    read_limit: RateLimitItem | None
    write_limit: RateLimitItem | None
    cors_origins: frozenset[str]
    hosts: frozenset[str]
    proxies: int
    idle_timeout: int
    """Seconds that a client may send or take nothing."""
    body_timeout: int
    """Seconds that a body may take."""
    feed_retention: timedelta
    """The time for which the feed keeps changes."""
    webhook_networks: tuple[str, ...]
    """Networks that are not on the public internet and that webhooks may reach."""

    @classmethod
    def load(cls, environment: Mapping[str, str]) -> Self:
        """Read the settings from an environment, with defaults for missing ones; raises SettingsError."""
        return cls(
            database_url=_database_url(environment.get("DATABASE_URL") or _DATABASE_URL),
            read_limit=_limit(environment, "COMMUNIQUE_RATE_LIMIT", _READS),
            write_limit=_limit(environment, "COMMUNIQUE_WRITE_LIMIT", _WRITES),
            cors_origins=_origins(environment, "COMMUNIQUE_CORS_ORIGINS"),
            hosts=_hosts(environment, "COMMUNIQUE_HOSTS"),
            proxies=_proxies(environment, "COMMUNIQUE_PROXIES"),
            idle_timeout=_seconds(environment, "COMMUNIQUE_IDLE_TIMEOUT", 30),
            body_timeout=_seconds(environment, "COMMUNIQUE_BODY_TIMEOUT", 60),
            feed_retention=_days(environment, "COMMUNIQUE_FEED_DAYS", 90),
            webhook_networks=_networks(environment, "COMMUNIQUE_WEBHOOK_NETWORKS"),
        )


def _database_url(url: str) -> str:
    scheme, separator, rest = url.partition("://")
    database, _, driver = scheme.partition("+")
    if database not in ("sqlite", "postgres", "postgresql") or driver not in ("", "psycopg", "pysqlite"):
        found = f"is for {scheme}" if separator else "is no URL"  # not the rest, which may have a password in it
        raise SettingsError(
            f"DATABASE_URL {found}; it must be like sqlite:///communique.sqlite3 or "
            "postgresql://user:password@host/database."
        )
    return f"{'sqlite' if database == 'sqlite' else 'postgresql+psycopg'}{separator}{rest}"


def _limit(environment: Mapping[str, str], name: str, default: str) -> RateLimitItem | None:
    value = environment.get(name, default).strip()
    if not value:
        return None
    try:
        (limit,) = parse_many(value)
    except ValueError as error:
        raise SettingsError(f"{name} is {value!r}; it must be like {default!r}, or empty for no limit.") from error
    if limit.amount == 0:
        raise SettingsError(f"{name} allows no request; it must be like {default!r}, or empty for no limit.")
    return limit


def _origins(environment: Mapping[str, str], name: str) -> frozenset[str]:
    origins = environment.get(name, "").split()
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            raise SettingsError(
                f"{name} has {origin!r}; origins are like https://reader.example, without a path, "
                "with spaces between them, or * for all."
            )
    return frozenset(origins)


def _hosts(environment: Mapping[str, str], name: str) -> frozenset[str]:
    hosts = environment.get(name, "").split()
    for host in hosts:
        if not _HOST.fullmatch(host):
            raise SettingsError(
                f"{name} has {host!r}; hosts are like reader.example, in lower case and without a port, with spaces "
                "between them."
            )
    return frozenset(hosts)


def _proxies(environment: Mapping[str, str], name: str) -> int:
    value = environment.get(name, "").strip() or "0"
    if not re.fullmatch("[0-9]", value):
        raise SettingsError(f"{name} is {value!r}; it must be the number of proxies in front, 0 to 9.")
    return int(value)


def _seconds(environment: Mapping[str, str], name: str, default: int) -> int:
    value = environment.get(name, "").strip() or str(default)
    if not re.fullmatch("[1-9][0-9]{0,3}", value):
        raise SettingsError(f"{name} is {value!r}; it must be a number of seconds, 1 to 9999.")
    return int(value)


def _days(environment: Mapping[str, str], name: str, default: int) -> timedelta:
    value = environment.get(name, "").strip() or str(default)
    if not re.fullmatch("[1-9][0-9]{0,3}", value):
        raise SettingsError(f"{name} is {value!r}; it must be a number of days, 1 to 9999.")
    return timedelta(days=int(value))


def _networks(environment: Mapping[str, str], name: str) -> tuple[str, ...]:
    networks = tuple(environment.get(name, "").split())
    for network in networks:
        try:
            ip_network(network)
        except ValueError as error:
            raise SettingsError(
                f"{name} has {network!r}; networks are like 10.0.0.0/8 or fd00::/8, with spaces between them."
            ) from error
    return networks
