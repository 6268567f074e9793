"""The catalogue of sentences: French is written in the code, English is kept beside it, complete.

Words: a *sentence* (« msgid ») is the French text as it stands in Python or in a template; the *catalogue* is
``locale/en/LC_MESSAGES/django.po``, one English answer per sentence; a *fault* is what keeps the catalogue from being
complete and well written.

Verbs: ``extract`` brings the sentences of the code into the catalogue and keeps the translations already there;
``compile_all`` writes the ``.mo`` files that programs read; ``faults`` lists what is missing, doubtful or
badly typed. From a terminal: ``python -m maillon.base.catalogue extract|compile|check``.

Built on Babel, so that no machine needs GNU gettext. Compiling needs neither Django nor settings, because it also
runs while a wheel is built.
"""
