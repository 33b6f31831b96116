"""Raw extracts on their way in: read, checked and freed of identity numbers before anything is written."""
