"""The pages of an administrator: units, groups of units, people with their assignments, and tokens."""
