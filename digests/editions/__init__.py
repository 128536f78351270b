"""The way out: stories -> digests, alerts and broadcasts in the outbox, trends, sides, and the data as files."""
