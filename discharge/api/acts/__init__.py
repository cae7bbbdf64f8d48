"""What is done in a stay, in the API: the shapes and addresses of one subject in each module."""
