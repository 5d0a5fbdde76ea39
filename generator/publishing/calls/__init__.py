"""Calls: the board, and a page for each."""
