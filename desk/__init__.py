"""The pages that people work in, composed of what the other apps know; owns no tables of its own."""
