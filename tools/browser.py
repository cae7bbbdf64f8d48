"""Finds the Chromium that the browser tests use, and installs Debian's where there is none and one may.

    python -m tools.browser

Prints its path. CHROMIUM names another one. Nothing is downloaded but Debian's package, by apt-get and as root only.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
INSTALL = (["apt-get", "update"], ["apt-get", "install", "--yes", "--no-install-recommends", "chromium"])


def find() -> Path | None:
    """The browser's program, or None when this machine has none."""
    if chosen := os.environ.get("CHROMIUM"):
        return Path(chosen)
    return next((Path(found) for name in NAMES if (found := shutil.which(name))), None)


def main() -> int:
    """Print the path; 1 when there is no browser and none can be installed."""
    if find() is None and os.geteuid() == 0 and shutil.which("apt-get"):
        for command in INSTALL:
            subprocess.run(command, check=True, stdout=sys.stderr)
    found = find()
    if found is None:
        print("No Chromium: install it (Debian: apt-get install chromium) or set CHROMIUM to its path", file=sys.stderr)
        return 1
    print(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
