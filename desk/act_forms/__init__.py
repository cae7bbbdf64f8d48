"""What is typed for each thing that is done in a stay. Shape only: whether it is allowed, services decide."""
