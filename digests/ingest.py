"""One pass over the sources: who is due is polled, the inbox is emptied, each source gets its line."""
