"""The look: templates of record pages, and the skin on Material."""
