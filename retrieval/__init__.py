"""Finding passages: embeddings, words, index generations and hybrid search."""
