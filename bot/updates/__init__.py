"""Updates of Telegram's in: by polling or webhook, each handled once, in the order of its chat, nobody kept
waiting by another."""
