"""What the desk's templates may load."""
