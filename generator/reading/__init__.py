"""From YAML text to records or problems; the only reader of a site's folder."""
