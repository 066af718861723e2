"""An app of the tests alone: works whose effect is a row, and gates where a worker can be killed."""
