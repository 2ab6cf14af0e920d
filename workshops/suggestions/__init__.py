"""What other States have shared on the gaps of an assessment."""
