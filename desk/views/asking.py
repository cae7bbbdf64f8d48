"""What a request asked for, as the key of a request is held to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest


def fingerprint(request: HttpRequest, asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """Which action, and what was typed for it: a key comes with the same again (discharge/services/keys.py)."""
    return {"path": request.path, **{name: value for name, value in asked.items() if name != "key"}}
