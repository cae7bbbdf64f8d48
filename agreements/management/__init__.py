"""Commands of agreements."""
