"""The report: one model of blocks, assembled from assessments and words, drawn by three renderers."""
