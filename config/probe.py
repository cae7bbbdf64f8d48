"""Asks the web process of this container whether pages can be answered; ends with 1 when they cannot."""

import os
import sys
import urllib.error
import urllib.request

ADDRESS = "http://127.0.0.1:8000/halsa/"


def works(address: str, host: str) -> bool:
    """Whether the address answers with success to a request for that host."""
    request = urllib.request.Request(address, headers={"Host": host})
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


if __name__ == "__main__":
    sys.exit(not works(ADDRESS, os.environ["ALLOWED_HOSTS"].split(",")[0]))
