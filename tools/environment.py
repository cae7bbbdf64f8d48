"""Makes .venv from a hash lock with nothing but Python itself, unless it is there already.

    python3.11 tools/environment.py requirements/tests.lock

The environment is made anew when the lock, the Python or the folder is another than it was made for, and when a making
was interrupted: the stamp that says what it was made for is written last. Two at the same time wait for each other.
"""

from __future__ import annotations

import fcntl
import hashlib
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STAMP = "made-for"


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("usage: python3.11 tools/environment.py LOCK", file=sys.stderr)
        return 2
    if sys.version_info[:2] != (3, 11):
        print(f"Python 3.11 is needed, and this is {sys.version.split()[0]}: {sys.executable}", file=sys.stderr)
        return 1
    return ensure(ROOT / ".venv", Path(arguments[0]))


def ensure(environment: Path, lock: Path) -> int:
    """Exit status 0 once `environment` holds exactly what `lock` names, pip's own status when that failed."""
    with lock.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        wanted = f"{sys.version}\n{environment.resolve()}\n{hashlib.sha256(held.read()).hexdigest()}\n"
        if is_made_for(environment, wanted):
            return 0
        print(f"Making {environment.name} from {lock}", flush=True)
        (environment / STAMP).unlink(missing_ok=True)
        venv.create(environment, clear=True, with_pip=True, symlinks=True)
        # Only ready-made packages: building one would fetch its build tools, and those have no hash here.
        options = ["-qq", "--disable-pip-version-check", "--require-hashes", "--only-binary", ":all:"]
        python = str(environment / "bin" / "python")
        status = subprocess.run([python, "-m", "pip", "install", *options, "-r", str(lock)]).returncode
        if status == 0:
            (environment / STAMP).write_text(wanted, encoding="utf-8")
        return status


def is_made_for(environment: Path, wanted: str) -> bool:
    """Whether the stamp is the wanted one and the environment's Python still starts."""
    stamp = environment / STAMP
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != wanted:
        return False
    python = environment / "bin" / "python"
    return python.exists() and subprocess.run([python, "-c", ""]).returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
