"""Outbox -> Telegram: at the pace it allows, losing nothing."""
