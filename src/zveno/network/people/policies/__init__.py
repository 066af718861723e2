"""Who may do what with people and what is kept about them."""
