"""How both sides are read as one list: walks, what matches, what is held meanwhile."""
