"""The bot: Telegram and the terminal, knowing nothing of feeds and nothing of SQL.

update -> polling or webhook -> command -> one call to ``digests`` -> render -> reply
due    -> jobs -> compose (``digests``) -> render -> outbox -> pacer -> sender -> Telegram -> Delivery
"""
