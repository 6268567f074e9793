"""Maps drawn by the server, without tiles and without a network.

Words: a *place* is a point with a link; an *area* is a polygon under the points; a *town* is
a name to find one's way by; a *picture* is the finished SVG.
Verb: ``draw_map``. Coordinates are metres of the plane of Québec (:func:`maillon.kernel.distance.project`). Each
point is a link, in the order of the list that the page shows beside the map: the list says the same in words.
"""

from maillon.base.maps.drawing import MapPicture, draw_map
from maillon.base.maps.ground import Area, Town
from maillon.base.maps.points import Place

__all__ = ["Area", "MapPicture", "Place", "Town", "draw_map"]
