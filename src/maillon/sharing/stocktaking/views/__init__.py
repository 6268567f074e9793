"""The pages of counts: begin, count, close, decide, verify."""
