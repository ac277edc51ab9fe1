"""Money of both platforms: one ledger, one account an order, one reconciliation."""
