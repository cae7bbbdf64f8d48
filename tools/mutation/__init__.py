"""Small faults put into a package one at a time, to see which of them no test would notice (docs/mutation.md)."""
