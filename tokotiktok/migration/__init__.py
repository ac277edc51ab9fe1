"""What moving a shop to the merged platform asks for, and what changes with it."""
