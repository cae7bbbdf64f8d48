"""tools/mutation/workers.py: work in processes of its own, and its limits."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def verdicts(work: str) -> subprocess.CompletedProcess[str]:
    """What becomes of `work`, in a process that runs nothing else: a test runner has threads, and they do not fork."""
    program = f"""
import os, signal
from tools.mutation.workers import Finding, Job, Verdict, run

def work():
{work}

for subject, finding in run([Job(number, work, 0.5) for number in range(3)], width=2):
    print(subject, finding.verdict, finding.by)
"""
    return subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)


def test_each_piece_of_work_has_its_verdict() -> None:
    killed = verdicts("    return Finding(Verdict.KILLED, 'a test')").stdout

    assert sorted(killed.splitlines()) == ["0 killed a test", "1 killed a test", "2 killed a test"]
    assert "1 survived" in verdicts("    return Finding(Verdict.SURVIVED)").stdout
    assert "2 undecided" in verdicts("    return Finding(Verdict.UNDECIDED)").stdout


def test_work_that_never_ends_is_ended() -> None:
    assert "0 timeout" in verdicts("    while True: pass").stdout


def test_work_that_crashes_the_process_counts_as_noticed() -> None:
    assert "0 killed" in verdicts("    os.kill(os.getpid(), signal.SIGSEGV)").stdout


def test_a_fault_in_the_work_itself_is_no_verdict() -> None:
    broken = verdicts("    return {}['absent']")

    assert broken.returncode != 0
    assert "KeyError: 'absent'" in broken.stderr
    assert "broke off: no verdict" in broken.stderr
