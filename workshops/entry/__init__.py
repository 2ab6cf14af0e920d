"""How people come into a room: links by mail, the door, and the seat of who is in."""
