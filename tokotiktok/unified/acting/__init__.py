"""What a shop can be told to do: each write at the API that serves the record now."""
