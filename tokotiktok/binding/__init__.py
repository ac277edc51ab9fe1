"""Accounts, apps and shops on both platforms, what links them, and what may."""
