"""Which sentences tell what an item says, and which are furniture of its page. Pure."""
