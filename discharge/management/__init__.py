"""Commands of discharge."""
