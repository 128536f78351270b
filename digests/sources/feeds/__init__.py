"""Feed documents -> entries, and when a feed is polled next."""
