"""The addresses of cases, notices and drafts in the API."""

from __future__ import annotations

from django.urls import path

from discharge.api.cases import CaseMessagesView, CaseNoticesView, CasesView, CaseView
from discharge.api.drafts import DraftsView, DraftView
from discharge.api.notices import (
    AcknowledgeView,
    CorrectView,
    ForwardView,
    NoticeView,
    ReadNoticeView,
    RecallRecipientView,
    RecallView,
    ReceivedNoticesView,
    ReturnView,
)
from discharge.api.stay_urls import urlpatterns as of_stays

urlpatterns = [
    path("cases/", CasesView.as_view(), name="api-cases"),
    path("cases/<uuid:ref>/", CaseView.as_view(), name="api-case"),
    path("cases/<uuid:ref>/notices/", CaseNoticesView.as_view(), name="api-case-notices"),
    path("cases/<uuid:ref>/messages/", CaseMessagesView.as_view(), name="api-case-messages"),
    *of_stays,
    path("notices/", ReceivedNoticesView.as_view(), name="api-notices"),
    path("notices/<uuid:ref>/", NoticeView.as_view(), name="api-notice"),
    path("notices/<uuid:ref>/read/", ReadNoticeView.as_view(), name="api-notice-read"),
    path("notices/<uuid:ref>/acknowledge/", AcknowledgeView.as_view(), name="api-notice-acknowledge"),
    path("notices/<uuid:ref>/return/", ReturnView.as_view(), name="api-notice-return"),
    path("notices/<uuid:ref>/forward/", ForwardView.as_view(), name="api-notice-forward"),
    path("notices/<uuid:ref>/correct/", CorrectView.as_view(), name="api-notice-correct"),
    path("notices/<uuid:ref>/recall/", RecallView.as_view(), name="api-notice-recall"),
    path("notices/<uuid:ref>/recall-recipient/", RecallRecipientView.as_view(), name="api-notice-recall-recipient"),
    path("drafts/", DraftsView.as_view(), name="api-drafts"),
    path("drafts/<uuid:ref>/", DraftView.as_view(), name="api-draft"),
]
