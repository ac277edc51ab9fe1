"""Both platforms as one shop: orders, products and returns, each with its origin."""
