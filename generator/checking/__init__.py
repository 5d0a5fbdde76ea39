"""Rules across records: what no single file can tell.

`rulebook.check_site` applies them all. A rule is a function from an `Inspection` to findings, a module a family of
rules. Nothing is imported here: who only says where in a file something stands does not need its rules.
"""
