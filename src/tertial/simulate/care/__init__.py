"""Care: a module for each feed or family of feeds, each with the month's events."""
