"""tools/mutation/mutants.py: which small faults are made, and which are not."""

from __future__ import annotations

import ast

import pytest

from tools.mutation.mutants import Mutant, mutants_of


def faults(source: str, kind: str | None = None) -> list[str]:
    mutants = mutants_of("module.py", source.encode())
    return [mutant.applied_to(source.encode()).decode() for mutant in mutants if kind in (None, mutant.kind)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("a < b", ["a <= b"], id="a bound moves by one"),
        pytest.param("a <= b < c", ["a < b < c", "a <= b <= c"], id="each bound of a chain"),
        pytest.param("a is not None", ["a is None"], id="is not"),
        pytest.param("a not in b", ["a in b"], id="not in"),
        pytest.param("(a) == (b)", ["(a) != (b)"], id="brackets stay"),
        pytest.param("(a\n # a < b\n < b)", ["(a\n # a < b\n <= b)"], id="a comment holds no operator"),
        pytest.param("a + b - c", ["a - b - c", "a + b + c"], id="plus and minus"),
        pytest.param("a // b", ["a * b"], id="floor division"),
        pytest.param("a and b", ["a or b"], id="and"),
        pytest.param("a or b or c", ["a and b and c"], id="or"),
        pytest.param("å and b", ["å or b"], id="letters of two bytes"),
    ],
)
def test_an_operator_becomes_its_neighbour(source: str, expected: list[str]) -> None:
    assert faults(f"x = {source}", "operator") == [f"x = {fault}" for fault in expected]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("x = 3", ["x = 2", "x = 4"], id="a number moves by one both ways"),
        pytest.param("x = True", ["x = False"], id="a truth turns"),
        pytest.param("x = -y", ["x = y"], id="a sign goes"),
        pytest.param("x = not y", ["x = y"], id="a not goes"),
        pytest.param("x = min(y)", ["x = max(y)"], id="the least becomes the greatest"),
        pytest.param("x = any(y)", ["x = all(y)"], id="any becomes all"),
        pytest.param("x = {a, b, c}", ["x = {a, b, }", "x = {a, c}", "x = {b, c}"], id="an entry of a set goes"),
        pytest.param("x = {a: b, c: d}", ["x = {a: b, }", "x = {c: d}"], id="an entry of a table goes"),
        pytest.param("x = a, b", ["x = (a,)", "x = (b,)"], id="a pair stays a tuple"),
        pytest.param("x = a if b else c", ["x = a if False else c", "x = a if True else c"], id="a condition is fixed"),
        pytest.param("x = [a for a in b if c]", [f"x = [a for a in b if {y}]" for y in (True, False)], id="a filter"),
        pytest.param("f(x)", ["pass"], id="a call goes"),
        pytest.param("if a:\n pass", ["if False:\n pass", "if True:\n pass"], id="if"),
        pytest.param("while a:\n pass", ["while False:\n pass"], id="a loop is not entered"),
        pytest.param("for a in b:\n pass", ["for a in ():\n pass"], id="a loop over nothing"),
        pytest.param("for a in b:\n break", ["for a in ():\n break", "for a in b:\n continue"], id="a break"),
        pytest.param("x += a", ["x -= a"], id="added becomes taken away"),
        pytest.param("x = f'{a + b}'", ["x = f'{a - b}'"], id="a figure in a text"),
    ],
)
def test_each_of_these_becomes_a_fault_at_module_level(source: str, expected: list[str]) -> None:
    assert sorted(faults(source)) == sorted(expected)


def test_an_operand_of_and_is_left_out_and_the_rest_keeps_its_meaning() -> None:
    assert set(faults("x = a and (b or c) and d", "condition")) == {
        "x = (b or c) and d",
        "x = a and (b) and d",
        "x = a and (c) and d",
        "x = a and (b or c)",
        "x = a and d",
    }


def test_a_function_answers_none_or_for_a_claim_both_ways() -> None:
    assert faults("def f():\n return x", "return") == ["def f():\n return None"]
    assert faults("def f() -> bool:\n return x", "return") == [
        "def f() -> bool:\n return False",
        "def f() -> bool:\n return True",
    ]


def test_a_statement_in_a_function_goes() -> None:
    assert faults("def f():\n x = y\n raise x", "statement") == [
        "def f():\n pass\n raise x",
        "def f():\n x = y\n pass",
    ]


@pytest.mark.parametrize(
    "source",
    [
        pytest.param('"""Text."""', id="docstring"),
        pytest.param("x = 'text'", id="text"),
        pytest.param("x: Literal[1] = y", id="annotation of a name"),
        pytest.param("def f(x: Literal[1]) -> Literal[2]:\n '''Text.'''", id="annotation of a function"),
        pytest.param("@dataclass(frozen=True)\nclass A:\n a: int", id="decorator"),
        pytest.param("from a import b", id="import"),
        pytest.param("x: Mapping[str, int]", id="annotation alone"),
        pytest.param("x = y", id="assignment at module level, which nothing could be imported without"),
        pytest.param("a, b = c", id="target of an assignment"),
        pytest.param("x = (a,)", id="single entry"),
        pytest.param("x = {a: b, **c}", id="table that is put together"),
        pytest.param("x = f'{y:>3}'", id="format"),
    ],
)
def test_no_fault_is_made_in(source: str) -> None:
    assert faults(source) == []


def test_a_mutant_knows_its_line_and_the_outermost_function_that_holds_it() -> None:
    source = "x = 1\nclass A:\n def f(self):\n  def g():\n   return lambda: 2\n  return g\n"

    found = mutants_of("rules/a.py", source.encode())

    assert {(mutant.line, mutant.scope) for mutant in found} == {(1, None), (5, "A.f"), (6, "A.f")}
    assert {mutant.path for mutant in found} == {"rules/a.py"}


def test_a_fault_in_a_default_takes_effect_when_the_function_is_made() -> None:
    found = mutants_of("a.py", b"def f(x=1, *, y=2): pass")

    assert [mutant.scope for mutant in found] == [None] * 4


def test_every_mutant_can_be_read_as_python() -> None:
    source = b"def f(a, b):\n  return (a, *(c for c in b if c)) if a and (b or a) else {a: 1, b: [2, 3]}\n"

    for mutant in mutants_of("a.py", source):
        ast.parse(mutant.applied_to(source))


def test_the_key_tells_two_mutants_apart() -> None:
    keys = [mutant.key for mutant in mutants_of("a.py", b"x = 1 < 2")]

    assert len(keys) == len(set(keys)) == 5
    assert isinstance(mutants_of("a.py", b"x = 1")[0], Mutant)
