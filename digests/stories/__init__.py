"""Entry -> Item -> Story: every decision about what an item is and what it belongs to. Pure."""
