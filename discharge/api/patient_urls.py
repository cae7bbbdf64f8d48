"""The addresses of patients and of addressing in the API. They hold refs, never an identity number."""

from __future__ import annotations

from django.urls import path

from discharge.api import addressing, patients

urlpatterns = [
    path("patients/", patients.PatientsView.as_view(), name="api-patients"),
    path("patients/search/", patients.SearchView.as_view(), name="api-patients-search"),
    path("patients/lookup/", patients.LookUpView.as_view(), name="api-patients-lookup"),
    path("patients/<uuid:ref>/", patients.PatientView.as_view(), name="api-patient"),
    path("patients/<uuid:ref>/unmask/", patients.UnmaskView.as_view(), name="api-patient-unmask"),
    path("patients/<uuid:ref>/events/", patients.PatientEventsView.as_view(), name="api-patient-events"),
    path("patients/<uuid:ref>/recipients/", patients.ProposalsView.as_view(), name="api-patient-recipients"),
    path("patients/<uuid:ref>/refresh/", patients.RefreshView.as_view(), name="api-patient-refresh"),
    path("patients/<uuid:ref>/register-data/", patients.RegisterDataView.as_view(), name="api-patient-register-data"),
    path("patients/<uuid:ref>/protection/", patients.ProtectionView.as_view(), name="api-patient-protection"),
    path("patients/<uuid:ref>/identities/", patients.AddIdentityView.as_view(), name="api-patient-identities"),
    path("patients/<uuid:ref>/identities/replace/", patients.ReplaceIdentityView.as_view(), name="api-patient-replace"),
    path(
        "patients/<uuid:ref>/identities/withdraw/", patients.WithdrawIdentityView.as_view(), name="api-patient-withdraw"
    ),
    path("patients/<uuid:ref>/merge/", patients.MergeView.as_view(), name="api-patient-merge"),
    path("patients/<uuid:ref>/split/", patients.SplitView.as_view(), name="api-patient-split"),
    path("patients/<uuid:ref>/placements/", patients.PlacementsView.as_view(), name="api-patient-placements"),
    path("placements/<uuid:ref>/end/", patients.EndPlacementView.as_view(), name="api-placement-end"),
    path("address-rules/", addressing.AddressRulesView.as_view(), name="api-address-rules"),
    path("address-rules/<uuid:ref>/end/", addressing.EndAddressRuleView.as_view(), name="api-address-rule-end"),
    path("area-responsibilities/", addressing.AreaResponsibilitiesView.as_view(), name="api-area-responsibilities"),
    path(
        "area-responsibilities/<uuid:ref>/end/",
        addressing.EndAreaResponsibilityView.as_view(),
        name="api-area-responsibility-end",
    ),
]
