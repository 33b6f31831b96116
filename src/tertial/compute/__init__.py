"""From definitions and events to results: the plan, the engines and the roll-up."""
