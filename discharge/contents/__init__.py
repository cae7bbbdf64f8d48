"""The content of notices: one dataclass per kind, and how it is written, checked and fingerprinted."""
