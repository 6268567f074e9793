"""The kernel: what Maillon knows of time, place, number and language, without a database or a web page.

It is plain Python: values in, values out. No Django, no PostgreSQL, no clock (the time is always an
argument), no file, no network. Everything above may call it; it calls nothing of Maillon.

Its words
    *span*: one stretch of time, half-open; *spans*: a set of them, with the algebra of sets.
    *weekly*: the hours of an ordinary week, by the clock on the wall.
    *holiday*: a public holiday of Québec, and whether it is « férié, chômé et payé ».
    *point*: a longitude and a latitude; *x, y*: the same on the plane of Québec (EPSG:32198), in metres.
    *money*, *quantity*: an exact amount with its currency or its unit.
    *taking*: what occupies cells or part of a pool for a while; *violation*: proof that too much is taken.

Its modules and their verbs
    :mod:`spans`        ``union``, ``minus``, ``intersect``, ``gaps``, ``pad``, ``peak``, ``overlaps``
    :mod:`recurrence`   ``opening_on``, ``opening_between``, ``at_wall``
    :mod:`calendars`    ``holidays_in``, ``holiday_on``
    :mod:`capacity`     ``violations``: the one law of the ledger, stated apart from the database
    :mod:`distance`     ``great_circle_km``, ``project``, ``unproject``, ``in_quebec``
    :mod:`voronoi`      ``cells``: the area nearest to each point
    :mod:`ranking`      ``rank``: an order that explains itself
    :mod:`money`        ``Money``: ``split``, ``share``, ``display``
    :mod:`quantities`   ``Quantity``: ``to``, ``display``
    :mod:`words`        ``fold``, ``sort_key``, ``slug``, ``format_number``, ``format_date``, ``format_time``
"""
