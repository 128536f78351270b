"""Entry -> Reading: the whole of understanding, one batch at a time."""
