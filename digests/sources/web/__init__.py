"""Outgoing HTTP: addresses checked, bodies capped, robots.txt kept, articles and linked documents fetched."""
