"""What goes wrong when a record system is changed: a module for each family of mechanisms."""
