"""Agreements between a region and its municipalities: their versions, which of them holds where, and their terms."""
