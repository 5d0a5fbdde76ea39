"""The federation in figures: counted from the records, drawn, said in words, and given as open data."""
