"""The Tokopedia Open Platform: for archives, replays and proxies since it ended."""
