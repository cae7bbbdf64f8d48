"""tools/contracts.py: a package that may import the standard library and named exceptions."""

from __future__ import annotations

import grimp
import pytest

from tools.contracts import StandardLibraryOnly

IMPORTS = [
    ("pure.days", "pure"),
    ("pure.days", "zoneinfo"),
    ("pure.edge.reader", "yaml"),
    ("pure.edge", "purely"),
]


def found(exceptions: list[str]) -> list[str]:
    graph = grimp.ImportGraph()
    for module in {name for pair in IMPORTS for name in pair}:
        graph.add_module(module)
    for importer, imported in IMPORTS:
        graph.add_import(importer=importer, imported=imported)
    options = {"package": "pure", "exceptions": exceptions}
    check = StandardLibraryOnly("name", {}, options).check(graph, verbose=False)
    assert check.kept == (not check.metadata["found"])
    return list(check.metadata["found"])


def test_names_each_import_of_something_else() -> None:
    assert found([]) == ["pure.edge imports purely", "pure.edge.reader imports yaml"]


def test_an_exception_holds_for_a_package_and_what_is_in_it() -> None:
    assert found(["pure.edge -> yaml", "pure.edge -> purely"]) == []
    assert found(["pure.edge.reader -> purely", "pure.edge -> yaml"]) == ["pure.edge imports purely"]


def test_a_broken_contract_names_the_imports(capsys: pytest.CaptureFixture[str]) -> None:
    graph = grimp.ImportGraph()
    graph.add_import(importer="pure", imported="purely")
    contract = StandardLibraryOnly("name", {}, {"package": "pure"})

    contract.render_broken_contract(contract.check(graph, verbose=False))

    assert "pure imports purely" in capsys.readouterr().out
