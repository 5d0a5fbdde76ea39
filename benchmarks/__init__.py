"""The project against its bounds and its peers, on real records."""
