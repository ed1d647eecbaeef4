"""What a student handed in, and what became of it."""
