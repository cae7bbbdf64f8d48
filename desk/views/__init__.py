"""The pages: parse, ask a selector or call a service, answer."""
