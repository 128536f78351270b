"""What only the bot's admins do: broadcasts, statistics, documents for the inbox."""
