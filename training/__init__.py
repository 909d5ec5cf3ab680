"""Make the encoder's weights: read annotated texts, fine-tune, evaluate, export."""
