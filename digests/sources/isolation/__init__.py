"""Worker processes that can be killed: hostile documents cost themselves alone."""
