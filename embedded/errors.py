"""What the launcher refuses, in words a developer can act on."""


class EmbeddedError(Exception):
    """A server cannot be started or used; the text says which, why and what to do."""
