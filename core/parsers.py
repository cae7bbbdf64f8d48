"""What the API reads: JSON in UTF-8. Django sees to it that it is no larger than a form may be."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import IO, Any

from rest_framework import parsers
from rest_framework.exceptions import ParseError
from rest_framework.utils.json import strict_constant


class JSONParser(parsers.JSONParser):
    """Refuses also what is nested too deep, and halves of characters, which no answer could repeat and no row hold."""

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        """What was sent. Raises: ParseError."""
        try:
            found = json.loads(stream.read().decode(), parse_constant=strict_constant)
            json.dumps(found, ensure_ascii=False).encode()
        except (ValueError, RecursionError) as error:
            raise ParseError("the body is not JSON in UTF-8") from error
        return found
