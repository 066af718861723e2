"""What can be done with people, their groups, consents and requests."""
