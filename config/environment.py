"""The environment's variables as typed values; what is missing or wrong stops the start and is named."""

from __future__ import annotations

import json
import os
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_TRUE = frozenset({"1", "true", "yes", "on"})
_FALSE = frozenset({"0", "false", "no", "off"})


def text(name: str, default: str | None = None, *, at_least: int = 1) -> str:
    """The variable's text, or the default when it is unset or empty; without a default it is required.

    at_least: how many characters it must have.
    """
    value = os.environ.get(name, "") or default
    if value is None:
        raise ImproperlyConfigured(f"{name} is not set. Every variable is explained in .env.example.")
    if value and len(value) < at_least:
        raise ImproperlyConfigured(f"{name} has {len(value)} characters; it needs at least {at_least}.")
    return value


def choice(name: str, allowed: tuple[str, ...], default: str) -> str:
    """One of the allowed words."""
    value = text(name, default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} is {value!r}; it may be {' or '.join(allowed)}.")
    return value


def flag(name: str, *, default: bool) -> bool:
    """Yes or no."""
    value = text(name, "yes" if default else "no").lower()
    if value not in _TRUE | _FALSE:
        raise ImproperlyConfigured(f"{name} is {value!r}; it may be yes or no.")
    return value in _TRUE


def integer(name: str, default: int, *, at_least: int = 0) -> int:
    """A whole number that is at least so much."""
    value = text(name, str(default))
    if not value.isdecimal() or int(value) < at_least:
        raise ImproperlyConfigured(f"{name} is {value!r}; it must be a whole number, {at_least} or more.")
    return int(value)


def words(name: str, default: str | None = None) -> list[str]:
    """A list written with commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def records(name: str, keys: frozenset[str]) -> list[dict[str, str]]:
    """A list of objects in JSON, each with exactly these keys and texts as values; none by default."""
    try:
        found = json.loads(text(name, "[]"))
    except ValueError:
        found = None
    if not isinstance(found, list) or not all(
        isinstance(one, dict) and one.keys() == keys and all(isinstance(value, str) for value in one.values())
        for one in found
    ):
        raise ImproperlyConfigured(f"{name} is not a list in JSON of objects with {', '.join(sorted(keys))}.")
    return found


def database(name: str) -> dict[str, Any]:
    """Django's settings for a PostgreSQL address: postgresql://role:password@host:port/database?sslmode=verify-full.

    A socket's folder is given as ?host=/folder. What follows the question mark goes to libpq.
    """
    value = text(name)
    parts = urlsplit(value)
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    database_name = unquote(parts.path.removeprefix("/"))
    if parts.scheme not in ("postgresql", "postgres") or not database_name or not parts.username:
        raise ImproperlyConfigured(f"{name} is not an address like postgresql://role:password@host/database.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database_name,
        "USER": unquote(parts.username),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(_port(name, parts.netloc) or ""),
        "OPTIONS": {"connect_timeout": 5, **options},
    }


def redis(name: str) -> tuple[str, str]:
    """The addresses of the broker and of the cache, for Celery and for Django.

    redis://host:6379/0 or, for a socket, unix:///folder/socket?db=0. The cache has the database after the broker's,
    so that emptying it leaves the broker alone.
    """
    value = text(name)
    parts = urlsplit(value)
    number = dict(parse_qsl(parts.query)).get("db", "0") if parts.scheme == "unix" else parts.path.lstrip("/") or "0"
    if parts.scheme not in ("redis", "rediss", "unix") or not number.isdecimal():
        raise ImproperlyConfigured(f"{name} is not an address like redis://host:6379/0 or unix:///folder/socket?db=0.")
    cache = int(number) + 1
    if parts.scheme == "unix":
        return f"redis+socket://{parts.path}?virtual_host={number}", f"unix://{parts.path}?db={cache}"
    _port(name, parts.netloc)
    query = f"?{parts.query}" if parts.query else ""
    server = f"{parts.scheme}://{parts.netloc}"
    return f"{server}/{number}{query}", f"{server}/{cache}{query}"


def _port(name: str, netloc: str) -> int | None:
    try:
        return urlsplit(f"//{netloc}").port
    except ValueError:
        raise ImproperlyConfigured(f"{name} has a port that is not a number.") from None


def become_owner() -> None:
    """Let this process use the database as its owner, who alone may change tables."""
    os.environ["DATABASE_URL"] = text("DATABASE_OWNER_URL")
