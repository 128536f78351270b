"""Commands about what comes and when: set-up, schedule, topics followed and muted, language, settings."""
