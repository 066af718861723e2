"""Running the server: the processes behind `zveno serve` and `zveno demo`."""
