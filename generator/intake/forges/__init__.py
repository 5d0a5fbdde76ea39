"""Forges: where the office finds a proposal. One module each; none is needed."""
