"""The technical log: one JSON object per line, without personal data."""

from __future__ import annotations

import json
import logging
import re
from datetime import UTC, datetime

from core import request_id

# Ten or twelve digits, or twelve letters and digits of a reserve number, as an identity number is written.
_IDENTITY = re.compile(r"(?<![0-9A-Za-z])(?:\d{2})?\d{2}[0-9]{4}[-+]?[0-9A-Z]{3}[0-9A-Z](?![0-9A-Za-z])")
# PostgreSQL explains an error with the row that caused it.
_DATABASE_DETAIL = re.compile(r"^(?:DETAIL|CONTEXT|LINE \d+):.*$", re.MULTILINE)


def without_personal_data(text: str) -> str:
    """The text without what resembles an identity number and without the database's quotations of rows."""
    return _IDENTITY.sub("[identity]", _DATABASE_DETAIL.sub("[detail]", text))


class JsonFormatter(logging.Formatter):
    """A line of the log: when, how bad, who says it, what, in which request, and the trace of a fault.

    A record's `facts` (extra={"facts": {...}}) are written as they are: the caller vouches for them.
    """

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": without_personal_data(record.getMessage()),
        }
        if number := request_id.current():
            line["request_id"] = number
        if facts := getattr(record, "facts", None):
            line["facts"] = facts
        if record.exc_info:
            line["trace"] = without_personal_data(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False, default=str)
