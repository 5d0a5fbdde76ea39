"""The languages of the interface: marking messages, and (in `catalogue`) saying them."""


def N_(message: str) -> str:  # noqa: N802 - the name that message extractors know
    """Mark `message` for the catalogues without translating it here."""
    return message
