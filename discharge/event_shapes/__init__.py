"""What the kinds of event tell that belong to one subject each; discharge/event_data.py names them all."""
