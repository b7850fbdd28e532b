"""E6: people, consent and publishing."""

from __future__ import annotations

from generator.core.diagnostics import Code, Severity

E601 = Code(
    id="E601",
    name="consent-missing",
    severity=Severity.WARNING,
    message="Withheld: no consent is noted for {person}.",
    hint="Add `consent:` with a reference to where it is filed, or take the person out of `people:`.",
    explanation="This cluster publishes nobody without a consent. The entry stays out of the site until every person "
    "in `people:` has one, of their own or through the entry's `consent:`. Only note where the consent is filed; never "
    "put the form itself here.",
    wrong="people:\n  - Year 6 pupils",
    right="people:\n  - Year 6 pupils\nconsent:\n  reference: office file 2026-14\n  until: 2027-12-31",
)
E602 = Code(
    id="E602",
    name="consent-ended",
    severity=Severity.WARNING,
    message="Withheld: the consent for {person} ended on {until}.",
    hint="Ask again and change `until:`, or take the person out of the entry.",
    explanation="A consent holds until its last day. After it the entry is withheld from the site by the next build.",
    wrong="consent:\n  reference: office file 2024-3\n  until: 2025-12-31",
    right="consent:\n  reference: office file 2026-14\n  until: 2027-12-31",
)
E603 = Code(
    id="E603",
    name="consent-due",
    severity=Severity.NOTE,
    message="The consent for {person} ends on {until}.",
    hint="Ask again in time; after that day the entry is withheld.",
    explanation="A reminder: this consent ends soon. How early you are told is set by `consent: due_days:` in "
    "`cluster.yaml`.",
    wrong="consent:\n  reference: office file 2025-8\n  until: (a day in the next weeks)",
    right="consent:\n  reference: office file 2026-14\n  until: 2027-12-31",
)
E604 = Code(
    id="E604",
    name="never-published",
    severity=Severity.WARNING,
    message="This entry is never published: it expires on {expires}, before it is published on {publish}.",
    hint="Check the two dates.",
    explanation="`publish:` is the first day an entry is on the site, `expires:` the first day it no longer is.",
    wrong="publish: 2026-09-01\nexpires: 2026-08-01",
    right="publish: 2026-08-01\nexpires: 2026-09-01",
)

CODES: tuple[Code, ...] = (E601, E602, E603, E604)
