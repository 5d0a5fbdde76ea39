"""What a YAML file may say: one module a record."""
