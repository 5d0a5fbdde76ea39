"""From a federation to pages: pure, apart from `output`, which writes them."""
