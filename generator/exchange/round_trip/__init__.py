"""Records as a table that the office edits in a spreadsheet, and back into the files without a line too many."""
