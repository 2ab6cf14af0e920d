"""What a State shares of its answers: one by one with others, or counted in a summary."""
