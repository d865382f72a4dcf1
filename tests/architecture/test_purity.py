"""The domain stands on the standard library and arrays alone."""

import sys

import grimp

ALLOWED = {"numpy", "scipy", "ortools", "numba", "domain"}
ONLY_SOLVERS = {"ortools", "numba"}


def test_the_domain_imports_nothing_but_the_standard_library_and_arrays():
    graph = grimp.build_graph("domain", include_external_packages=True, cache_dir=None)
    for module in graph.find_descendants("domain") | {"domain"}:
        imported = {name.split(".")[0] for name in graph.find_modules_directly_imported_by(module)}
        assert imported <= ALLOWED | set(sys.stdlib_module_names), module


def test_only_the_matching_engine_knows_a_solver():
    graph = grimp.build_graph("domain", include_external_packages=True, cache_dir=None)
    for solver in ONLY_SOLVERS & graph.modules:
        importers = graph.find_modules_that_directly_import(solver)
        assert all(name.startswith("domain.matching.") for name in importers), solver
