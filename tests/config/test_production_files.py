"""Tests of docker-compose.yml, .env.example and Dockerfile against each other and against the settings."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from config import gunicorn, probe
from embedded.places import PROJECT

COMPOSE = (PROJECT / "docker-compose.yml").read_text()
EXPLAINED = set(re.findall(r"^(?:# )?([A-Z_]+)=", (PROJECT / ".env.example").read_text(), re.MULTILINE))
# Every variable that our own code reads.
READ = re.compile(r'(?:environment\.\w+\(|environ(?:\.get\(|\[))\s*"([A-Z_]+)"')
NOT_OURS = {"DJANGO_SETTINGS_MODULE"}


def services() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(COMPOSE)["services"]
    return found


def test_every_variable_that_compose_asks_for_is_explained() -> None:
    assert set(re.findall(r"\$\{([A-Z_]+)", COMPOSE)) <= EXPLAINED


def test_every_variable_that_the_code_reads_is_explained() -> None:
    files = [*(PROJECT / "config").glob("*.py"), *(PROJECT / "embedded").glob("*.py"), PROJECT / "manage.py"]

    read = {name for file in files for name in READ.findall(file.read_text())}

    assert read - NOT_OURS <= EXPLAINED


def test_each_process_works_as_its_own_role() -> None:
    roles = {
        name: re.findall(r"postgresql://(\w+):", str(service.get("environment", {})))
        for name, service in services().items()
    }

    assert roles == {
        "migrate": ["owner"],
        "web": ["web"],
        "worker": ["worker"],
        "beat": ["worker"],
        "postgres": [],
        "redis": [],
    }


def test_nothing_starts_before_the_tables_are_there() -> None:
    for name in ("web", "worker", "beat"):
        assert services()[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


def test_every_file_that_compose_mounts_exists() -> None:
    mounted = [volume.split(":")[0] for volume in services()["postgres"]["volumes"] if volume.startswith("./")]

    assert len(mounted) == 3
    assert [name for name in mounted if not (PROJECT / name).is_file()] == []


def test_the_image_runs_as_nobody_in_particular() -> None:
    last_stage = (PROJECT / "Dockerfile").read_text().rpartition("\nFROM ")[2]

    assert "\nUSER 10001\n" in last_stage


def test_secrets_stay_out_of_the_image() -> None:
    assert ".*" in (PROJECT / ".dockerignore").read_text().splitlines()


def test_the_web_process_keeps_no_log_of_addresses() -> None:
    assert gunicorn.accesslog is None


def test_the_probe_finds_no_product_where_none_runs(tmp_path: Path) -> None:
    assert not probe.works(f"file://{tmp_path}/nothing", "hemvag.example.org")


def test_the_probe_asks_for_the_products_own_name(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    class Answer:
        status = 200

        def __enter__(self) -> "Answer":
            return self

        def __exit__(self, *_: object) -> None:
            pass

    class Opener:
        def open(self, request: Any, timeout: int) -> Answer:
            asked.append(request.get_header("Host"))
            return Answer()

    monkeypatch.setattr(probe.urllib.request, "build_opener", lambda *_: Opener())

    assert probe.works(probe.ADDRESS, "hemvag.example.org")
    assert asked == ["hemvag.example.org"]
