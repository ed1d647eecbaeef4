"""What other seeds and many draws change: nothing, or a test is luck."""
