//! A report as the ledger takes it: the document and what it claims.

use dateline_core::{
    Document, DocumentClaims, DocumentId, Language, Origin, PersonMention, Published,
    PublishedBasis, Span, Text,
};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::claims::{self, Told};
use crate::draw::{self, chance};
use crate::incident::calendar;
use crate::leaf::Leaf;
use crate::outline::{self, Chosen};
use crate::plan::{Kind, Plan, Publisher};
use crate::telling::{self, Leaves};
use crate::template::Page;
use crate::world::World;

/// What stands for the version of program and weights that read it.
pub const CODER: &str = "million 1";
/// Midnight of day 0 (2011-01-01), in UTC.
const START_MICROS: i64 = 1_293_840_000_000_000;

/// A report and what it claims.
#[derive(Debug, Clone)]
pub struct Report {
    /// The report.
    pub document: Document,
    /// What it claims.
    pub claims: DocumentClaims,
    /// When it reaches the ledger.
    pub ingested: Timestamp,
}

/// Writes the report of `plan`.
pub fn write(world: &World, seed: u64, plan: &Plan) -> Report {
    let leaves = telling::leaves(world, seed, plan);
    let outline = outline::outline(world, seed, plan, &leaves);
    let mut page = Page::default();
    let mut told = vec![sentence(&mut page, outline.title, &leaves)];
    let title = Span::new(0, page.length);
    page.push("\n\n");
    let credit = credit(world, seed, plan, &leaves, &mut page);
    for (number, chosen) in outline.body.into_iter().enumerate() {
        if number > 0 {
            let is_new = number.is_multiple_of(outline.paragraph);
            page.push(if is_new { "\n\n" } else { " " });
        }
        told.push(sentence(&mut page, chosen, &leaves));
    }
    let publisher = publisher(world, plan);
    let document = document(plan, publisher, page.text, title);
    let claims = DocumentClaims {
        document: document.id.clone(),
        coder: CODER.to_owned(),
        claims: claims::claims(world, seed, plan, &document, credit, &told),
        attributions: Vec::new(),
        period_totals: Vec::new(),
        persons: persons(&told),
    };
    Report {
        document,
        claims,
        ingested: instant(plan.arrives),
    }
}

/// Fills in a wording and looks up what its gaps claim.
fn sentence(page: &mut Page, chosen: Chosen<'_>, leaves: &Leaves) -> Told {
    let leaf = |gap: &str| match gap {
        "source" => chosen.voice.as_ref(),
        _ => leaves.get(gap),
    };
    let filled = chosen
        .sentence
        .write(page, |gap| leaf(gap).map(|leaf| leaf.text.as_str()));
    let gaps = filled.gaps.iter();
    let gaps: Vec<(&'static str, Span, Leaf)> = gaps
        .filter_map(|(gap, span)| Some((*gap, *span, leaf(gap)?.clone())))
        .collect();
    Told {
        span: filled.span.unwrap_or(Span::new(0, 0)),
        trigger: filled.trigger,
        cue: filled.cue,
        gaps,
    }
}

/// "TAJI (Meridian Wire) - ": the agency and where it is credited. A copy in seven leaves it out.
fn credit(
    world: &World,
    seed: u64,
    plan: &Plan,
    leaves: &Leaves,
    page: &mut Page,
) -> Option<(&'static str, Span)> {
    let agency = *world.tables.agencies.all.get(plan.telling.agency?)?;
    let parts = [
        seed,
        0x6372_6564,
        u64::from(plan.incident.number),
        u64::from(plan.number),
    ];
    if plan.kind == Kind::Copy && chance(&mut draw::rng(&parts), 1.0 / 7.0) {
        return None;
    }
    if let Some(place) = leaves.get("place") {
        page.push(&place.text.to_uppercase());
        page.push(" ");
    }
    page.push("(");
    let span = page.push(agency);
    page.push(") - ");
    Some((agency, span))
}

fn persons(told: &[Told]) -> Vec<PersonMention> {
    let gaps = told.iter().flat_map(|sentence| &sentence.gaps);
    let named = gaps.filter_map(|(_, span, leaf)| Some((span, leaf.person.as_ref()?)));
    named
        .map(|(span, person)| PersonMention {
            span: person.span.shifted(span.start),
            role: person.role.clone(),
            redaction: person.redaction,
        })
        .collect()
}

/// Name of who prints a report.
pub fn publisher(world: &World, plan: &Plan) -> String {
    let tables = &world.tables;
    match plan.publisher {
        Publisher::International(number) => tables.international.all[number].to_owned(),
        Publisher::Local(town, masthead) => {
            let towns = &world.countries[world.towns[plan.incident.town].country].towns;
            let row = towns.start + town.min(towns.len().saturating_sub(1));
            format!(
                "{} {}",
                world.towns[row].entry.name, tables.local.all[masthead]
            )
        }
    }
}

fn document(plan: &Plan, publisher: String, text: String, title: Span) -> Document {
    let key = format!("{}-{}", plan.incident.number, plan.number);
    let mut hasher = blake3::Hasher::new();
    for part in [&key, &publisher, &text] {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let day: Date = calendar(plan.day);
    Document {
        id: DocumentId(hasher.finalize().to_hex().to_string()),
        title: Some(title),
        published: plan.is_dated.then_some(Published {
            day,
            basis: PublishedBasis::Meta,
        }),
        // The number in the address is scrambled: an incident must not be told by it.
        url: Some(format!(
            "https://news.example/{}",
            &blake3::hash(key.as_bytes()).to_hex()[..12]
        )),
        external_id: None,
        language: Language::English,
        pages: Vec::new(),
        origin: Origin {
            path: "million".to_owned(),
            record: None,
            bytes_hash: blake3::hash(text.as_bytes()).to_hex().to_string(),
        },
        publisher: Some(publisher),
        text: Text::from(text),
    }
}

/// Microseconds from the start of day 0, in UTC.
fn instant(arrives: u64) -> Timestamp {
    let micros = i64::try_from(arrives).unwrap_or(i64::MAX);
    Timestamp::from_microsecond(START_MICROS.saturating_add(micros)).unwrap_or(Timestamp::MAX)
}
