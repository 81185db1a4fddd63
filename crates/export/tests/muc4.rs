//! Templates from claims, as a researcher who knows the key of MUC-4 would fill them.

use dateline_core::value::{
    Actor, Bounds, DateValue, Figure, People, PlaceValue, Responsibility, Thing, Value, Weapon,
};
use dateline_core::*;
use dateline_export::muc4::{Template, Words, templates};

/// Claims of one incident whose words stand in `text`.
struct Told {
    document: Document,
    records: Vec<ClaimRecord>,
    persons: Vec<PersonMention>,
    /// Certainty of every claim.
    score: f32,
}

/// Certainty of what words alone tell.
const UNSURE: f32 = 0.4;

impl Told {
    fn new(text: &str) -> Self {
        let document = serde_json::json!({
            "id": "d", "text": text, "title": null, "publisher": null, "url": null, "external_id": null,
            "published": {"day": "1990-03-14", "basis": "text"}, "language": "english",
            "origin": {"path": "-", "record": null, "bytes_hash": ""},
        });
        Self {
            document: serde_json::from_value(document).unwrap(),
            records: Vec::new(),
            persons: Vec::new(),
            score: UNSURE,
        }
    }

    /// As if the encoder itself had found what is claimed from here on.
    fn found(mut self) -> Self {
        self.score = 0.9;
        self
    }

    fn span(&self, words: &str) -> Span {
        let text = self.document.text.as_str();
        let at = text
            .find(words)
            .unwrap_or_else(|| panic!("{words:?} is not in the text"));
        self.document.text.span_of_bytes(at..at + words.len())
    }

    fn person(mut self, name: &str) -> Self {
        self.persons.push(PersonMention {
            span: self.span(name),
            role: "a person".to_owned(),
            redaction: Redaction::Public,
        });
        self
    }

    /// A claim that rests on `words`; the whole text is its sentence.
    fn claim(mut self, value: Value, words: &str) -> Self {
        let claim = Claim {
            number: u32::try_from(self.records.len()).unwrap(),
            incident: 0,
            slot: value.slot(),
            value: Some(value),
            source: Source::publisher(None),
            stance: Stance::Asserts,
            certainty: Certainty::Stated,
            distanced: false,
            supersedes: None,
            inherited: false,
            score: self.score,
            evidence: Evidence {
                spans: vec![self.span(words)],
                context: self.document.text.span(),
                cue: None,
            },
        };
        self.records.push(ClaimRecord {
            id: ClaimId::of(&LedgerSecret::NONE, &self.document.id, "test", &claim),
            document: self.document.id.clone(),
            publisher: None,
            published: self.document.published_day(),
            ingested: jiff::Timestamp::UNIX_EPOCH,
            claim,
        });
        self
    }

    fn kind(self, kind: IncidentType) -> Self {
        let first = self
            .document
            .text
            .as_str()
            .split(' ')
            .next()
            .unwrap()
            .to_owned();
        self.claim(Value::Type(kind), &first)
    }

    fn victim(self, words: &str, kind: PersonKind, effect: Option<FigureKind>) -> Self {
        let people = People {
            mention: words.to_owned(),
            kind,
            nationality: None,
            count: None,
            effect,
            private: false,
        };
        self.claim(Value::Victim(people), words)
    }

    fn target(self, words: &str) -> Self {
        let thing = Thing {
            mention: words.to_owned(),
            kind: None,
            count: None,
            effect: None,
        };
        self.claim(Value::Target(thing), words)
    }

    fn place(self, words: &str, code: &str, precision: PlacePrecision) -> Self {
        let mut place = PlaceValue::named(words);
        place.country_code = Some(code.to_owned());
        place.country = Some(code.to_owned());
        place.precision = precision;
        self.claim(Value::Place(place), words)
    }

    fn templates(&self) -> Vec<Template<String>> {
        let incidents = dateline_resolve::incidents(&self.records, &[], Policy::Dateline);
        templates(&self.document, &self.persons, &incidents, &self.records)
            .iter()
            .map(|template| template.map(|words: &Words| words.text.clone()))
            .collect()
    }

    fn only(&self) -> Template<String> {
        let mut all = self.templates();
        assert_eq!(all.len(), 1, "one incident, one template");
        all.remove(0)
    }
}

fn actor(words: &str, organisation: Option<&str>, kind: ActorKind) -> Actor {
    Actor {
        mention: words.to_owned(),
        organisation: organisation.map(str::to_owned),
        kind,
        nationality: None,
        count: None,
        private: false,
    }
}

#[test]
fn a_name_has_its_office_as_description_and_the_kind_of_the_office() {
    let told = Told::new(
        "GUNMEN SHOT THE MAYOR OF RIO SECO, ADELMO QUINTANAR PAZ, AND TWO PEASANTS IN RIO SECO.",
    )
    .person("ADELMO QUINTANAR PAZ")
    .kind(IncidentType::ArmedAssault)
    .victim(
        "ADELMO QUINTANAR PAZ",
        PersonKind::Unknown,
        Some(FigureKind::Killed),
    )
    .victim(
        "TWO PEASANTS",
        PersonKind::Civilian,
        Some(FigureKind::Wounded),
    );
    let made = told.only();
    assert_eq!(made.victims, [["ADELMO QUINTANAR PAZ"]]);
    assert_eq!(made.victim_description[0].value, ["MAYOR OF RIO SECO"]);
    assert_eq!(made.victim_description[0].of, ["ADELMO QUINTANAR PAZ"]);
    assert_eq!(made.victim_description[1].value, ["TWO PEASANTS"]);
    assert!(
        made.victim_description[1].of.is_empty(),
        "people without a name stand for themselves"
    );
    let kinds: Vec<&str> = made
        .victim_type
        .iter()
        .map(|fill| fill.value.as_str())
        .collect();
    assert_eq!(kinds, ["GOVERNMENT OFFICIAL", "CIVILIAN"]);
    let numbers: Vec<&str> = made
        .victim_number
        .iter()
        .map(|fill| fill.value.as_str())
        .collect();
    assert_eq!(numbers, ["1", "2"]);
    let effects: Vec<&str> = made
        .victim_effect
        .iter()
        .map(|fill| fill.value.as_str())
        .collect();
    assert_eq!(effects, ["DEATH", "INJURY"]);
}

#[test]
fn a_surname_is_completed_from_the_rest_of_the_report() {
    let told = Told::new("QUINTANAR WAS KIDNAPPED. THE FAMILY OF ADELMO QUINTANAR IS WAITING.")
        .person("QUINTANAR")
        .person("ADELMO QUINTANAR")
        .kind(IncidentType::Abduction)
        .victim("QUINTANAR", PersonKind::Unknown, None);
    assert_eq!(told.only().victims, [["ADELMO QUINTANAR"]]);
}

#[test]
fn targets_have_kind_number_nation_and_effect() {
    let told = Told::new("A BOMB WENT OFF AT THE SWEDISH EMBASSY IN BOGOTA; AT LEAST 20 SHOPS AND THE HOUSE OF A SENATOR WERE HIT.")
        .kind(IncidentType::Bombing)
        .place("BOGOTA", "CO", PlacePrecision::Locality)
        .target("THE SWEDISH EMBASSY")
        .target("AT LEAST 20 SHOPS")
        .target("THE HOUSE OF A SENATOR");
    let made = told.only();
    assert_eq!(
        made.targets,
        [["SWEDISH EMBASSY"], ["20 SHOPS"], ["HOUSE OF A SENATOR"]]
    );
    let values = |fills: &[dateline_export::muc4::Fill<String, String>]| {
        fills
            .iter()
            .map(|fill| fill.value.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        values(&made.target_type),
        [
            "DIPLOMAT OFFICE OR RESIDENCE",
            "COMMERCIAL",
            "GOVERNMENT OFFICE OR RESIDENCE"
        ]
    );
    assert_eq!(values(&made.target_number), ["1", "20-", "1"]);
    assert_eq!(values(&made.target_nation), ["SWEDEN"]);
    assert_eq!(values(&made.target_effect), ["SOME DAMAGE"; 3]);
    assert_eq!(made.location.as_deref(), Some("COLOMBIA: BOGOTA (CITY)"));
    assert_eq!(
        made.date.as_deref(),
        Some("- 14 MAR 90"),
        "no date told: not later than the report"
    );
    assert_eq!(made.instrument_type[0].value, "BOMB");
}

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
fn what_an_article_or_a_preposition_opens_is_no_name_of_a_person() {
    let told = |words: &str| {
        Told::new(&format!("GUNMEN KILLED {words} YESTERDAY."))
            .kind(IncidentType::ArmedAssault)
            .victim(words, PersonKind::Civilian, Some(FigureKind::Killed))
            .only()
    };
    let members = told("FIVE MEMBERS OF THE RED CROSS");
    assert!(members.victims.is_empty());
    assert_eq!(
        members.victim_description[0].value,
        ["FIVE MEMBERS OF THE RED CROSS"]
    );
    let mayor = told("MAYOR ADELMO QUINTANAR");
    assert_eq!(mayor.victims, [["ADELMO QUINTANAR"]]);
}

#[test]
fn names_with_and_in_them_are_one_thing_and_up_to_is_no_set_fire_to() {
    let number = |before: &str, words: &str| {
        let told = Told::new(&format!("GUERRILLAS {before} {words} YESTERDAY."))
            .kind(IncidentType::Arson)
            .target(words)
            .only();
        told.target_number[0].value.clone()
    };
    assert_eq!(
        number("BURNED", "THE AGRICULTURE AND LIVESTOCK MINISTRY"),
        "1"
    );
    assert_eq!(number("SET FIRE TO", "THREE TRUCKS"), "3");
    assert_eq!(number("BURNED UP TO", "THREE TRUCKS"), "-3");
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
fn a_blast_hurts_and_nobody_is_hurt_where_the_report_says_so() {
    let effects = |text: &str| {
        let told = Told::new(text)
            .kind(IncidentType::Bombing)
            .target("A BRIDGE")
            .only();
        told.victim_effect
            .into_iter()
            .map(|fill| fill.value)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        effects("A BOMB WENT OFF ON A BRIDGE; NO CASUALTIES WERE REPORTED."),
        ["NO INJURY OR DEATH"]
    );
    assert!(effects("A BOMB WENT OFF ON A BRIDGE.").is_empty());
}

#[test]
fn people_told_of_again_in_fewer_words_are_the_same_people() {
    let told = |others: &str| {
        let text =
            format!("A BOMB HURT THE BISHOP'S COOKS IN LIMA; {others} WERE TAKEN TO A HOSPITAL.");
        let made = Told::new(&text)
            .kind(IncidentType::Bombing)
            .victim("THE BISHOP'S COOKS", PersonKind::Civilian, None)
            .victim(others, PersonKind::Civilian, None)
            .only();
        let all = made.victim_description.into_iter();
        all.map(|fill| fill.value).collect::<Vec<_>>()
    };
    assert_eq!(told("THE COOKS"), [["BISHOP'S COOKS"]]);
    assert_eq!(told("TWO NURSES"), [["BISHOP'S COOKS"], ["TWO NURSES"]]);
}

#[test]
fn an_office_ends_before_a_dash_and_a_police_rank_is_of_the_police() {
    let described = |text: &str| {
        let told = Told::new(text)
            .person("ADELMO QUINTANAR")
            .kind(IncidentType::ArmedAssault)
            .victim("ADELMO QUINTANAR", PersonKind::Unknown, None)
            .only();
        let fill = &told.victim_description[0];
        (fill.value[0].clone(), told.victim_type[0].value.clone())
    };
    let (words, kind) = described("THE MAFIA -- POLICE COLONEL ADELMO QUINTANAR WAS ATTACKED.");
    assert_eq!(words, "POLICE COLONEL");
    assert_eq!(kind, "LAW ENFORCEMENT");
    let (_, kind) = described("YESTERDAY ARMY COLONEL ADELMO QUINTANAR WAS ATTACKED.");
    assert_eq!(kind, "ACTIVE MILITARY");
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

#[test]
fn a_nation_is_told_by_a_word_for_it_and_no_other() {
    let nations = |words: &str| {
        let told = Told::new(&format!("A BOMB DAMAGED {words} IN BOGOTA."))
            .kind(IncidentType::Bombing)
            .place("BOGOTA", "CO", PlacePrecision::Locality)
            .target(words)
            .only();
        let fills = told.target_nation.into_iter();
        fills.map(|fill| fill.value).collect::<Vec<_>>()
    };
    assert_eq!(nations("THE POLISH EMBASSY"), ["POLAND"]);
    assert_eq!(nations("AN AMERICAN SCHOOL"), ["UNITED STATES"]);
    assert!(nations("TWO POWER POLES").is_empty());
    assert!(nations("A CENTRAL AMERICAN BANK").is_empty(), "a region");
    assert!(nations("THE COLOMBIAN CONGRESS").is_empty(), "not foreign");
}
