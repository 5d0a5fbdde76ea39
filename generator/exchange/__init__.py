"""Import and export: tables in, YAML files out."""
