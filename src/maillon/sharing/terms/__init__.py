"""What sharing means for an asset: who may book it, how far ahead, for how long, at what price, who decides.

Words: *terms* (« conditions de partage ») belong to an organisation and serve many assets; an *offer*
(« mise en partage ») ties an asset to its terms.
"""
