"""Addresses of the pages. They hold refs, never an identity number."""

from __future__ import annotations

from django.conf import settings
from django.urls import path

from desk.views.access import access, access_to_case
from desk.views.access import end as end_access
from desk.views.board import board
from desk.views.cases import case, printed_case, unmask
from desk.views.components import components
from desk.views.directory import directory
from desk.views.notices import (
    acknowledge_notice,
    correct,
    forward_notice,
    notice,
    printed_notice,
    read,
    recall_from_recipient,
    recall_notice,
    send_back,
)
from desk.views.notifications import notifications, put_away_notification
from desk.views.patients import open_new_case, patients
from desk.views.stays import act_in_stay, register
from desk.views.worklist import counts, start, worklist, worklist_rows
from desk.views.writing import keep_draft, recipients, throw_away, write

urlpatterns = [
    path("", start, name="start"),
    path("arbetslista/", worklist, name="worklist"),
    path("arbetslista/rader/", worklist_rows, name="worklist-rows"),
    path("avdelning/", board, name="board"),
    path("antal/", counts, name="counts"),
    path("aviseringar/", notifications, name="notifications"),
    path("aviseringar/<uuid:ref>/undan/", put_away_notification, name="notification-put-away"),
    path("enheter/", directory, name="directory"),
    path("patienter/", patients, name="patients"),
    path("atkomst/", access, name="access"),
    path("atkomst/<uuid:ref>/", access_to_case, name="access-case"),
    path("atkomst/<uuid:ref>/avsluta/", end_access, name="access-end"),
    path("arenden/", open_new_case, name="open-case"),
    path("arenden/<uuid:ref>/", case, name="case"),
    path("arenden/<uuid:ref>/visa-skyddade/", unmask, name="case-unmask"),
    path("arenden/<uuid:ref>/utskrift/", printed_case, name="case-print"),
    path("inskrivning/", register, name="register-stay"),
    path("arenden/<uuid:ref>/vagen-hem/<slug:slug>/", act_in_stay, name="stay-act"),
    path("arenden/<uuid:ref>/meddelande/", write, name="write"),
    path("arenden/<uuid:ref>/meddelande/mottagare/", recipients, name="recipients"),
    path("arenden/<uuid:ref>/meddelande/utkast/", keep_draft, name="draft"),
    path("arenden/<uuid:ref>/utkast/<uuid:draft>/kasta/", throw_away, name="draft-throw-away"),
    path("meddelanden/<uuid:ref>/", notice, name="notice"),
    path("meddelanden/<uuid:ref>/utskrift/", printed_notice, name="notice-print"),
    path("meddelanden/<uuid:ref>/oppna/", read, name="notice-read"),
    path("meddelanden/<uuid:ref>/kvittera/", acknowledge_notice, name="notice-acknowledge"),
    path("meddelanden/<uuid:ref>/fel-mottagare/", send_back, name="notice-send-back"),
    path("meddelanden/<uuid:ref>/skicka-vidare/", forward_notice, name="notice-forward"),
    path("meddelanden/<uuid:ref>/ratta/", correct, name="notice-correct"),
    path("meddelanden/<uuid:ref>/aterkalla/", recall_notice, name="notice-recall"),
    path("meddelanden/<uuid:ref>/aterkalla-fran/", recall_from_recipient, name="notice-recall-recipient"),
]
if settings.MODE == "local":
    urlpatterns += [path("komponenter/", components, name="components")]
