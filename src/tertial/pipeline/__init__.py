"""What strings the parts together, a module for each kind of work; only the command line and the demo call it."""
