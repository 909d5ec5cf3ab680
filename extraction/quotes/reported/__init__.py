"""Speech and thought reported by a verb, a noun, an adjective or a phrase."""
