"""The repository as a whole: locks, the one command, layers, and what no file may say."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = sorted((ROOT / "requirements").glob("*.lock"))

# Imports point downwards. Packages on one line may not import each other.
LAYERS = [
    ("config",),
    ("desk",),
    ("liability",),
    ("sip",),
    ("discharge",),
    ("agreements", "notifications"),
    ("accounts",),
    ("core",),
    ("rules",),
]
BESIDE = {"benchmarks", "embedded", "tests", "tools"}  # no part of the product


def files() -> Iterator[Path]:
    """Every file of the repository, tracked or about to be: what .gitignore does not name."""
    ignored = {line.strip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()} | {".git"}
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in ignored]
        for name in names:
            if name not in ignored and not name.endswith((".pyc", ".coverage")) and not name.startswith(".coverage."):
                yield Path(folder) / name


def texts(*patterns: str) -> Iterator[tuple[Path, str]]:
    for file in files():
        if not patterns or any(file.match(pattern) for pattern in patterns):
            try:
                yield file.relative_to(ROOT), file.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue  # a picture or a font


def places(pattern: str, *files_matching: str) -> list[str]:
    return [
        f"{file}:{number}"
        for file, text in texts(*files_matching)
        for number, line in enumerate(text.splitlines(), start=1)
        if re.search(pattern, line)
    ]


def asked_for() -> dict[str, list[str]]:
    extras: dict[str, list[str]] = PROJECT["project"].get("optional-dependencies", {})
    return {"": PROJECT["project"]["dependencies"], **extras}


def plain_name(requirement: str) -> str:
    return re.split(r"[\[<>=~! ]", requirement)[0].lower().replace("_", "-").replace(".", "-")


def test_no_lock_or_configuration_names_a_registry_or_an_index_option() -> None:
    configuration = ["*.lock", "*.toml", "*.cfg", "*.ini", "Makefile", "Dockerfile", "*.yml", "run", "environment.py"]

    assert places(r"(?<!no-emit-)(index[-_]url|find[-_]links|trusted[-_]host)|--no-index", *configuration) == []
    assert places(r"://", "*.lock", "*.toml", "Makefile", "run") == []


def test_each_dependency_stands_on_a_line_of_its_own_with_its_reason() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    reasoned = [match[1] for line in lines if (match := re.fullmatch(r'    "([^"]+[<>=~][^"]+)",  # \S.{9,}', line))]

    assert reasoned == [requirement for requirements in asked_for().values() for requirement in requirements]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_each_package_of_a_lock_has_one_version_and_hashes(lock: Path) -> None:
    entries = lock.read_text(encoding="utf-8").replace("\\\n", "").splitlines()
    pinned = [entry for entry in entries if re.match(r"\w", entry)]

    assert pinned
    assert [entry for entry in pinned if not re.match(r"[a-z0-9-]+==\S+ +--hash=sha256:[0-9a-f]{64}\b", entry)] == []


def test_the_locks_hold_what_the_project_asks_for_in_the_same_versions() -> None:
    pinned = {
        lock.stem: dict(re.findall(r"^([a-z0-9-]+)==(\S+)", lock.read_text(encoding="utf-8"), re.MULTILINE))
        for lock in LOCKS
    }

    assert {plain_name(requirement) for requirement in asked_for()[""]} <= set(pinned["production"])
    assert {plain_name(one) for requirements in asked_for().values() for one in requirements} <= set(pinned["tests"])
    assert pinned["production"].items() <= pinned["tests"].items()


def test_ci_runs_the_command_that_the_readme_tells_a_newcomer_to_run_and_nothing_else() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    commands = [line for line in lines if line and not line.startswith(("#", "set ", "cd "))]

    assert commands == ["exec make test"]
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    assert re.search(r"^make test\b", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)


def test_the_example_in_the_readme_gives_the_answer_that_stands_there(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^```yaml\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)
    (shown,) = re.findall(r'^```\n("state".*?),\n```', readme, re.MULTILINE | re.DOTALL)
    (tmp_path / "stay.yaml").write_text(example, encoding="utf-8")

    command = [sys.executable, "-m", "rules", "evaluate", str(tmp_path / "stay.yaml")]
    answer = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout)

    assert answer["liability"].items() >= json.loads("{" + shown + "}").items()


def test_each_make_command_that_a_page_names_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {
        (str(page), target)
        for page, text in texts("*.md")
        for target in re.findall(r"(?:^|`)make ([a-z-]+)", text, re.MULTILINE)
    }

    assert named
    assert {(page, target) for page, target in named if target not in targets} == set()


def test_each_package_of_the_product_is_in_the_layers_in_their_order() -> None:
    packages = {folder.parent.name for folder in ROOT.glob("*/__init__.py")} - BESIDE
    present = [tuple(name for name in layer if name in packages) for layer in LAYERS]
    settings = PROJECT["tool"]["importlinter"]
    contracts = {contract["id"]: contract for contract in settings["contracts"]}

    assert contracts["layers"]["layers"] == [" | ".join(layer) for layer in present if layer]
    assert packages <= {name for layer in LAYERS for name in layer}
    assert packages <= set(settings["root_packages"])
    assert packages == set(contracts["embedded"]["forbidden_modules"])


def test_nothing_is_left_for_later() -> None:
    assert places(r"\b(TO" r"DO|FIX" r"ME|HA" r"CK)\b") == []


def test_no_test_is_left_out_and_no_check_is_silenced() -> None:
    silenced = ["no" "qa", "type: " "ignore", "pragma: " "no", "mypy: " "ignore", "isort: " "off", "fmt: " "off"]
    left_out = ["mark.sk" "ip", "mark.x" "fail", "pytest.sk" "ip", "pytest.x" "fail", "importorsk" "ip", "t.sk" "ip("]

    assert places("#.*(" + "|".join(silenced) + ")", "*.py") == []
    assert places("|".join(re.escape(name) for name in left_out) + r"|\.sk" r"ipTest\(", "*.py") == []


def test_the_licence_is_eupl_12_in_full() -> None:
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    articles = [int(number) for number in re.findall(r"^(\d+)\. ", licence, re.MULTILINE)]

    assert PROJECT["project"]["license"] == "EUPL-1.2"
    assert licence.split("\n", 1)[0].strip() == "EUROPEAN UNION PUBLIC LICENCE v. 1.2"
    assert articles == list(range(1, 16))
    assert licence.rstrip().endswith("require the production of a new\nEUPL version.")


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = sorted(int(page.name[:4]) for page in (ROOT / "docs" / "decisions").glob("[0-9]*.md"))

    assert numbers[0] == 1
    assert all(later == earlier + 1 for earlier, later in pairwise(numbers))
