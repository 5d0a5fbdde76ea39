"""Coop Re-Start: the site of a federation of co-operatives, from YAML files."""

__version__ = "0.1.0"
