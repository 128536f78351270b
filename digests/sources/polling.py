"""When a feed is polled next and what its answer means: pure."""
