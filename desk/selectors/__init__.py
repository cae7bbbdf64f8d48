"""What pages show, put together for one reader."""
