"""The front desk: Telegram and the terminal, knowing nothing of feeds and nothing of SQL.

update -> gateway -> command -> one call to the newsroom -> render -> reply
due    -> jobs -> compose (newsroom) -> render -> outbox -> pacer -> sender -> Telegram -> Delivery
"""
