"""The key of each State: sealing with it, a new one, and erasure by destroying it."""
