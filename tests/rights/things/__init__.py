"""What rows mean by `thing`: a module for each package, imported here."""
