"""What the federation's office works with."""
