"""Commands and events of groups and channels."""
