"""Members as open data, for programs of others: JSON, GeoJSON, JSON-LD and vCard."""
