"""The way of an item, in the log: "items stored", "items joined", "message sent", each with ``items`` by their ids."""

import logging

TRAIL = "trilateral.trail"
"""The logger, so that whoever does not want to see it can say so."""
trail = logging.getLogger(TRAIL)
