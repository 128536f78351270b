"""The only outgoing HTTP for feeds and pages."""
