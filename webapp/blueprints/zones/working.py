"""Composing a page, for officials and enterprises alike: the form, the pictures beside it, the draft that it keeps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from domain.errors import RuleBroken
from domain.zone_pages import SectionKind, VersionState
from webapp.access import current_account
from webapp.blueprints.zones.composing import WITH_LINKS, WITH_PICTURE, WITH_TEXT, PageForm
from webapp.blueprints.zones.forms import PictureForm
from webapp.reads.pictures import pictures_to_choose
from webapp.reads.zone_pages import open_version, published_page
from webapp.services import pictures, zone_pages
from webapp.transaction import transaction

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import Zone, ZoneVersion

REFUSED = 422


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where somebody composes: the addresses of the desk."""

    compose: str
    preview: str
    pictures: str
    back: str


OFFICE = Place(compose="zones.compose", preview="zones.preview", pictures="zones.add_picture", back="zones.versions")
ENTERPRISE = Place(
    compose="zones.propose", preview="zones.our_preview", pictures="zones.add_our_picture", back="zones.our_zone"
)


def composed(zone: Zone, place: Place, *, enterprise_id: int | None) -> ResponseReturnValue:
    """Show the form, or keep what was composed as a draft."""
    draft = open_version(zone.id, enterprise_id=enterprise_id)
    form = _form_of(zone, draft)
    if request.method == "GET":
        return _page(zone, place, form, draft)
    page = form.read()
    if page is not None:
        try:
            with transaction():
                draft = zone_pages.save_draft(
                    zone, page, enterprise_id=enterprise_id, account_id=current_account().id, lock=form.lock
                )
                zone_id, number = zone.id, draft.number
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            return redirect(_after_saving(place, zone_id, number))
    return _page(zone, place, form, draft), REFUSED


def picture_brought(zone: Zone, place: Place, *, enterprise_id: int | None) -> ResponseReturnValue:
    """Keep a picture for the page; where it is refused, the form says why."""
    form = PictureForm(prefix="picture-")
    if form.validate_on_submit():
        try:
            with transaction():
                pictures.add_picture(form.chosen(), **form.words(), account_id=current_account().id)
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            flash(_("The picture can be chosen in the sections now."))
            return redirect(url_for(place.compose, zone_id=zone.id))
    draft = open_version(zone.id, enterprise_id=enterprise_id)
    return _page(zone, place, _form_of(zone, draft, is_empty=True), draft, form), REFUSED


def _form_of(zone: Zone, draft: ZoneVersion | None, *, is_empty: bool = False) -> PageForm:
    page = draft.page if draft else published_page(zone.id)
    return PageForm(page, pictures_to_choose(current_account().id, page), is_empty=is_empty)


def _page(
    zone: Zone, place: Place, form: PageForm, draft: ZoneVersion | None, picture: PictureForm | None = None
) -> str:
    return render_template(
        "zones/compose.html",
        zone=zone,
        place=place,
        form=form,
        draft=draft,
        is_fixed=draft is not None and draft.state is VersionState.PROPOSED,
        picture=picture or PictureForm(formdata=None, prefix="picture-"),
        with_text=WITH_TEXT,
        with_picture=WITH_PICTURE,
        with_links=WITH_LINKS,
    )


def _after_saving(place: Place, zone_id: int, number: int) -> str:
    """Where the button that was pressed leads: to the preview, to the section that was moved, or to the form again."""
    if "preview" in request.form:
        return url_for(place.preview, zone_id=zone_id, number=number)
    moved = request.form.get("move", "").partition(":")[0]
    if moved in set(SectionKind):
        return url_for(place.compose, zone_id=zone_id, _anchor=f"section-{moved}")
    flash(_("Kept as a draft. The public sees nothing of it yet."))
    return url_for(place.compose, zone_id=zone_id)
