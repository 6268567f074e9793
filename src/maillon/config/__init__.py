"""Where the pieces are put together: settings, addresses, processes and commands.

This is the only package that may import every other one.
"""
