"""How each event of a stay changes what is known of it: one module for each subject."""
