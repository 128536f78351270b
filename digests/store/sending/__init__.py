"""Tables of what is sent and came: outbox, broadcasts, updates, submitted documents."""
