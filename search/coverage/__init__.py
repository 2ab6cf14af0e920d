"""/coverage/: what has been shared, by chapter, challenge and region, and where nothing has."""
