"""When a subscriber is due next: pure, in the subscriber's own zone."""
