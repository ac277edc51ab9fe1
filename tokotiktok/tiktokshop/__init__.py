"""The TikTok Shop Partner API, which serves both storefronts."""
