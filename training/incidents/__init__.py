"""Incidents of a whole document: which spans play a role, and which of them belong to one incident."""
