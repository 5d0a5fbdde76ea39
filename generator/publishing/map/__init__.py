"""The map of members: the cloth that it is drawn on, and its page."""
