"""Checking a report: anyone who holds the file may ask whether it is the one that was sealed."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from maillon.base.web.uploads import upload_problem
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.stocktaking.forms import VerifyForm
from maillon.sharing.stocktaking.models import Report
from maillon.sharing.stocktaking.services import verify_report


def verify(request: HatRequest, pk: int) -> HttpResponse:
    """Take a PDF and say whether it is, byte for byte, the sealed report; the file is not kept.

    Whose count it is, is said only to someone who holds the report.
    """
    report = get_object_or_404(Report.objects.select_related("count__organisation"), count=pk)
    form, told = VerifyForm(), None
    if request.method == "POST":
        form = VerifyForm(request.POST, request.FILES, too_large=upload_problem(request))
        if form.is_valid():
            told = verify_report(report=report, content=form.cleaned_data["file"].read())
    context = {"report": report, "form": form, "told": told}
    return render(request, "stocktaking/verify.html", context, status=422 if form.errors else 200)
