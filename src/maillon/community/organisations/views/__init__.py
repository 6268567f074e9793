"""The pages of organisations: the list, one organisation, joining, members, tokens, hats, sign-in."""
