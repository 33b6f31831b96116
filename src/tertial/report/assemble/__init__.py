"""From assessments and words to the document model: one module for each kind of section."""
