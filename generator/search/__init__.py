"""What makes records findable: the analysis of text, the index, and its shards."""
