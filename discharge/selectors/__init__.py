"""Reads that need more than a queryset method."""
