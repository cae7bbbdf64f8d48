"""The facts the law counts: patients, cases, notices and their receipts, events, deadlines and turns."""
