"""Export orders and agreements: listed, opened, filled with work, closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from domain.errors import RuleBroken
from domain.labour_export import OrderState
from webapp.access import current_account
from webapp.blueprints.export_orders.forms import AgreementForm, OrderForm, PlaceForm
from webapp.calendar import today
from webapp.parameters import member
from webapp.reads.export_orders import agreements, find_order, matched_by_batch, orders_in
from webapp.services import export_orders
from webapp.transaction import transaction
from webapp.wording import refusals_flashed

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.reads.export_orders import OrderFigures

blueprint = Blueprint("export_orders", __name__)


@blueprint.get("/office/export-orders")
def index() -> ResponseReturnValue:
    """The orders in one state, and the agreements behind them."""
    state = member(request.args, "state", OrderState) or OrderState.OPEN
    return render_template(
        "export_orders/index.html", state=state, states=OrderState, lines=orders_in(state), agreements=agreements()
    )


@blueprint.get("/office/export-orders/new")
def new() -> ResponseReturnValue:
    """An empty order."""
    form = OrderForm()
    form.offer(agreements())
    return render_template("export_orders/new.html", form=form)


@blueprint.post("/office/export-orders/new")
def create() -> ResponseReturnValue:
    """Open an order."""
    form = OrderForm()
    form.offer(agreements())
    if form.validate_on_submit():
        try:
            with transaction():
                order_id = export_orders.create_order(form.draft(), today=today(), account_id=current_account().id).id
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            flash(_("The order is open. Now say for what work."))
            return redirect(url_for("export_orders.show", order_id=order_id))
    return render_template("export_orders/new.html", form=form), 422


@blueprint.get("/office/export-orders/<int:order_id>")
def show(order_id: int) -> ResponseReturnValue:
    """An order with its work, its agencies, and how far it is filled."""
    form = PlaceForm(formdata=None)
    form.offer()
    return _page(_order(order_id), form)


@blueprint.post("/office/export-orders/<int:order_id>/places")
def add_place(order_id: int) -> ResponseReturnValue:
    """Say for what work the order wants people."""
    line, form = _order(order_id), PlaceForm()
    form.offer()
    if form.validate_on_submit():
        try:
            with transaction():
                export_orders.add_place(line.order, form.draft(), today=today(), account_id=current_account().id)
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            flash(_("Added. Agencies can take seats now."))
            return redirect(url_for("export_orders.show", order_id=order_id))
    return _page(_order(order_id), form), 422


@blueprint.post("/office/export-orders/<int:order_id>/close")
def close(order_id: int) -> ResponseReturnValue:
    """End an order."""
    with refusals_flashed(), transaction():
        export_orders.close_order(_order(order_id).order, account_id=current_account().id)
        flash(_("The order is closed. Whoever has been told keeps the place."))
    return redirect(url_for("export_orders.show", order_id=order_id))


@blueprint.get("/office/agreements/new")
def new_agreement() -> ResponseReturnValue:
    """An empty agreement."""
    form = AgreementForm()
    form.offer()
    return render_template("export_orders/agreement.html", form=form)


@blueprint.post("/office/agreements/new")
def create_agreement() -> ResponseReturnValue:
    """Enter an agreement."""
    form = AgreementForm()
    form.offer()
    if form.validate_on_submit():
        try:
            with transaction():
                export_orders.create_agreement(form.draft(), account_id=current_account().id)
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            flash(_("The agreement is entered."))
            return redirect(url_for("export_orders.index"))
    return render_template("export_orders/agreement.html", form=form), 422


def _order(order_id: int) -> OrderFigures:
    return find_order(order_id) or abort(404)


def _page(line: OrderFigures, form: PlaceForm) -> str:
    return render_template("export_orders/show.html", line=line, form=form, counts=matched_by_batch(line.order))
