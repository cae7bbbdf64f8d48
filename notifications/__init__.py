"""Telling units and people that something waits for them. Knows no patient: a kind, a link and how urgent it is."""
