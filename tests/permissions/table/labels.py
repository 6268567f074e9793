"""Labels and the messages of strangers."""

from ..hats import ANYONE, EVERYBODYS_KEEPERS, KEEPERS
from .lines import Line

PAGES = (
    Line("label_short", {"code": "sticker"}),
    Line("labels:scan", {"code": "sticker"}),
    Line("labels:scan", {"code": "secret_label"}),  # everyone learns whose it is, nobody else what it is
    Line("labels:claim", {"code": "sticker"}, get=KEEPERS),
    Line("labels:claim_new", {"code": "sticker"}, get=KEEPERS),
    Line("labels:void", {"code": "secret_label"}, get=KEEPERS),
    Line("labels:list", get=EVERYBODYS_KEEPERS),
    Line("labels:print", get=EVERYBODYS_KEEPERS),
    Line("labels:calibration", get=EVERYBODYS_KEEPERS),
    Line("labels:calibration_pdf", {"paper": "avery-5160"}, get=EVERYBODYS_KEEPERS),
    Line("labels:batch", {"pk": "label_batch"}, get=KEEPERS),
    Line("labels:batch_pdf", {"pk": "label_batch"}, get=KEEPERS),
    Line("labels:messages", get=EVERYBODYS_KEEPERS),
    Line("labels:message", {"pk": "label_message"}, get=KEEPERS),
)
ROUTES = (
    Line("GET /label-papers"),
    Line("GET /labels", get=EVERYBODYS_KEEPERS),
    Line("POST /labels", post=EVERYBODYS_KEEPERS, body={"paper": "avery-5160", "blank": 2}),
    Line("GET /label-batches/{batch_id}/pdf", {"batch_id": "label_batch"}, get=KEEPERS),
    Line("GET /labels/{code}", {"code": "sticker"}),
    Line("GET /labels/{code}", {"code": "secret_label"}),
    Line("POST /labels/{code}/claim", {"code": "sticker"}, post=KEEPERS, body={"asset_id": "secret"}),
    Line("POST /labels/{code}/void", {"code": "sticker"}, post=KEEPERS, body={"reason": "lost"}),
    Line(
        "POST /labels/{code}/messages",
        {"code": "sticker"},
        post=ANYONE,
        body={"kind": "found", "text": "Ici"},
    ),
    Line("GET /label-messages", get=EVERYBODYS_KEEPERS),
    Line("POST /label-messages/{message_id}/close", {"message_id": "label_message"}, post=KEEPERS),
)
