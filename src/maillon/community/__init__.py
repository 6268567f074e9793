"""Who takes part and where: people, territories, organisations and the hats people wear in them."""
