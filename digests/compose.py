"""Stories -> Digest for one set of preferences: pure."""
