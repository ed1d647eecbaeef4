"""What goes between the tests and a student's process: bytes, and values in them."""
