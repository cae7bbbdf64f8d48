"""An import contract that lists what a package may import, instead of what it may not."""

from __future__ import annotations

import sys

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class StandardLibraryOnly(Contract):
    """`package` imports itself and the standard library, and nothing else but `exceptions` ("rules.files -> yaml")."""

    type_name = "standard_library_only"

    package = fields.StringField()
    exceptions = fields.ListField(subfield=fields.StringField(), required=False, default=[])

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        package = self.contract_options["package"]
        allowed = [exception.split(" -> ") for exception in self.contract_options.get("exceptions", [])]
        modules = {package} | graph.find_descendants(package)
        found = []
        for importer in sorted(modules):
            for imported in sorted(graph.find_modules_directly_imported_by(importer) - modules):
                excepted = any(
                    _inside(importer, source) and _inside(imported, target) for source, target in allowed
                )
                if imported.split(".")[0] not in sys.stdlib_module_names and not excepted:
                    found.append(f"{importer} imports {imported}")
        return ContractCheck(kept=not found, metadata={"found": found})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for line in check.metadata["found"]:
            output.print_error(line)


def _inside(module: str, package: str) -> bool:
    return module == package or module.startswith(package + ".")
