"""Who could work with whom, as pages show it: meetings of offers and needs, the board, pairs, newcomers."""
