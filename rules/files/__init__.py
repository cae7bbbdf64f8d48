"""The edge of the rules: files in, answers out; only here is YAML read."""
