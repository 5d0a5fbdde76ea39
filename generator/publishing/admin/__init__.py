"""Editors in the browser for the office: what their programs must know of the records, from the schemas."""
