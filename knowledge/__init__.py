"""What is known: documents, passages, and the readers that make them."""
