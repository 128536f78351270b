"""When the next message may go: the token's rate, each chat's rate, refusals, and the queue of those who wait."""
