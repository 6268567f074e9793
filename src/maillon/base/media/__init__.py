"""Photographs and documents that people send, and the sizes in which pages show them.

Words: a *picture* is an image made safe: upright, of bearable size, without what its camera wrote in it (place,
date, device: personal data under Loi 25); a *rendition* is the same picture at one width.

Verbs: :func:`read_picture` turns a sent file into a picture, or refuses with what to do; :func:`rendition` gives
the stored file of one width, made if it is not there yet; :func:`rendition_or_whole` gives what is there, without
making anything; :func:`remove` removes it with its sizes; :func:`read_document` takes a PDF, a picture or an office
file.
"""

from maillon.base.media.documents import Document, UnusableDocument, read_document
from maillon.base.media.pictures import Picture, UnusablePicture, read_picture
from maillon.base.media.renditions import WIDTHS, remove, rendition, rendition_or_whole

__all__ = [
    "WIDTHS",
    "Document",
    "Picture",
    "UnusableDocument",
    "UnusablePicture",
    "read_document",
    "read_picture",
    "remove",
    "rendition",
    "rendition_or_whole",
]
