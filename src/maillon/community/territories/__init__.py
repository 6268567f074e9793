"""Where things are: the 17 administrative regions, the 104 MRC and equivalent territories, municipalities.

Source of the figures: ISQ (population), Ministère des Ressources naturelles et des Forêts (outlines, CC BY 4.0),
Statistique Canada, recensement de 2021, produit 98-10-0002 (municipalities). The town point serves for
distances, never the centroid of the outline, which may lie in water.
"""
