"""Records to the YAML files that a careful person would have written by hand."""
