"""What the portal keeps about a person: found, given out, erased, and deleted when it is old."""
