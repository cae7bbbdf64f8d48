"""What notices say, in words: one module for each subject; desk/said.py names them all."""
