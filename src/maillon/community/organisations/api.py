"""The organisations, and the hats of the caller, for programs."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop as _noted
from ninja import Path, Query, Router, Schema

from maillon.base.api.auth import HAT_NEEDED
from maillon.base.api.pages import Page, PageQuery, page_of
from maillon.base.api.schemas import Code, Id, Line, explained
from maillon.community.organisations.bearer import ROOT as _API  # noqa: F401
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import OrganisationKind, Role
from maillon.community.organisations.models import Organisation
from maillon.community.organisations.queries import hats_of
from maillon.community.organisations.requests import HatRequest
from maillon.kernel.words import sort_key

router = Router(tags=["organisations"])
me_router = Router(tags=["me"])
