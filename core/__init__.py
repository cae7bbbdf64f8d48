"""What every app stands on: the clock, the transaction, refusals, signs of life. Nothing about patients."""
