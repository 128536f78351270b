"""The data out, as JSON lines or CSV."""
