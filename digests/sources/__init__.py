"""The world -> Entry: feeds over HTTP, files from the inbox."""
