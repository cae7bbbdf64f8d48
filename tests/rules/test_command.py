"""The command: what it prints for a file, in which words it refuses one, and its exit status."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

import rules.__main__ as command
from rules.__main__ import main
from rules.files.corpus import load_corpus
from tests.rules.good_files import AGREEMENT, CASE, DROP, MONTH, changed

ROOT = Path(__file__).parents[2]
Capture = pytest.CaptureFixture[str]


def asked(tmp_path: Path, data: Any, name: str = "cases.yaml") -> str:
    """A file with what is given, bytes as they are; its name."""
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
    return str(path)


def refusal_of(capsys: Capture, *argv: str) -> str:
    """What the command says on stderr when it refuses with nothing on stdout."""
    assert main(argv) == 2
    told = capsys.readouterr()
    assert told.out == ""
    return told.err


def case(*changes: tuple[str, Any]) -> Any:
    return changed(CASE, *changes)


def test_a_stay_is_answered_as_the_cases_page_shows(tmp_path: Path, capsys: Capture) -> None:
    status = main(["evaluate", asked(tmp_path, CASE)])

    told = capsys.readouterr()
    answer = json.loads(told.out)
    assert (status, told.err) == (0, "")
    assert list(answer) == ["name", "liability", "deadlines"]
    assert answer["name"] == "E02 notice after noon"
    assert answer["liability"] | {"reasons": []} == {
        "state": "LIABLE",
        "condition": None,
        "municipality": "2580",
        "first_liable_on": "2026-03-13",
        "liable_on": ["2026-03-13", "2026-03-14", "2026-03-15"],
        "nights": 3,
        "begun_days": 4,
        "amount_sek": None,
        "amount_missing_for": [2026],
        "reasons": [],
        "review": [],
    }
    assert {
        "law": "5:4",
        "code": "noon",
        "text": "Sent Monday 9 March 14.10, after 12.00: liability starts four days later.",
    } in answer["liability"]["reasons"]
    assert answer["deadlines"][0] == {
        "kind": "admission_notice",
        "party": "ward",
        "due_at": "2026-03-03T14:00:00+01:00",
        "law": "2:3",
        "met_at": None,
        "breached": True,
    }


def test_one_case_is_indented_and_a_list_has_an_answer_on_each_line(tmp_path: Path, capsys: Capture) -> None:
    names = ["a", "ö", "b"]

    main(["evaluate", asked(tmp_path, case(("name", "å")))])
    alone = capsys.readouterr().out
    main(["evaluate", asked(tmp_path, [case(("name", name)) for name in names])])
    listed = capsys.readouterr().out

    assert alone == json.dumps(json.loads(alone), ensure_ascii=False, indent=2) + "\n"
    assert alone.startswith('{\n  "name": "å",\n')
    lines = listed.splitlines()
    assert (lines[0], lines[-1], listed[-2:]) == ("[", "]", "]\n")
    assert [json.loads(line.removesuffix(","))["name"] for line in lines[1:-1]] == names
    assert [answer["name"] for answer in json.loads(listed)] == names


def test_a_list_without_cases_has_no_answers(tmp_path: Path, capsys: Capture) -> None:
    assert main(["evaluate", asked(tmp_path, b"[]")]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_standard_input_is_a_file_too(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(CASE)))
    status = main(["evaluate", "-"])
    answer = json.loads(capsys.readouterr().out)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x: y: z")))

    told = refusal_of(capsys, "evaluate", "-")

    assert (status, answer["liability"]["nights"]) == (0, 3)
    assert told.startswith("standard input: line 1: ")


def test_the_reasons_are_given_in_the_language_asked_for(tmp_path: Path, capsys: Capture) -> None:
    def texts(*argv: str) -> list[str]:
        main(["evaluate", asked(tmp_path, CASE), *argv])
        return [reason["text"] for reason in json.loads(capsys.readouterr().out)["liability"]["reasons"]]

    assert texts() == texts("--language", "en")
    assert any("måndag 9 mars" in text for text in texts("--language", "sv"))


def test_without_an_instant_the_stay_is_judged_after_all_that_has_happened(tmp_path: Path, capsys: Capture) -> None:
    main(["evaluate", asked(tmp_path, [case(("on", DROP)), case(("on", "2026-03-14T08:00:00+01:00"))])])

    after, during = json.loads(capsys.readouterr().out)
    assert (after["liability"]["nights"], during["liability"]["nights"]) == (3, 1)


def test_the_home_regions_agreement_is_tried_too(tmp_path: Path, capsys: Capture) -> None:
    under_stockholm = [("agreement", "norrbotten-2018"), ("facts.home_region", "01")]

    main(["evaluate", asked(tmp_path, case(*under_stockholm))])

    answer = json.loads(capsys.readouterr().out)["liability"]
    assert answer["state"] == "REVIEW"
    assert {one["reading"]: one["state"] for one in answer["review"]}["A-15b"] == "BY_AGREEMENT"


def test_a_period_is_settled(tmp_path: Path, capsys: Capture) -> None:
    status = main(["settle", asked(tmp_path, MONTH)])

    told = capsys.readouterr()
    answer = json.loads(told.out)
    assert (status, told.err) == (0, "")
    assert list(answer) == ["name", "period", "agreement", "groups", "total"]
    assert (answer["name"], answer["period"], answer["agreement"]) == (
        "one district in March",
        "2022-03",
        "stockholm-2020a",
    )
    assert [(row["group"], row["amount_sek"]) for row in answer["groups"]] == [("Enskede", "25110")]


def test_an_agreement_is_checked(tmp_path: Path, capsys: Capture) -> None:
    status = main(["check", asked(tmp_path, AGREEMENT)])

    told = capsys.readouterr()
    answer = json.loads(told.out)
    assert (status, told.err) == (0, "")
    assert (answer["id"], answer["complete"]) == ("anywhere-2026", False)
    assert answer["gaps"] != []


def test_every_file_of_the_corpus_can_be_checked(capsys: Capture) -> None:
    files = sorted((ROOT / "rules" / "corpus").glob("*.yaml"))
    found = []

    for path in files:
        assert main(["check", str(path)]) == 0
        found += [answer["id"] for answer in json.loads(capsys.readouterr().out)]

    assert found == list(load_corpus())


EXPECTED = {"rules": ["R-5.4b"], "liability": {"state": "LIABLE", "nights": "3"}}


def test_an_answer_as_expected_is_verified(tmp_path: Path, capsys: Capture) -> None:
    status = main(["evaluate", asked(tmp_path, case(("expect", EXPECTED))), "--verify"])

    told = capsys.readouterr()
    assert (status, told.err) == (0, "")
    assert json.loads(told.out)["liability"]["nights"] == 3


def test_every_difference_from_what_is_expected_is_a_line(tmp_path: Path, capsys: Capture) -> None:
    wrong = {"liability": {"state": "PENDING", "nights": "4"}}
    path = asked(tmp_path, [case(("expect", EXPECTED)), case(("name", "E99"), ("expect", wrong))])

    status = main(["evaluate", path, "--verify"])

    told = capsys.readouterr()
    assert status == 1
    assert told.err.splitlines() == [
        f'{path}: case 2 "E99": liability.state: expected PENDING, got LIABLE',
        f'{path}: case 2 "E99": liability.nights: expected 4, got 3',
    ]
    assert len(json.loads(told.out)) == 2


def test_what_is_expected_is_not_looked_at_unless_asked(tmp_path: Path, capsys: Capture) -> None:
    assert main(["evaluate", asked(tmp_path, case(("expect", {"liability": {"nights": "4"}})))]) == 0
    assert capsys.readouterr().err == ""


def test_a_settlement_is_verified(tmp_path: Path, capsys: Capture) -> None:
    def with_total(amount_sek: str) -> Any:
        return changed(MONTH, ("expect", {"total": {"amount_sek": amount_sek}}))

    path = asked(tmp_path, [with_total("25110"), with_total("25111")])

    status = main(["settle", path, "--verify"])

    assert status == 1
    assert capsys.readouterr().err == (
        f'{path}: case 2 "one district in March": total.amount_sek: expected 25111, got 25110\n'
    )


def test_a_case_that_expects_nothing_cannot_be_verified(tmp_path: Path, capsys: Capture) -> None:
    path = asked(tmp_path, [case(("expect", EXPECTED)), case()])

    assert refusal_of(capsys, "evaluate", path, "--verify") == (
        f'{path}:1: case 2 "E02 notice after noon": expect: is missing: --verify has nothing to compare with\n'
    )


def test_a_case_that_expects_nothing_in_particular_can_be_verified(tmp_path: Path) -> None:
    assert main(["evaluate", asked(tmp_path, case(("expect", {}))), "--verify"]) == 0


NAIVE = CASE.replace(b"2026-03-09T14:10:00+01:00", b"2026-03-09T14:10:00")
NAIVE_TOLD = (
    "facts.ready_notices[0].sent_at: has no offset from UTC (write 2026-03-09T14:10:00+01:00): '2026-03-09T14:10:00'"
)


def test_a_refusal_names_file_line_case_and_key(tmp_path: Path, capsys: Capture) -> None:
    path = asked(tmp_path, NAIVE)

    assert refusal_of(capsys, "evaluate", path) == f'{path}:14: "E02 notice after noon": {NAIVE_TOLD}\n'


def as_list(*cases: bytes) -> bytes:
    return b"".join(b"- " + one.replace(b"\n", b"\n  ").rstrip(b" ") for one in cases)


def test_each_bad_case_of_a_list_is_a_line_and_no_good_one_is_answered(tmp_path: Path, capsys: Capture) -> None:
    nameless = CASE.replace(b"name: E02 notice after noon\n", b"")
    unknown = CASE.replace(b"statute-2018", b"statute-2019")
    path = asked(tmp_path, as_list(NAIVE, CASE, nameless, CASE, unknown))

    assert refusal_of(capsys, "evaluate", path).splitlines() == [
        f'{path}:14: case 1 "E02 notice after noon": {NAIVE_TOLD}',
        f"{path}:43: case 3: name: is missing",
        f"{path}:85: case 5 \"E02 notice after noon\": agreement: there is no agreement 'statute-2019'",
    ]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"E02\n", ":1: case 1: must be a mapping of keys to values, not 'E02'\n"),
        (b"- E02\n- []\n-\n", None),
        (b"name: [x]\n", None),
        (b"name: ''\nid: ''\n", None),
    ],
)
def test_what_has_no_name_is_told_by_its_number(tmp_path: Path, capsys: Capture, data: bytes, told: str | None) -> None:
    path = asked(tmp_path, data)

    lines = refusal_of(capsys, "evaluate", path)

    if told is not None:
        assert lines == f"{path}{told}"
    starts = [line.removeprefix(f"{path}:").split(": ")[:2] for line in lines.splitlines()]
    assert starts == [[str(number), f"case {number}"] for number in range(1, len(starts) + 1)]


def test_a_bad_agreement_is_told_by_its_id(tmp_path: Path, capsys: Capture) -> None:
    path = asked(tmp_path, AGREEMENT.replace(b"status: active", b"status: alive"))

    assert refusal_of(capsys, "check", path) == (
        f'{path}:7: "anywhere-2026": status: '
        "must be one of draft, active, suspended, incomplete, expired, not 'alive'\n"
    )


def test_several_problems_of_a_case_share_its_line(tmp_path: Path, capsys: Capture) -> None:
    bad = case(("agreement", DROP), ("facts.region", "2"), ("facts.colour", "red"))

    assert refusal_of(capsys, "evaluate", asked(tmp_path, bad)).endswith(
        ': "E02 notice after noon": agreement: is missing; '
        "facts.region: must be a county code of two digits, not '2'; facts.colour: is not a known key\n"
    )


@pytest.mark.parametrize(("count", "ending"), [(10, "facts.x9: is not a known key\n"), (12, "; and 2 more\n")])
def test_of_very_many_problems_the_first_ten_are_told(tmp_path: Path, capsys: Capture, count: int, ending: str) -> None:
    bad = case(*((f"facts.x{number}", "y") for number in range(count)))

    told = refusal_of(capsys, "evaluate", asked(tmp_path, bad))

    assert told.count("is not a known key") == 10
    assert told.endswith(ending)


def test_a_refusal_is_one_line_whatever_the_case_is_called(tmp_path: Path, capsys: Capture) -> None:
    bad = case(("name", "one\n two\u2028three"), ("facts.a\nb", "c"))
    path = asked(tmp_path, bad)

    assert refusal_of(capsys, "evaluate", path) == f'{path}:1: "one two three": facts.a b: is not a known key\n'


def test_a_stay_that_the_agreement_was_not_in_force_for_is_refused(tmp_path: Path, capsys: Capture) -> None:
    path = asked(tmp_path, [case(), case(("agreement", "gavleborg-2017"), ("name", "late"))])

    told = refusal_of(capsys, "evaluate", path)

    assert told.startswith(f'{path}:1: case 2 "late": agreement: ')
    assert told.count("\n") == 1


def test_days_after_the_last_year_are_refused_with_the_key_they_come_from(tmp_path: Path, capsys: Capture) -> None:
    late = CASE.replace(b"2026-03-09", b"2099-12-30").replace(b"2026-03-16", b"2099-12-31")
    stay = late.replace(b"2026-03-10", b"2099-12-31").replace(b"2026-03-20", b"2099-12-31")
    month = changed(MONTH, ("agreement", "statute-2018"), ("period", "2099-12"))
    month["overrides"] = {"tariff": {"source": "own", "per": "care_day", "table": {"2099": "1"}}}
    month["episodes"] = [month["episodes"][0] | {"ready_at": "2099-12-31T10:00:00Z", "left_at": "2099-12-31T11:00:00Z"}]

    stay_told = refusal_of(capsys, "evaluate", asked(tmp_path, stay))
    month_told = refusal_of(capsys, "settle", asked(tmp_path, month))

    outside = "the year 2100 is outside 2010–2099\n"
    assert stay_told.endswith(f':4: "E02 notice after noon": facts: {outside}')
    assert month_told.endswith(f': "one district in March": episodes: {outside}')


def test_an_agreement_with_gaps_is_not_settled(tmp_path: Path, capsys: Capture) -> None:
    gap = changed(MONTH, ("overrides.tariff.table", {"2021": "9000"}), ("name", "no amount"))
    path = asked(tmp_path, [changed(MONTH), gap])

    told = refusal_of(capsys, "settle", path)

    assert told.startswith(f'{path}:1: case 2 "no amount": agreement: is incomplete: it lacks ')
    assert "2022" in told
    assert told.count("\n") == 1


def test_what_cannot_be_counted_is_refused(tmp_path: Path, capsys: Capture) -> None:
    path = asked(tmp_path, changed(MONTH, ("episodes.1.id", "E1")))

    assert refusal_of(capsys, "settle", path) == (
        f'{path}:1: "one district in March": episodes: the id E1 is given 2 times\n'
    )


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "the file is empty"),
        (b"x: y: z", "line 1: is not YAML: "),
        (b"name: E02\nname: E03\n", "line 2: gives the key 'name' a second time"),
        (b"name: \xff", "line 1: is not UTF-8"),
        (b"name: E\x0002", "line 1: has a character that is no text: U+0000"),
    ],
)
def test_what_is_not_a_document_is_refused_with_its_line(
    tmp_path: Path, capsys: Capture, data: bytes, told: str
) -> None:
    path = asked(tmp_path, data)

    line = refusal_of(capsys, "evaluate", path)

    assert line.startswith(f"{path}: {told}")
    assert line.count("\n") == 1


def test_a_file_that_is_not_there_is_refused(tmp_path: Path, capsys: Capture) -> None:
    path = str(tmp_path / "none.yaml")

    assert refusal_of(capsys, "evaluate", path) == f"{path}: cannot be read: No such file or directory\n"
    assert refusal_of(capsys, "check", str(tmp_path)) == f"{tmp_path}: cannot be read: Is a directory\n"


class Terminal(io.StringIO):
    """Remembers how often it was asked to show what was written."""

    flushes = 0

    def flush(self) -> None:
        self.flushes += 1

    def isatty(self) -> bool:
        return True


def test_of_many_cases_each_tenth_is_a_line_on_stderr(tmp_path: Path, capsys: Capture) -> None:
    status = main(["check", asked(tmp_path, [{"id": "x"}] * 201)])

    told = capsys.readouterr()
    assert status == 0
    assert len(json.loads(told.out)) == 201
    assert told.err.splitlines() == [f"{done} of 201 cases" for done in (21, 41, 61, 81, 101, 121, 141, 161, 181, 201)]


def test_on_a_terminal_one_line_is_written_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)

    status = main(["check", asked(tmp_path, [{"id": "x"}] * 201)])

    assert status == 0
    shown = terminal.getvalue().split("\r")
    assert (shown[0], shown[1], shown[-1], len(shown)) == ("", "3 of 201 cases", "201 of 201 cases\n", 101)
    assert terminal.flushes == 100


@pytest.mark.parametrize("terminal", [False, True])
def test_of_few_cases_nothing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, terminal: bool) -> None:
    stderr = Terminal() if terminal else io.StringIO()
    monkeypatch.setattr(sys, "stderr", stderr)

    main(["check", asked(tmp_path, [{"id": "x"}] * 200)])

    assert stderr.getvalue() == ""


def test_of_many_cases_only_the_bad_ones_are_told(tmp_path: Path, capsys: Capture) -> None:
    path = asked(tmp_path, [{"id": "x"}] * 201 + [{"status": "x"}])

    assert refusal_of(capsys, "check", path).startswith(f"{path}:1: case 202: status: ")


def test_help_teaches_with_files_that_can_be_asked(tmp_path: Path, capsys: Capture) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--help"])
    told = capsys.readouterr().out
    starts = ("  name: notice in", "  name: one district", "  expect: ")
    stay, month, expect = (textwrap.dedent(told[told.index(start) :].split("\n\n")[0]) for start in starts)

    assert end.value.code == 0
    assert main(["evaluate", asked(tmp_path, f"{stay}\n{expect}".encode()), "--verify"]) == 0
    assert main(["settle", asked(tmp_path, month.encode())]) == 0


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["evaluate"],
        ["judge", "x.yaml"],
        ["evaluate", "x.yaml", "--language", "fi"],
        ["evaluate", "x.yaml", "--veri"],
        ["evaluate", "x.yaml", "y.yaml"],
    ],
)
def test_unknown_arguments_are_refused(capsys: Capture, argv: list[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(argv)

    told = capsys.readouterr()
    assert (end.value.code, told.out) == (2, "")
    assert "python -m rules: error: " in told.err


def running(monkeypatch: pytest.MonkeyPatch, ends: Callable[..., object]) -> int:
    """The status of the command as a process would give it, when its main part ends so."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(sys, "argv", ["rules", "evaluate", "x.yaml"])
    monkeypatch.setattr(command, "main", ends)
    return command.run()


def test_a_process_runs_with_its_arguments(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[object] = []

    def answering(argv: object) -> int:
        given.append(argv)
        return 1

    assert (running(monkeypatch, answering), given) == (1, [["evaluate", "x.yaml"]])
    assert sys.excepthook is command.tell_of_fault


def test_an_interruption_ends_quietly(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    def interrupted(argv: object) -> NoReturn:
        raise KeyboardInterrupt

    assert running(monkeypatch, interrupted) == 130
    assert capsys.readouterr() == ("", "")


def test_when_nobody_reads_any_more_it_ends_quietly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    path = asked(tmp_path, CASE)
    reading, writing = os.pipe()
    os.close(reading)

    with open(writing, "w", encoding="utf-8") as closed, monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", closed)
        status = running(patched, lambda argv: main(["evaluate", path]))

    assert status == 141
    assert capsys.readouterr().err == ""


def test_the_last_handler_tells_a_fault_with_its_trace(capsys: Capture) -> None:
    def fault() -> NoReturn:
        raise LookupError("where is it?")

    try:
        fault()
    except LookupError as error:
        with pytest.raises(SystemExit) as end:
            command.tell_of_fault(type(error), error, error.__traceback__)

    told = capsys.readouterr()
    assert (end.value.code, told.out) == (3, "")
    assert told.err.startswith("Traceback (most recent call last):\n")
    assert told.err.endswith('in fault\n    raise LookupError("where is it?")\nLookupError: where is it?\n')


def process(*argv: str, content: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, *argv], input=content, capture_output=True, cwd=ROOT, env=os.environ | environment, check=False
    )


def test_it_runs_as_a_module(tmp_path: Path) -> None:
    named = case(("name", "Åsele, efter lunch"))

    done = process("-m", "rules", "evaluate", asked(tmp_path, named), PYTHONIOENCODING="ascii")

    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout.decode("utf-8"))["name"] == "Åsele, efter lunch"
    assert "Åsele".encode() in done.stdout


def test_a_fault_of_its_own_exits_3_with_its_trace() -> None:
    script = """
        import sys
        import rules.__main__ as command
        command.stay_answer = lambda *given: 1 / 0
        sys.argv[1:] = ["evaluate", "-"]
        sys.exit(command.run())
    """

    done = process("-c", textwrap.dedent(script), content=CASE)

    assert (done.returncode, done.stdout) == (3, b"")
    assert done.stderr.startswith(b"Traceback (most recent call last):\n")
    assert done.stderr.strip().endswith(b"ZeroDivisionError: division by zero")
