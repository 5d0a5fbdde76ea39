"""What of a federation can be found, and the columns that its members are filtered by."""
