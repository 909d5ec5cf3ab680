"""References: pronouns, first persons, and those to whom only an event is done."""
