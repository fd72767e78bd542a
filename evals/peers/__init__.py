"""The same questions, passages and embedding through other people's retrieval pipelines, beside Signpost."""
