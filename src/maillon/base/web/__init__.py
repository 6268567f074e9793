"""The web kit: read-only GET, refusals as pages, forms that keep what was typed, template tags."""
