"""The encoder: a small neural network that reads each paragraph beside the rules."""
