"""What is done in a hospital stay, as the pages offer it: one module for each subject."""
