//! Made-up reports of a made-up country, and what they claim.

use dateline_core::value::{
    Actor, Bounds, Coordinates, DateValue, Figure, People, PlaceValue, Value,
};
use dateline_core::{
    ActorKind, Certainty, Claim, Document, DocumentClaims, DocumentId, Evidence, FigureKind,
    IncidentType, Language, Origin, PeriodTotal, PersonKind, PersonMention, Published,
    PublishedBasis, Redaction, Relation, Side, Slot, Source, Span, Stance, Text, TimeFrame,
    WordingClass, YesNoUnknown,
};
use dateline_ledger::Ledger;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

/// A private person whom every report names, in full and by surname.
pub(crate) const VICTIM: &str = "Tamsin Orrowby";

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub(crate) fn instant(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// A folder of its own and a new ledger in it.
pub(crate) fn new_ledger() -> (tempfile::TempDir, Ledger) {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::create_or_open(folder.path().join("test.ledger")).unwrap();
    (folder, ledger)
}

/// `stem` for report 1, and a longer name of its own for every other report.
pub(crate) fn made_up(number: u32, stem: &str) -> String {
    const SYLLABLES: [&str; 10] = ["ba", "de", "fi", "go", "ku", "la", "me", "ni", "so", "tu"];
    let digits = number.to_string();
    let syllables = digits
        .bytes()
        .map(|digit| SYLLABLES[usize::from(digit - b'0')]);
    let name = syllables.chain([stem]).collect::<String>().to_lowercase();
    let name = if number == 1 { stem.to_owned() } else { name };
    name[..1].to_uppercase() + &name[1..]
}

/// Report `number`: a car bomb in Varnholt, and an older battle told as background. No two reports tell of one incident: each has
/// towns of its own, and they come six weeks apart.
pub(crate) fn report(number: u32) -> (Document, DocumentClaims) {
    let (town, village) = (made_up(number, "Varnholt"), made_up(number, "Kestermouth"));
    let title = format!("Car bomb in {town} market, report {number}");
    let body = format!(
        "The Grey Banner killed {} people in {town} on Sunday, police said.\n\n\
         Among the dead was {VICTIM}, 34. Orrowby sold fish.\n\n\
         In 2009 the army fought the Grey Banner near {village}.",
        number + 2
    );
    let text = Text::from(format!("{title}\n\n{body}"));
    let document = Document {
        id: DocumentId(format!("{:064x}", u64::from(number) + 0xabc0)),
        title: Some(Span::new(0, title.chars().count() as u32)),
        publisher: Some("Varnholt Courier".to_owned()),
        published: Some(Published {
            day: later(day("2021-05-04"), number),
            basis: PublishedBasis::Given,
        }),
        url: Some(format!("https://courier.example/{number}/tamsin-orrowby")),
        external_id: None,
        language: Language::English,
        pages: Vec::new(),
        origin: Origin {
            path: format!("reports/{number}.txt"),
            record: None,
            bytes_hash: format!("{number:064}"),
        },
        text,
    };
    let claims = claims_of(&document, number);
    (document, claims)
}

/// Six weeks later a report.
fn later(day: Date, number: u32) -> Date {
    day + ((i64::from(number) - 1) * 42).days()
}

/// Where `words` first stand in the text.
pub(crate) fn span(document: &Document, words: &str) -> Span {
    let at = document.text.as_str().find(words).unwrap();
    document.text.span_of_bytes(at..at + words.len())
}

fn claims_of(document: &Document, number: u32) -> DocumentClaims {
    let mut claims = Vec::new();
    for (incident, value, words) in values(number) {
        let evidence = span(document, &words);
        claims.push(Claim {
            number: claims.len() as u32,
            incident,
            slot: value.slot(),
            value: Some(value),
            source: Source::publisher(document.publisher.as_deref()),
            stance: Stance::Asserts,
            certainty: Certainty::Stated,
            distanced: false,
            supersedes: None,
            inherited: false,
            score: 0.9,
            evidence: Evidence {
                spans: vec![evidence],
                context: evidence,
                cue: None,
            },
        });
    }
    DocumentClaims {
        document: document.id.clone(),
        coder: "test-coder 1".to_owned(),
        attributions: Vec::new(),
        period_totals: vec![period_total(&claims[3])],
        claims,
        persons: vec![person(document, VICTIM), person(document, "Orrowby sold")],
    }
}

/// The mention of a victim that begins as `words` do; its span ends with the surname.
fn person(document: &Document, words: &str) -> PersonMention {
    let whole = span(document, words);
    let cut = words.strip_suffix(" sold").unwrap_or(words);
    PersonMention {
        span: Span::new(whole.start, whole.start + cut.chars().count() as u32),
        role: "a fishmonger".to_owned(),
        redaction: Redaction::Private,
    }
}

fn period_total(claim: &Claim) -> PeriodTotal {
    let Some(Value::Figure(figure)) = claim.value.clone() else {
        panic!("the fourth claim is a figure");
    };
    PeriodTotal {
        figure: Figure {
            of_whom: Some(format!("people such as {VICTIM}")),
            ..figure
        },
        period: DateValue::unresolved("this year"),
        source: claim.source.clone(),
        evidence: claim.evidence.clone(),
    }
}

fn values(number: u32) -> Vec<(u32, Value, String)> {
    let (town, village) = (made_up(number, "Varnholt"), made_up(number, "Kestermouth"));
    let bombed = DateValue::day(later(day("2021-05-02"), number), "on Sunday");
    let banner = actor("The Grey Banner", Some("Grey Banner"), false);
    let place = PlaceValue {
        words: town.clone(),
        ..varnholt()
    };
    let values = [
        (0, Value::Type(IncidentType::Bombing), "Car bomb"),
        (0, Value::Date(bombed), "on Sunday"),
        (0, Value::Place(place), &town),
        (0, Value::Figure(killed(u64::from(number) + 2)), "people"),
        (0, Value::Perpetrator(banner), "The Grey Banner"),
        (0, Value::Victim(victim()), VICTIM),
        (0, Value::TimeFrame(TimeFrame::Current), "Car bomb"),
        (1, Value::Type(IncidentType::Battle), "fought"),
        (1, Value::TimeFrame(TimeFrame::Background), "In 2009"),
        (1, Value::SideA(actor("the army", None, false)), "the army"),
        (1, Value::Place(PlaceValue::named(&village)), &village),
    ];
    values
        .map(|(incident, value, words)| (incident, value, words.to_owned()))
        .into()
}

pub(crate) fn actor(mention: &str, organisation: Option<&str>, private: bool) -> Actor {
    Actor {
        mention: mention.to_owned(),
        organisation: organisation.map(str::to_owned),
        kind: ActorKind::Unknown,
        nationality: None,
        count: None,
        private,
    }
}

/// Coordinates that do not survive a careless trip through decimal text.
pub(crate) fn varnholt() -> PlaceValue {
    PlaceValue {
        coordinates: Some(Coordinates {
            latitude: 31.1,
            longitude: 0.1 + 0.2,
        }),
        country: Some("Oland".to_owned()),
        country_code: Some("XO".to_owned()),
        division: Some("East Reach".to_owned()),
        ..PlaceValue::named("Varnholt")
    }
}

pub(crate) fn killed(number: u64) -> Figure {
    Figure {
        kind: FigureKind::Killed,
        bounds: Bounds::exact(number),
        class: WordingClass::Exact,
        words: number.to_string(),
        of_whom: None,
        of_kind: PersonKind::Unknown,
        side: Side::Unknown,
        relation: Relation::Total,
        includes_perpetrators: YesNoUnknown::Unknown,
    }
}

fn victim() -> People {
    People {
        mention: format!("{VICTIM}, 34"),
        kind: PersonKind::Civilian,
        nationality: None,
        count: Some(Bounds::exact(1)),
        effect: Some(FigureKind::Killed),
        private: true,
    }
}

/// Replaces the value of a slot of the first incident.
pub(crate) fn set(claims: &mut DocumentClaims, slot: Slot, value: Value) {
    let claim = claims
        .claims
        .iter_mut()
        .find(|claim| claim.slot == slot)
        .unwrap();
    claim.value = Some(value);
}

/// Report `number` as another paper prints it, word for word or told anew, with its own toll.
pub(crate) fn again(
    number: u32,
    paper: &str,
    dead: u64,
    in_own_words: bool,
) -> (Document, DocumentClaims) {
    let (mut document, mut claims) = report(number);
    document.id = DocumentId(format!("{paper} {number} {dead}"));
    document.publisher = Some(paper.to_owned());
    if in_own_words {
        let text = document
            .text
            .as_str()
            .replace("Among the dead was", "Relatives wept for");
        document.text = format!("{text} Stalls were still burning hours afterwards.").into();
    }
    claims.document = document.id.clone();
    set(&mut claims, Slot::Killed, Value::Figure(killed(dead)));
    (document, claims)
}

/// The next version of report `number` at its source, with its own toll.
pub(crate) fn version(number: u32, dead: u64) -> (Document, DocumentClaims) {
    let (document, mut claims) = report(number);
    let (told, tells) = (
        format!("killed {} people", number + 2),
        format!("killed {dead} people"),
    );
    let text = document.text.as_str().replace(&told, &tells);
    let document = Document {
        id: DocumentId(format!("version {number} {dead}")),
        text: text.into(),
        ..document
    };
    claims.document = document.id.clone();
    set(&mut claims, Slot::Killed, Value::Figure(killed(dead)));
    (document, claims)
}

/// Records reports `numbers`, each at `when`.
pub(crate) fn record_all(ledger: &mut Ledger, numbers: std::ops::Range<u32>, when: &str) {
    for number in numbers {
        let (document, claims) = report(number);
        ledger.record(&document, &claims, instant(when)).unwrap();
    }
}
