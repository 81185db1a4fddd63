"""Label sets of the incident head, in the order of its logits."""

TYPES = (
    "armed_assault bombing shelling air_strike battle assassination abduction hijacking execution abuse sexual_violence "
    "prison_break release arson sabotage robbery raid arrest riot protest displacement troop_movement other_violence"
).split()
NONE = len(TYPES)  # index of "no incident" behind the types
ROLES = [
    "perpetrator_individual", "perpetrator_organisation", "victim_name", "victim_description", "victim_title",
    "target", "weapon", "trigger", "date", "place", "figure",
]  # fmt: skip
STAGES = ["accomplished", "attempted", "threatened"]

# What of ours a type of MUC-4 covers.
MUC_TYPES = {
    "attack": "armed_assault shelling air_strike assassination execution abuse sexual_violence riot sabotage other_violence",
    "bombing": "bombing shelling air_strike",
    "kidnapping": "abduction",
    "hijacking": "hijacking",
    "arson": "arson",
    "robbery": "robbery",
    "forced work stoppage": "protest sabotage",
}
# Which of them the words of the key leave open: by the kind of instrument, else by the type. The loss asks for their sum.
MUC_INSTRUMENTS = {
    "AERIAL BOMB": "air_strike",
    "MORTAR": "shelling",
    "ROCKET": "shelling",
    "MISSILE": "shelling",
    "PROJECTILE": "shelling",
    "TORTURE": "abuse",
}
MUC_OPEN = {**MUC_TYPES, "attack": "armed_assault assassination execution", "bombing": "bombing", "forced work stoppage": "protest"}

# What MUC-4 does not annotate: a query that finds it there is not wrong. Nothing may stand here and in MUC_OPEN: it would
# be right whatever the key says.
MUC_UNANNOTATED = "battle prison_break release raid arrest riot displacement troop_movement"
MUC_ROLES = ROLES[:7]


def indices(names):
    return sorted(TYPES.index(name) for name in names.split())
