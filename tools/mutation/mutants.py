"""The small faults: one module's source in, every mutant of it out.

Not mutated: docstrings and every other text, annotations, decorators, imports. Texts are what the catalogues hold, and
a decorator's arguments (`frozen=True`, the `without` of a decision) are not the law itself.
"""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

COMPARISONS: Mapping[type[ast.AST], tuple[str, str]] = {
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.Is: ("is", "is not"),
    ast.IsNot: ("is not", "is"),
    ast.In: ("in", "not in"),
    ast.NotIn: ("not in", "in"),
}
ARITHMETIC: Mapping[type[ast.AST], tuple[str, str]] = {
    ast.Add: ("+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: ("*", "/"),
    ast.Div: ("/", "*"),
    ast.FloorDiv: ("//", "*"),
    ast.Mod: ("%", "*"),
    ast.Pow: ("**", "*"),
    ast.BitOr: ("|", "&"),
    ast.BitAnd: ("&", "|"),
}
OPPOSITES = {"min": "max", "max": "min", "any": "all", "all": "any"}
LOOSE = (ast.BoolOp, ast.IfExp, ast.Lambda, ast.NamedExpr)  # need brackets beside `and` and `or`
REMOVABLE = (ast.Assign, ast.AugAssign, ast.Raise, ast.Assert, ast.Delete)


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault: the bytes from `start` to `end` of a file replaced by `text`.

    `scope` is the outermost function that holds it, as Python names it ("Track.selects"), or None at module level,
    where it takes effect when the module is imported.
    """

    path: str
    line: int
    start: int
    end: int
    text: str
    kind: str
    scope: str | None

    @property
    def key(self) -> str:
        return f"{self.path}:{self.line}:{self.start}-{self.end}:{self.kind}:{self.text}"

    def applied_to(self, source: bytes) -> bytes:
        return source[: self.start] + self.text.encode() + source[self.end :]


def mutants_of(path: str, source: bytes) -> list[Mutant]:
    """Every mutant of one module, in the order of the source; each different text at a place once."""
    found: dict[tuple[int, int, str], Mutant] = {}
    for mutant in _Module(path, source).mutants():
        if mutant.applied_to(source) != source:
            found.setdefault((mutant.start, mutant.end, mutant.text), mutant)
    return sorted(found.values(), key=lambda mutant: (mutant.start, mutant.end, mutant.text))


class _Module:
    """Walks one module. `scope` and `answers_bool` say where the walk is."""

    def __init__(self, path: str, source: bytes) -> None:
        self.path = path
        self.source = source
        self.lines = [0]
        for line in source.splitlines(keepends=True):
            self.lines.append(self.lines[-1] + len(line))

    def mutants(self) -> Iterator[Mutant]:
        yield from self._body(ast.parse(self.source).body, (), None, False)

    # Places

    def _start(self, node: ast.stmt | ast.expr) -> int:
        return self.lines[node.lineno - 1] + node.col_offset

    def _end(self, node: ast.stmt | ast.expr) -> int:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self.lines[node.end_lineno - 1] + node.end_col_offset

    def _text(self, node: ast.expr) -> str:
        return self.source[self._start(node) : self._end(node)].decode()

    def _is_at_its_place(self, node: ast.expr) -> bool:
        """Python 3.11 can be wrong about where something in an f-string of several lines stands."""
        return self._text(node).strip() == ast.unparse(node)

    def _mutant(self, start: int, end: int, text: str, kind: str, scope: str | None) -> Mutant:
        line = self.source.count(b"\n", 0, start) + 1
        return Mutant(self.path, line, start, end, text, kind, scope)

    def _instead(self, node: ast.stmt | ast.expr, text: str, kind: str, scope: str | None) -> Mutant:
        return self._mutant(self._start(node), self._end(node), text, kind, scope)

    # Statements

    def _body(
        self, body: list[ast.stmt], inside: tuple[str, ...], scope: str | None, answers_bool: bool
    ) -> Iterator[Mutant]:
        for statement in body:
            yield from self._statement(statement, inside, scope, answers_bool)

    def _statement(
        self, node: ast.stmt, inside: tuple[str, ...], scope: str | None, answers_bool: bool
    ) -> Iterator[Mutant]:
        match node:
            case ast.FunctionDef(name=name, body=body, returns=returns, args=arguments):
                for default in (*arguments.defaults, *arguments.kw_defaults):
                    if default is not None:
                        yield from self._expression(default, scope)
                answers = isinstance(returns, ast.Name) and returns.id == "bool"
                yield from self._body(body, inside, scope or ".".join((*inside, name)), answers)
                return
            case ast.ClassDef(name=name, body=body):
                yield from self._body(body, (*inside, name), scope, False)
                return
            case ast.Expr(value=ast.Constant()) | ast.Import() | ast.ImportFrom():
                return
            case ast.Return(value=ast.expr() as value):
                for text in ("True", "False") if answers_bool else ("None",):
                    yield self._instead(value, text, "return", scope)
            case ast.Continue():
                yield self._instead(node, "break", "loop", scope)
            case ast.Break():
                yield self._instead(node, "continue", "loop", scope)
            case ast.If(test=test):
                yield from self._always(test, ("True", "False"), scope)
            case ast.While(test=test):
                yield from self._always(test, ("False",), scope)
            case ast.For(iter=over):
                yield self._instead(over, "()", "loop", scope)
            case ast.AugAssign(target=target, op=op, value=value):
                yield from self._operator(ARITHMETIC, type(op), self._end(target), self._start(value), scope)
            case ast.Expr():
                yield self._instead(node, "pass", "statement", scope)
        if scope is not None and isinstance(node, REMOVABLE):
            yield self._instead(node, "pass", "statement", scope)
        for field, value in ast.iter_fields(node):
            if field in ("annotation", "type_params"):
                continue
            for child in value if isinstance(value, list) else [value]:
                yield from self._child(child, inside, scope, answers_bool)

    def _child(
        self, child: object, inside: tuple[str, ...], scope: str | None, answers_bool: bool
    ) -> Iterator[Mutant]:
        match child:
            case ast.stmt():
                yield from self._statement(child, inside, scope, answers_bool)
            case ast.expr():
                yield from self._expression(child, scope)
            case ast.ExceptHandler(type=caught, body=body):
                if caught is not None:
                    yield from self._expression(caught, scope)
                yield from self._body(body, inside, scope, answers_bool)
            case ast.withitem(context_expr=manager):
                yield from self._expression(manager, scope)
            case ast.match_case(guard=guard, body=body):
                if guard is not None:
                    yield from self._always(guard, ("True", "False"), scope)
                    yield from self._expression(guard, scope)
                yield from self._body(body, inside, scope, answers_bool)

    # Expressions

    def _expression(self, node: ast.expr, scope: str | None) -> Iterator[Mutant]:
        match node:
            case ast.Constant(value=bool() as value):
                yield self._instead(node, str(not value), "constant", scope)
            case ast.Constant(value=int() as value):
                yield self._instead(node, str(value + 1), "constant", scope)
                yield self._instead(node, str(value - 1), "constant", scope)
            case ast.Compare(left=left, ops=ops, comparators=comparators):
                for before, op, after in zip([left, *comparators], ops, comparators, strict=False):
                    yield from self._operator(COMPARISONS, type(op), self._end(before), self._start(after), scope)
            case ast.BinOp(left=left, op=op, right=right):
                yield from self._operator(ARITHMETIC, type(op), self._end(left), self._start(right), scope)
            case ast.BoolOp(op=op, values=values):
                yield from self._and_or(node, "and" if isinstance(op, ast.And) else "or", values, scope)
            case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
                yield self._instead(node, self._bracketed(operand), "sign", scope)
            case ast.IfExp(test=test):
                yield from self._always(test, ("True", "False"), scope)
            case ast.Call(func=ast.Name(id=name) as function) if name in OPPOSITES:
                yield self._instead(function, OPPOSITES[name], "call", scope)
            case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
                for generator in node.generators:
                    yield from self._expression(generator.iter, scope)
                    for test in generator.ifs:
                        yield from self._always(test, ("True", "False"), scope)
                        yield from self._expression(test, scope)
            case ast.Tuple(elts=[first, second], ctx=ast.Load()):
                for kept in (first, second):
                    yield self._instead(node, f"({self._text(kept)},)", "entry", scope)
            case ast.Tuple(elts=elements) | ast.List(elts=elements) | ast.Set(elts=elements):
                yield from self._without_each(node, [(self._start(one), self._end(one)) for one in elements], scope)
            case ast.Dict(keys=keys, values=values):
                pairs = zip(keys, values, strict=True)
                places = [(self._start(key), self._end(value)) for key, value in pairs if key is not None]
                if len(places) == len(keys):  # none of them is **other
                    yield from self._without_each(node, places, scope)
            case ast.Subscript(value=value, slice=ast.Tuple(elts=elements)):
                for part in (value, *elements):
                    yield from self._expression(part, scope)
                return
            case ast.FormattedValue(value=value):
                if self._is_at_its_place(value):
                    yield from self._expression(value, scope)
                return
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                yield from self._expression(child, scope)
            elif isinstance(child, ast.keyword):
                yield from self._expression(child.value, scope)

    def _always(self, test: ast.expr, answers: tuple[str, ...], scope: str | None) -> Iterator[Mutant]:
        if not isinstance(test, ast.Constant):
            for answer in answers:
                yield self._instead(test, answer, "condition", scope)

    def _operator(
        self, table: Mapping[type[ast.AST], tuple[str, str]], op: type[ast.AST], start: int, end: int, scope: str | None
    ) -> Iterator[Mutant]:
        if op in table:
            old, new = table[op]
            place = self._token(old, start, end)
            yield self._mutant(place, place + len(old), new, "operator", scope)

    def _and_or(self, node: ast.BoolOp, word: str, values: list[ast.expr], scope: str | None) -> Iterator[Mutant]:
        text, done = "", self._start(node)
        for before, after in itertools.pairwise(values):
            place = self._token(word, self._end(before), self._start(after))
            text += self.source[done:place].decode() + ("or" if word == "and" else "and")
            done = place + len(word)
        yield self._instead(node, text + self.source[done : self._end(node)].decode(), "operator", scope)
        for left_out in values:
            rest = [self._bracketed(value) for value in values if value is not left_out]
            yield self._instead(node, f" {word} ".join(rest), "condition", scope)

    def _without_each(self, node: ast.expr, places: list[tuple[int, int]], scope: str | None) -> Iterator[Mutant]:
        """A table, list or set with one entry missing; a single one is left, since nothing stands for "empty" there."""
        first, last = self._start(node), self._end(node)
        closed = self.source[first : first + 1] in b"([{" and not (places and places[0][0] == first)
        if len(places) < 2 or not closed or isinstance(getattr(node, "ctx", None), ast.Store):
            return
        ends = [start for start, _ in places[1:]] + [last - 1]
        for (start, _), end in zip(places, ends, strict=True):
            yield self._mutant(start, end, "", "entry", scope)

    def _bracketed(self, node: ast.expr) -> str:
        return f"({self._text(node)})" if isinstance(node, LOOSE) else self._text(node)

    def _token(self, word: str, start: int, end: int) -> int:
        """Where an operator stands between its operands; what a comment says there is no operator."""
        gap = re.sub(rb"#[^\n]*", lambda comment: b" " * len(comment[0]), self.source[start:end])
        return start + gap.index(word.encode())
