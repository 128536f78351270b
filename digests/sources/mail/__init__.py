"""Messages (eml) -> entries: parts, forwards, signatures, attachments."""
