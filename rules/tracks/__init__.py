"""The small tables beside the stay: one for each thing of the case that has a course of its own.

Each module has its State, its Action and its TRANSITIONS, asked with `tables.next_state(TRANSITIONS, state, action)`
and `tables.available(TRANSITIONS, state)`; what has not begun has the state None. No table here reads the stay's
status: what goes on after the stay goes on here.
"""
