"""The pages, as a browser without script asks for them."""
