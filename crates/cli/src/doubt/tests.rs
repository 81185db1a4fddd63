use std::collections::BTreeMap;

use dateline_core::value::{
    Actor, Coordinates, DateValue, Figure, PlaceValue, Responsibility, Value,
};
use dateline_core::{
    ActorKind, Certainty, Claim, DocumentId, Evidence, FigureKind, IncidentId, IncidentType,
    PersonKind, Policy, Relation, Reviewed, Side, Source, Span, Stance, WordingClass, YesNoUnknown,
};

use super::*;

const LATER: i64 = 100;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

fn settled(value: Value) -> Derived {
    Derived {
        value: Some(value),
        bounds: None,
        status: SlotStatus::Settled,
        rule: Rule::OnlyValue,
        support: vec![ClaimId("a".to_owned())],
        rivals: Vec::new(),
        denials: Vec::new(),
        superseded: Vec::new(),
    }
}

/// A bombing on a day in a place of the gazetteer: nothing speaks against it.
fn plain() -> Incident {
    let place = PlaceValue {
        coordinates: Some(Coordinates {
            latitude: 33.5,
            longitude: 44.2,
        }),
        score: 0.9,
        ..PlaceValue::named("Varnholt")
    };
    let day = "2021-05-02".parse().unwrap();
    Incident {
        id: IncidentId("i-000000000000".to_owned()),
        part_of: None,
        parts: Vec::new(),
        status: SlotStatus::Settled,
        slots: BTreeMap::from([
            (Slot::Type, settled(Value::Type(IncidentType::Bombing))),
            (
                Slot::Date,
                settled(Value::Date(DateValue::day(day, "on Sunday"))),
            ),
            (Slot::Place, settled(Value::Place(place))),
        ]),
        lists: BTreeMap::new(),
        withdrawn: Vec::new(),
        earlier_claims: Vec::new(),
        claims: vec![ClaimId("a".to_owned()), ClaimId("b".to_owned())],
        documents: Vec::new(),
        policy: Policy::Dateline,
        reviewed: None,
    }
}

/// A claim of a document of this publisher, read with this score.
fn record(id: &str, publisher: &str, score: f32) -> ClaimRecord {
    ClaimRecord {
        id: ClaimId(id.to_owned()),
        document: DocumentId(format!("document of {publisher}")),
        publisher: Some(publisher.to_owned()),
        published: None,
        ingested: at(0),
        claim: Claim {
            number: 0,
            incident: 0,
            slot: Slot::Type,
            value: Some(Value::Type(IncidentType::Bombing)),
            source: Source::publisher(Some(publisher)),
            stance: Stance::Asserts,
            certainty: Certainty::Stated,
            distanced: false,
            supersedes: None,
            inherited: false,
            score,
            evidence: Evidence {
                spans: vec![Span::new(0, 1)],
                context: Span::new(0, 1),
                cue: None,
            },
        },
    }
}

fn two_sources() -> Vec<ClaimRecord> {
    vec![record("a", "Courier", 0.9), record("b", "Gazette", 0.9)]
}

fn words(incident: &Incident, records: &[ClaimRecord]) -> Vec<String> {
    let found = doubts(incident, records, at(0));
    found.into_iter().map(|doubt| doubt.words).collect()
}

fn told(incident: &Incident) -> Vec<String> {
    words(incident, &two_sources())
}

fn killed(bounds: [Option<u64>; 3]) -> Derived {
    let [low, best, high] = bounds;
    let bounds = Bounds::new(low, best, high).unwrap();
    let figure = Figure {
        kind: FigureKind::Killed,
        bounds,
        class: WordingClass::Exact,
        words: "12".to_owned(),
        of_whom: None,
        of_kind: PersonKind::Unknown,
        side: Side::Unknown,
        relation: Relation::Total,
        includes_perpetrators: YesNoUnknown::Unknown,
    };
    Derived {
        bounds: Some(bounds),
        ..settled(Value::Figure(figure))
    }
}

fn accused(name: &str, link: ResponsibilityLink) -> Derived {
    let actor = Actor {
        mention: name.to_owned(),
        organisation: None,
        kind: ActorKind::Unknown,
        nationality: None,
        count: None,
        private: false,
    };
    Derived {
        rule: Rule::NotDerived,
        ..settled(Value::Responsibility(Responsibility { actor, link }))
    }
}

#[test]
fn what_two_sources_tell_alike_is_not_doubted() {
    assert_eq!(told(&plain()), Vec::<String>::new());
}

#[test]
fn each_reason_is_told_in_words() {
    let with = |change: fn(&mut Incident)| {
        let mut incident = plain();
        change(&mut incident);
        told(&incident)
    };
    let status = |status: SlotStatus| {
        let mut incident = plain();
        incident.slots.get_mut(&Slot::Date).unwrap().status = status;
        told(&incident)
    };
    assert_eq!(
        with(|one| one.status = SlotStatus::Contested),
        ["somebody denies that it happened"]
    );
    assert_eq!(status(SlotStatus::Contested), ["date: told and denied"]);
    assert_eq!(status(SlotStatus::Rival), ["date: sources differ"]);
    for (slot, words) in [
        (Slot::Type, "no kind of act is told"),
        (Slot::Date, "no day is known"),
        (Slot::Place, "no place is known"),
    ] {
        let mut incident = plain();
        incident.slots.remove(&slot);
        assert_eq!(told(&incident), [words]);
    }
    let unknown = with(|one| {
        let place = Value::Place(PlaceValue::named("Tell Hamir"));
        one.slots.insert(Slot::Place, settled(place));
    });
    assert_eq!(unknown, ["place: the gazetteer lacks it"]);
    let unresolved = with(|one| {
        let date = Value::Date(DateValue::unresolved("on Sunday"));
        one.slots.insert(Slot::Date, settled(date));
    });
    assert_eq!(unresolved, ["no day is known"]);
}

#[test]
fn a_place_of_low_score_is_doubted() {
    let mut incident = plain();
    if let Some(Value::Place(place)) = &mut incident.slots.get_mut(&Slot::Place).unwrap().value {
        place.score = 0.31;
    }
    assert_eq!(
        told(&incident),
        ["place: one of several of its name, of low score (0.31)"]
    );
}

#[test]
fn what_is_read_with_little_certainty_is_doubted_unless_another_claim_is_sure() {
    let unsure = [record("a", "Courier", 0.4), record("b", "Gazette", 0.4)];
    let found = words(&plain(), &unsure);
    assert_eq!(found.len(), 3, "{found:?}");
    assert_eq!(found[0], "type: read with little certainty (0.40)");
    let mut incident = plain();
    for slot in incident.slots.values_mut() {
        slot.support.push(ClaimId("b".to_owned()));
    }
    let surer = [record("a", "Courier", 0.4), record("b", "Gazette", 0.8)];
    assert_eq!(words(&incident, &surer), Vec::<String>::new());
}

#[test]
fn one_wire_story_under_two_mastheads_is_one_source() {
    let one = [record("a", "Courier", 0.9), record("b", "Courier", 0.9)];
    assert_eq!(words(&plain(), &one), ["only one source tells of it"]);
    let mut copies = two_sources();
    for (record, publisher) in copies.iter_mut().zip(["Courier", "Gazette"]) {
        let span = Span::new(0, 1);
        record.claim.source = Source::credited(Some(publisher), "Arabian Wire", span, true);
    }
    // What the police say in such a story bears no credit of its own.
    copies.push(record("c", "Gazette", 0.9));
    assert_eq!(words(&plain(), &copies), ["only one source tells of it"]);
}

#[test]
fn tolls_far_apart_are_doubted_and_close_ones_are_not() {
    for (bounds, is_far) in [
        ([Some(12), Some(12), Some(40)], true),
        ([Some(12), Some(12), Some(15)], false),
        ([Some(1), Some(1), Some(3)], false),
        ([Some(12), Some(12), None], false),
        ([Some(0), None, Some(u64::MAX)], true),
    ] {
        let mut incident = plain();
        incident.slots.insert(Slot::Killed, killed(bounds));
        let found = told(&incident);
        let has = found.iter().any(|words| words.ends_with("far apart"));
        assert_eq!(has, is_far, "{bounds:?}: {found:?}");
    }
}

#[test]
fn responsibility_is_disputed_where_several_are_named_or_one_denies() {
    use ResponsibilityLink::{Accused, Claimed, Denied, Possible};
    let with = |list: Vec<Derived>| {
        let mut incident = plain();
        incident.lists.insert(Slot::Responsibility, list);
        told(&incident)
    };
    let disputed = ["responsibility: disputed"];
    let none: [&str; 0] = [];
    let rivals = vec![
        accused("Grey Banner", Accused),
        accused("the army", Accused),
    ];
    assert_eq!(with(rivals), disputed);
    let denied = vec![
        accused("Grey Banner", Accused),
        accused("Grey Banner", Denied),
    ];
    assert_eq!(with(denied), disputed);
    assert_eq!(with(vec![accused("Grey Banner", Accused)]), none);
    assert_eq!(
        with(vec![
            accused("Grey Banner", Accused),
            accused("the army", Possible)
        ]),
        none
    );
    let mut claimed = accused("Grey Banner", Claimed);
    claimed.rule = Rule::Responsible;
    assert_eq!(with(vec![claimed, accused("the army", Accused)]), none);
}

#[test]
fn what_a_reviewer_set_is_not_doubted() {
    let mut incident = plain();
    let mut figure = killed([Some(3), Some(12), Some(90)]);
    figure.rule = Rule::Reviewer;
    incident.slots.insert(Slot::Killed, figure);
    for slot in [Slot::Date, Slot::Place] {
        let derived = incident.slots.get_mut(&slot).unwrap();
        (derived.value, derived.rule) = (None, Rule::Reviewer);
    }
    let mut records = two_sources();
    records[0].claim.score = 0.1;
    for slot in incident.slots.values_mut() {
        slot.support.clear();
    }
    assert_eq!(words(&incident, &records), Vec::<String>::new());
}

#[test]
fn the_more_reasons_the_more_doubt_and_the_weightiest_stands_first() {
    let mut incident = plain();
    incident.slots.remove(&Slot::Date);
    let one = doubts(&incident, &two_sources(), at(0));
    incident.status = SlotStatus::Contested;
    let two = doubts(&incident, &two_sources(), at(0));
    assert!(score(&two) > score(&one));
    assert!(two.is_sorted_by(|a, b| a.weight >= b.weight));
    assert_eq!(two[0].slot, Some(Slot::Occurrence));
}

#[test]
fn an_incident_waits_until_it_is_accepted_or_rejected_and_again_when_claims_come_in() {
    let with = |verdict, decided| {
        let reviewed = Some(Reviewed {
            verdict,
            decided: at(decided),
        });
        Incident {
            reviewed,
            ..plain()
        }
    };
    assert!(awaits_review(&plain(), at(0)));
    assert!(awaits_review(&with(Verdict::Corrected, LATER), at(0)));
    for verdict in [Verdict::Accepted, Verdict::Rejected] {
        assert!(!awaits_review(&with(verdict, LATER), at(0)));
        let with_news = with(verdict, 0);
        assert!(awaits_review(&with_news, at(LATER)));
        let reasons = doubts(&with_news, &two_sources(), at(LATER));
        assert_eq!(
            reasons[0].words,
            format!("claims came in after it was {verdict}")
        );
    }
    let refuted = Incident {
        status: SlotStatus::Refuted,
        ..plain()
    };
    assert!(!awaits_review(&refuted, at(0)));
}
