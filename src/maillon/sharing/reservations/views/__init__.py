"""The pages: find, look at a week, ask in three steps, follow, answer, put in one's agenda."""
