"""The code by which anybody who holds a paper asks whether it is ours."""

from __future__ import annotations

import secrets

# Without 0 O, 1 I L, U: what is read from paper and typed.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH, GROUP = 12, 4


def new_code() -> str:
    """12 signs, 58 bits: not to be guessed, short enough to be typed."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(signs[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def read_code(typed: str) -> str:
    """The code as it is kept, whatever case, spaces and dashes it was typed with."""
    signs = "".join(sign for sign in typed.upper() if sign in ALPHABET)
    return "-".join(signs[start : start + GROUP] for start in range(0, len(signs), GROUP))
