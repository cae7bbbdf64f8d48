"""The pages of accounts: signing in and out, assignments, the time that is left, the demo's accounts."""
