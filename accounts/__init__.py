"""Who acts: organisations, people and their assignments, what a role may do, and who has read what."""
