"""Supply chains: their list, a page for each with its drawing, and the calls that their gaps ask for."""
