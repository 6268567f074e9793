"""Wing A, sharing (« mutualisation »): see what stands idle, reserve it, lend it, measure it."""
