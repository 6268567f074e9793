"""Labels (« étiquettes »): a code stuck on a thing, read with a phone by its owner's people or by a stranger.

Words: a *label* carries a short code that nobody guesses; it is *claimed* once it is tied to an asset, and may be
printed long before; a *batch* (« tirage ») is what was printed at once; a *paper* (« papier à étiquettes ») is the
geometry of a sheet; a *message* is what someone who found or saw the thing writes to its owner.
"""
