"""The API of cases, notices and drafts: parse, call a service, answer."""
