"""The bot and its digests in a terminal, without Telegram."""
