"""Every write to organisations, users, assignments and tokens: one function per thing that happens."""
