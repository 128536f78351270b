"""Commands that show news: digests, topics, stories, sides, search, trends."""
