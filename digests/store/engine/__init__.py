"""The database itself: connections, schema, what older versions wrote, unreadable rows, backup and lock."""
