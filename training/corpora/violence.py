"""A deliberately wide word list: a text without any of these words certainly reports no violent incident.

Used only to pick safe negatives for the relevance logit out of corpora that do not annotate relevance.
"""

import re

WORDS = re.compile(
    r"\b(?:kill|attack|bomb|shoot|shot|murder|kidnap|abduct|assassin|terror|explo|gunm|massacr|hostage|casualt|wound|injur"
    r"|dead|death|die[ds]?\b|war\b|violen|rebel|militant|troops|fight|arson|weapon|missile|clash|riot|assault|raid)",
    re.IGNORECASE,
)


def mentions_violence(text):
    return WORDS.search(text) is not None
