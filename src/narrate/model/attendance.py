"""Who was there: the words with which the minutes of a meeting say so. Being there is neither a word to somebody nor knowledge."""

ATTENDING = frozenset(
    (
        *(
            "present",
            "attending",
            "attendance",
            "in attendance",
            "attendees",
            "attendee",
            "participants",
            "invited",
        ),
        *("absent", "apologies", "regrets", "excused"),
        *(
            "anwesend",
            "anwesende",
            "teilnehmer",
            "teilnehmende",
            "teilnehmerinnen",
            "abwesend",
            "entschuldigt",
        ),
        *("présents", "présentes", "participant·es", "excusés", "excusées", "absents"),
        *("presentes", "asistentes", "participantes", "ausentes"),
        *("الحضور", "الحاضرون", "المشاركون", "الغائبون"),
    )
)
"""In lower case, in any language: minutes are mostly older than the site."""
