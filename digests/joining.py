"""Items -> stories in the open window: read from the store, decided by ``stories.cluster``, written back."""
