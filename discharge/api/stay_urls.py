"""The addresses of hospital stays in the API."""

from __future__ import annotations

from django.urls import path

from discharge.api.stays import (
    AdmissionNoticeView,
    CancelView,
    CanReceiveView,
    CareContactView,
    CloseView,
    DischargeInformationView,
    EstimateView,
    JudgeNeedView,
    JudgeNoNeedView,
    LeaveView,
    ReadyView,
    ReopenNeedView,
    SipAnswerView,
    SipCallView,
    StaysView,
    StayView,
    UndoLeavingView,
    WithdrawReadyView,
)

ACTIONS = {
    "judge-need": JudgeNeedView,
    "judge-no-need": JudgeNoNeedView,
    "reopen-need": ReopenNeedView,
    "admission-notice": AdmissionNoticeView,
    "estimate": EstimateView,
    "ready": ReadyView,
    "withdraw-ready": WithdrawReadyView,
    "care-contact": CareContactView,
    "can-receive": CanReceiveView,
    "sip-answer": SipAnswerView,
    "sip-call": SipCallView,
    "discharge-information": DischargeInformationView,
    "leave": LeaveView,
    "undo-leaving": UndoLeavingView,
    "close": CloseView,
    "cancel": CancelView,
}

urlpatterns = [
    path("stays/", StaysView.as_view(), name="api-stays"),
    path("cases/<uuid:ref>/stay/", StayView.as_view(), name="api-stay"),
    *(
        path(f"cases/<uuid:ref>/stay/{action}/", view.as_view(), name=f"api-stay-{action}")
        for action, view in ACTIONS.items()
    ),
]
