"""The renderers: each turns the same document model into one format, and knows nothing else of the house."""
