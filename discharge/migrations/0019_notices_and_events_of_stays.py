"""Kinds of notices and of events that a hospital stay has."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("discharge", "0018_the_newborn_have_no_given_name")]

    operations = [
        migrations.RemoveConstraint(
            model_name="notice",
            name="notice_kind_known",
        ),
        migrations.AlterField(
            model_name="event",
            name="kind",
            field=models.CharField(
                choices=[
                    ("case_opened", "Ärendet öppnades"),
                    ("notice_sent", "Skickades"),
                    ("notice_read", "Lästes"),
                    ("notice_acknowledged", "Kvitterades"),
                    ("notice_returned", "Återsändes, fel mottagare"),
                    ("notice_forwarded", "Skickades vidare"),
                    ("notice_corrected", "Rättades"),
                    ("notice_recalled", "Återkallades"),
                    ("recipient_recalled", "Återkallades, fel mottagare"),
                    ("recall_acknowledged", "Återkallandet kvitterades"),
                    ("access_granted", "Åtkomst gavs"),
                    ("access_ended", "Åtkomst upphörde"),
                    ("deadline_missed", "Tiden gick ut"),
                    ("deadline_corrected", "En missad tid räknades om"),
                    ("stay_registered", "Skrevs in"),
                    ("need_judged", "Behovet bedömdes"),
                    ("no_need_judged", "Bedömdes inte behöva insatser efteråt"),
                    ("need_reopened", "Behovet ska bedömas på nytt"),
                    ("estimated", "Utskrivningen beräknades"),
                    ("admission_sent", "Inskrivningsmeddelande skickades"),
                    ("estimate_sent", "Beräknad utskrivning ändrades"),
                    ("ready_sent", "Utskrivningsklar meddelades"),
                    ("readiness_withdrawn", "Utskrivningsklar togs tillbaka"),
                    ("care_contact_sent", "Fast vårdkontakt utsågs"),
                    ("can_receive_sent", "Klar att ta emot meddelades"),
                    ("sip_answered", "Svar om SIP meddelades"),
                    ("sip_called", "Kallades till SIP"),
                    ("information_sent", "Utskrivningsinformation skickades"),
                    ("left", "Lämnade sjukhuset"),
                    ("leaving_undone", "Utskrivningen ångrades"),
                    ("stay_closed", "Vårdtillfället avslutades"),
                    ("stay_cancelled", "Vårdtillfället ströks: registrerat av misstag"),
                ],
                max_length=32,
            ),
        ),
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("message", "Meddelande"),
                    ("admission", "Inskrivningsmeddelande"),
                    ("estimate_change", "Ändrad beräknad utskrivning"),
                    ("ready", "Utskrivningsklar"),
                    ("ready_withdrawn", "Utskrivningsklar har tagits tillbaka"),
                    ("care_contact", "Fast vårdkontakt"),
                    ("can_receive", "Klar att ta emot"),
                    ("sip_answer", "Svar om SIP"),
                    ("sip_call", "Kallelse till SIP"),
                    ("discharge_information", "Information vid utskrivning"),
                    ("left", "Har lämnat sjukhuset"),
                    ("leaving_undone", "Är kvar på sjukhuset"),
                ],
                max_length=32,
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "message",
                            "admission",
                            "estimate_change",
                            "ready",
                            "ready_withdrawn",
                            "care_contact",
                            "can_receive",
                            "sip_answer",
                            "sip_call",
                            "discharge_information",
                            "left",
                            "leaving_undone",
                        ],
                    )
                ),
                name="notice_kind_known",
            ),
        ),
    ]
