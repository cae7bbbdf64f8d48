"""Real PostgreSQL and Valkey for a first run and for tests, started from Python packages or from Debian's programs."""
