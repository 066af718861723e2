"""What `./run` does. Only the standard library: it works before anything is installed."""
