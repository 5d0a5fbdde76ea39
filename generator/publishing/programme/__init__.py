"""Tracks, the programme of each year, and its initiatives."""
