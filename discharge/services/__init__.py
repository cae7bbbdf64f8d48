"""Every write to cases and notices: one function per thing that happens, in one transaction."""
