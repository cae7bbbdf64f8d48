"""The API's description is complete: it is made without a warning, and is valid OpenAPI."""

from pathlib import Path

from django.core.management import call_command


def test_the_description_is_made_without_warnings(tmp_path: Path) -> None:
    file = tmp_path / "schema.yml"

    call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(file))

    assert "/api/v1/notices/{ref}/acknowledge/" in file.read_text(encoding="utf-8")
