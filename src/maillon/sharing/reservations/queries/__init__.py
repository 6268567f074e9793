"""Reading what concerns reservations: what is free, what may be asked, what was asked."""
