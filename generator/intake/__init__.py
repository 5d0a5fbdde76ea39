"""The intake service: what people without any account send becomes one commit on a branch, for the office to review."""
