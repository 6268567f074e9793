"""What every wing stands on and no wing owns: facts, jobs, mail, audit trail, web and API kits, imports.

Words: a *fact* is a message inside the program; a *refusal* is a service that says no, with reasons.
"""
