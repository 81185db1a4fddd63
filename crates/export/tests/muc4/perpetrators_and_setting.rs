//! Who did it, by what means, when and where, and what is no template at all.

use dateline_core::value::{Bounds, DateValue, Figure, Responsibility, Value, Weapon};
use dateline_core::*;

use crate::told::*;

#[test]
fn an_organisation_is_parted_from_its_members_and_has_a_footing() {
    let text =
        "ARMED MEN OF THE 7 JULY FRONT KILLED A TEACHER; THE 7 JULY FRONT CLAIMED RESPONSIBILITY.";
    let armed = actor(
        "ARMED MEN OF THE 7 JULY FRONT",
        Some("7 July Front"),
        ActorKind::Rebel,
    );
    let front = Responsibility {
        actor: actor("THE 7 JULY FRONT", Some("7 July Front"), ActorKind::Rebel),
        link: ResponsibilityLink::Claimed,
    };
    let made = Told::new(text)
        .kind(IncidentType::ArmedAssault)
        .victim("A TEACHER", PersonKind::Civilian, Some(FigureKind::Killed))
        .claim(Value::Perpetrator(armed), "ARMED MEN OF THE 7 JULY FRONT")
        .claim(Value::Responsibility(front), "THE 7 JULY FRONT CLAIMED")
        .only();
    assert_eq!(made.individuals, [["ARMED MEN"]]);
    assert_eq!(made.organisations.len(), 1);
    assert_eq!(made.org_confidence[0].value, "CLAIMED OR ADMITTED");
    assert_eq!(made.perp_category.as_deref(), Some("TERRORIST ACT"));
}

#[test]
fn violence_of_soldiers_is_state_sponsored() {
    let made = Told::new("SOLDIERS TORTURED A STUDENT.")
        .kind(IncidentType::Abuse)
        .victim("A STUDENT", PersonKind::Civilian, None)
        .claim(
            Value::Perpetrator(actor("SOLDIERS", None, ActorKind::StateForces)),
            "SOLDIERS",
        )
        .only();
    assert_eq!(made.individuals, [["SOLDIERS"]]);
    assert_eq!(
        made.perp_category.as_deref(),
        Some("STATE-SPONSORED VIOLENCE")
    );
}

#[test]
fn shots_are_no_instrument_but_tell_its_kind() {
    let weapon = |words: &str, kind| {
        Value::Weapon(Weapon {
            mention: words.to_owned(),
            kind,
            count: None,
        })
    };
    let told = |words: &str| {
        Told::new("A DRIVER DIED BY SHOTS FROM AN ASSAULT RIFLE.")
            .kind(IncidentType::ArmedAssault)
            .victim("A DRIVER", PersonKind::Civilian, Some(FigureKind::Killed))
            .claim(weapon(words, WeaponKind::Firearm), words)
            .only()
    };
    let shots = told("SHOTS");
    assert!(shots.instruments.is_empty());
    assert_eq!(shots.instrument_type[0].value, "GUN");
    let rifle = told("AN ASSAULT RIFLE");
    assert_eq!(rifle.instruments, [["ASSAULT RIFLE"]]);
    assert_eq!(rifle.instrument_type[0].value, "RIFLE");
}

#[test]
fn what_muc4_does_not_ask_for_is_left_out() {
    let base = || Told::new("ON MONDAY A PEASANT AND A GUERRILLA WERE HELD IN LYON.");
    let victim = |told: Told, words: &str| told.victim(words, PersonKind::Unknown, None);
    assert!(
        victim(base().kind(IncidentType::Arrest), "A PEASANT")
            .templates()
            .is_empty(),
        "an arrest"
    );
    assert!(
        base()
            .kind(IncidentType::ArmedAssault)
            .templates()
            .is_empty(),
        "nobody and nothing was attacked"
    );
    assert_eq!(
        base()
            .found()
            .kind(IncidentType::ArmedAssault)
            .templates()
            .len(),
        1,
        "what the encoder is sure of needs no victim"
    );
    assert!(
        victim(base().kind(IncidentType::ArmedAssault), "A GUERRILLA")
            .templates()
            .is_empty(),
        "a fighter"
    );
    let abroad =
        base()
            .kind(IncidentType::ArmedAssault)
            .place("LYON", "FR", PlacePrecision::Locality);
    assert!(
        victim(abroad, "A PEASANT").templates().is_empty(),
        "not in Latin America"
    );
    assert_eq!(
        victim(base().kind(IncidentType::ArmedAssault), "A PEASANT")
            .templates()
            .len(),
        1
    );
}

#[test]
fn dates_and_harm_to_nobody_are_noted_as_the_key_does() {
    let date = |from: &str, to: &str, precision| DateValue {
        earliest: Some(from.parse().unwrap()),
        latest: Some(to.parse().unwrap()),
        precision,
        lasted: false,
        words: "IN FEBRUARY".to_owned(),
    };
    let nobody = Figure {
        kind: FigureKind::Wounded,
        bounds: Bounds::exact(0),
        class: WordingClass::Exact,
        words: "NOBODY".to_owned(),
        of_whom: None,
        of_kind: PersonKind::Unknown,
        side: Side::Unknown,
        relation: Relation::Total,
        includes_perpetrators: YesNoUnknown::Unknown,
    };
    let told = |date: DateValue| {
        Told::new("IN FEBRUARY A BOMB DESTROYED A BRIDGE NEAR LIMA; NOBODY WAS HURT.")
            .kind(IncidentType::Bombing)
            .target("A BRIDGE")
            .claim(Value::Date(date), "IN FEBRUARY")
            .claim(Value::Figure(nobody.clone()), "NOBODY")
            .only()
    };
    let night = told(date("1990-02-10", "1990-02-11", DatePrecision::Day));
    assert_eq!(night.date.as_deref(), Some("10 FEB 90 - 11 FEB 90"));
    let made = told(date("1990-02-01", "1990-02-28", DatePrecision::Month));
    assert_eq!(
        made.date.as_deref(),
        Some("- 14 MAR 90"),
        "a month tells no more than that it was before the report"
    );
    assert_eq!(made.target_type[0].value, "TRANSPORTATION ROUTE");
    assert_eq!(made.target_effect[0].value, "DESTROYED");
    assert_eq!(made.victim_effect[0].value, "NO INJURY OR DEATH");
}

#[test]
fn a_place_elsewhere_is_believed_only_if_its_country_is_named() {
    let told = |text: &str, words: &str, code: &str| {
        Told::new(text)
            .found()
            .kind(IncidentType::ArmedAssault)
            .victim("A PEASANT", PersonKind::Civilian, Some(FigureKind::Killed))
            .place(words, code, PlacePrecision::Locality)
            .only()
            .location
    };
    assert_eq!(
        told(
            "A PEASANT WAS KILLED IN ESCALON, SAID THE PERUVIAN POLICE.",
            "ESCALON",
            "US"
        )
        .as_deref(),
        Some("PERU"),
        "a name that is found elsewhere too"
    );
    assert_eq!(
        told("LIMA -- A PEASANT WAS KILLED IN ESCALON.", "ESCALON", "US").as_deref(),
        Some("PERU"),
        "the capital stands for its country"
    );
    assert_eq!(
        told(
            "A PEASANT WAS KILLED IN KINGSTON, JAMAICA.",
            "KINGSTON",
            "JM"
        )
        .as_deref(),
        Some("JAMAICA: KINGSTON (CITY)")
    );
}

#[test]
fn whose_violence_it_was_is_told_by_who_acted() {
    let category = |words: &str, organisation: Option<&str>, kind| {
        Told::new(&format!("YESTERDAY {words} SHOT A TEACHER."))
            .kind(IncidentType::ArmedAssault)
            .victim("A TEACHER", PersonKind::Civilian, Some(FigureKind::Killed))
            .claim(Value::Perpetrator(actor(words, organisation, kind)), words)
            .only()
            .perp_category
    };
    let guerrillas = category("GUERRILLAS", None, ActorKind::Rebel);
    assert_eq!(guerrillas.as_deref(), Some("TERRORIST ACT"));
    let army = "THE PEOPLE'S ARMY OF LIBERATION";
    assert_eq!(
        category(army, Some(army), ActorKind::Unknown).as_deref(),
        Some("TERRORIST ACT"),
        "no army of a state"
    );
    let soldiers = category("THE ARMY", Some("the army"), ActorKind::Unknown);
    assert_eq!(soldiers.as_deref(), Some("STATE-SPONSORED VIOLENCE"));
    let nobody = |kind| {
        Told::new("A TEACHER WAS ATTACKED.")
            .kind(kind)
            .victim("A TEACHER", PersonKind::Civilian, None)
            .only()
            .perp_category
    };
    assert_eq!(nobody(IncidentType::ArmedAssault), None);
    assert_eq!(
        nobody(IncidentType::Bombing).as_deref(),
        Some("TERRORIST ACT"),
        "the act tells"
    );
}

#[test]
fn acts_tell_the_kind_of_means_that_is_not_named() {
    let kinds = |text: &str| {
        let told = Told::new(text).kind(IncidentType::ArmedAssault).victim(
            "A DRIVER",
            PersonKind::Civilian,
            Some(FigureKind::Killed),
        );
        let made = told.only();
        assert!(made.instruments.is_empty());
        made.instrument_type
            .into_iter()
            .map(|fill| fill.value)
            .collect::<Vec<_>>()
    };
    assert_eq!(kinds("STRANGERS GUNNED DOWN A DRIVER."), ["GUN"]);
    assert_eq!(kinds("STRANGERS STABBED A DRIVER."), ["CUTTING DEVICE"]);
    assert!(kinds("STRANGERS KILLED A DRIVER.").is_empty());
}

#[test]
fn an_organisation_goes_by_the_names_that_the_report_sets_side_by_side() {
    let names = |text: &str, words: &str| {
        let told = Told::new(text)
            .kind(IncidentType::Bombing)
            .target("A BRIDGE")
            .claim(
                Value::Perpetrator(actor(words, Some(words), ActorKind::Rebel)),
                words,
            )
            .only();
        let [organisation] = told.organisations.as_slice() else {
            panic!("one organisation in {text:?}")
        };
        organisation.clone()
    };
    let both = ["SOUTHERN PEASANT FRONT", "SPF"];
    assert_eq!(
        names(
            "THE SOUTHERN PEASANT FRONT [SPF] BLEW UP A BRIDGE.",
            both[0]
        ),
        both
    );
    assert_eq!(
        names(
            "REBELS OF THE SOUTHERN PEASANT FRONT (SPF) MET. THE SPF BLEW UP A BRIDGE.",
            "SPF"
        ),
        ["SPF", both[0]]
    );
    assert_eq!(
        names("THE SPF [SOUTHERN PEASANT FRONT] BLEW UP A BRIDGE.", "SPF"),
        ["SPF", both[0]]
    );
    assert_eq!(
        names(
            "THE SELF-STYLED SOUTHERN PEASANT FRONT [SPF] BLEW UP A BRIDGE.",
            "SPF"
        ),
        ["SPF", both[0]],
        "an epithet is no part of the name"
    );
    assert_eq!(
        names(
            "THE SOUTHERN PEASANT FRONT [SPF] BLEW UP A BRIDGE.",
            "SOUTHERN PEASANT FRONT [SPF]"
        ),
        both
    );
    assert_eq!(
        names(
            "THE SOUTHERN PEASANT FRONT [TEXT] BLEW UP A BRIDGE.",
            both[0]
        ),
        [both[0]],
        "no acronym of it"
    );
    assert_eq!(
        names(
            "AT THE MAIN SQUARE (SPF) STOOD. THE SPF BLEW UP A BRIDGE.",
            "SPF"
        ),
        ["SPF"],
        "no name of an organisation"
    );
}

#[test]
fn an_act_that_an_organisation_claims_elsewhere_is_claimed() {
    let footing = |rest: &str| {
        let text = format!("THE 7 JULY FRONT BLEW UP A BRIDGE. {rest}");
        let front = actor("THE 7 JULY FRONT", Some("7 July Front"), ActorKind::Rebel);
        let told = Told::new(&text)
            .kind(IncidentType::Bombing)
            .target("A BRIDGE")
            .claim(Value::Perpetrator(front), "THE 7 JULY FRONT");
        told.only().org_confidence[0].value.clone()
    };
    assert_eq!(
        footing("TODAY THE 7 JULY FRONT HAS CLAIMED RESPONSIBILITY FOR IT."),
        "CLAIMED OR ADMITTED"
    );
    assert_eq!(
        footing("THE 7 JULY FRONT IS SMALL. ITS RIVALS MAKE BREAD."),
        "REPORTED AS FACT"
    );
}
