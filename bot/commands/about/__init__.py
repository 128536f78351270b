"""Commands about the bot itself: help, sources, feedback, and what is kept of a reader."""
