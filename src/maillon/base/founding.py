"""The code that proves, to an installation where nobody is yet, that someone reads its console. Needs no Django."""

import base64
import hashlib
import hmac

LETTERS, GROUP = 12, 4


def founding_code(secret_key: str) -> str:
    """Return the code of the installation that has this secret key: three groups of four letters or digits.

    Nothing stores it: the console draws it from the key, and so does the page that asks for it. Sixty bits, with
    ten tries an hour, cannot be guessed.
    """
    digest = hmac.digest(secret_key.encode(), b"maillon:founding", hashlib.sha256)
    letters = base64.b32encode(digest).decode()[:LETTERS]
    return "-".join(letters[start : start + GROUP] for start in range(0, LETTERS, GROUP))


def is_founding_code(text: str, secret_key: str) -> bool:
    """Return whether this is the code, however its letters, dashes and spaces were typed."""
    typed = "".join(text.upper().split()).replace("-", "").replace("0", "O").replace("1", "I")
    return hmac.compare_digest(typed.encode(), founding_code(secret_key).replace("-", "").encode())
