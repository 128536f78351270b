"""The way in: sources polled, the inbox emptied, entries recognised, read, stored and joined to stories."""
