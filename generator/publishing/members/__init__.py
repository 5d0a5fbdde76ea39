"""The directory of members: their cards in lists, and a page for each."""
