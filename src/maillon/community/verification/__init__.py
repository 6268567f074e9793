"""Organisations verified once, centrally, and for a time.

Words: a *request* (« demande de vérification ») is what an organisation declares and proves; a *criterion* is one
question of the law or of Maillon, answered in a word; a *piece* (« pièce ») is a link or a file that proves it; a
*finding* (« constat ») is what the one who decides says of one criterion; a *decision* grants, refuses, asks for more,
withdraws or notes an end, and is never changed. Verbs: open, describe, answer, prove, submit; decide, confirm,
withdraw; end, remind, forget.
"""
