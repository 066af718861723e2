"""What can be known about people."""
