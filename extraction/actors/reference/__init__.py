"""References: pronouns, first persons, and actors that only undergo events."""
