"""The registers outside the product that are asked about persons: population, listing, addresses.

Each is a protocol, and the product's own table stands in where no real one is connected (settings.REGISTERS).
"""
