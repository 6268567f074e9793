"""Checking a report: is this file, byte for byte, the one that was sealed?"""

import json
from dataclasses import dataclass
from typing import Any

from maillon.base.signatures import ALGORITHM, digest_of, is_genuine
from maillon.sharing.stocktaking.models import Report

PURPOSE = "stocktaking report"


@dataclass(frozen=True, slots=True)
class Verification:
    """What the check of a file says: its own digest, whether it is the sealed report and nothing else."""

    digest: str
    genuine: bool


def verify_report(*, report: Report, content: bytes) -> Verification:
    """Return whether a file is the sealed report of a count: same digest, and a signature that holds."""
    digest = digest_of(content)
    same = digest == report.digest and is_genuine(content, report.signature, purpose=PURPOSE)
    return Verification(digest, same)


def seal_file(report: Report) -> bytes:
    """Return the detached seal that goes with the PDF, as JSON."""
    told: dict[str, Any] = {
        "algorithm": ALGORITHM,
        "digest_sha256": report.digest,
        "signature": report.signature,
        "public_key": report.public_key,
        "sealed_at": report.sealed_at.isoformat(),
        "count": report.count_id,
    }
    return json.dumps(told, ensure_ascii=False, indent=2).encode() + b"\n"


def seal_holds(*, content: bytes, seal: bytes) -> bool:
    """Return whether a detached seal is ours and of exactly this file; False for anything that is not a seal."""
    try:
        told = json.loads(seal)
        signature, digest = told["signature"], told["digest_sha256"]
    except (ValueError, KeyError, TypeError):
        return False
    if not isinstance(signature, str):
        return False
    return digest == digest_of(content) and is_genuine(content, signature, purpose=PURPOSE)
