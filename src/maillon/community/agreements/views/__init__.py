"""The pages of agreements: reading them, preparing them in five short steps, answering, ending."""
