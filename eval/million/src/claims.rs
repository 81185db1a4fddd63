//! What a reader claims of a written report: what its words say, but for what the reader misses or misreads.

use std::collections::HashSet;

use dateline_core::value::{DateValue, Figure, Value};
use dateline_core::{
    Category, Certainty, Claim, DatePrecision, Document, Evidence, IncidentType,
    ResponsibilityLink, Slot, Source, SourceKind, Span, Speaker, Stage, TimeFrame,
};
use fastrand::Rng;

use crate::draw;
use crate::leaf::{Fact, Leaf};
use crate::misread;
use crate::plan::Plan;
use crate::rates;
use crate::world::World;

/// A written sentence.
#[derive(Debug, Clone)]
pub(crate) struct Told {
    /// All of it.
    pub(crate) span: Span,
    /// The words that name the act.
    pub(crate) trigger: Option<Span>,
    /// The words that say so.
    pub(crate) cue: Option<Span>,
    /// Filled gaps: name, where, with what.
    pub(crate) gaps: Vec<(&'static str, Span, Leaf)>,
}

/// A fact and the words for it.
struct Statement<'t> {
    fact: Fact,
    span: Span,
    sentence: &'t Told,
}

/// The claims of a report, in order of slot within its incidents as they are first told.
pub(crate) fn claims(
    world: &World,
    seed: u64,
    plan: &Plan,
    document: &Document,
    credit: Option<(&str, Span)>,
    told: &[Told],
) -> Vec<Claim> {
    let mut statements = about_act(plan, told);
    statements.extend(said(told));
    if !statements
        .iter()
        .any(|one| one.fact.value.slot() == Slot::Date && one.fact.incident == 0)
    {
        statements.extend(undated(seed, plan, document, told));
    }
    // The same text is misread in the same way under every masthead.
    let number = u64::from(plan.incident.number);
    let mut rng = draw::rng(&[seed, 0x7265_6164, number, u64::from(plan.telling.number)]);
    let mut found = Vec::with_capacity(statements.len());
    for statement in statements {
        let mut reader = rng.fork();
        let Some(value) = misread::read(world, &mut reader, statement.fact.value.clone()) else {
            continue;
        };
        let statement = Statement {
            fact: Fact {
                value,
                ..statement.fact
            },
            ..statement
        };
        let number = found.len() as u32;
        found.push(claim(number, statement, document, credit, &mut reader));
    }
    found
}

/// Type, stage, time frame and category, by the first words that name the act.
fn about_act<'t>(plan: &Plan, told: &'t [Told]) -> Vec<Statement<'t>> {
    let named = told
        .iter()
        .find_map(|sentence| Some((sentence, sentence.trigger?)));
    let Some((sentence, span)) = named else {
        return Vec::new();
    };
    let category = match plan.incident.kind {
        IncidentType::Robbery => Category::Criminal,
        _ if plan.incident.number.is_multiple_of(4) => Category::Unclear,
        _ => Category::Political,
    };
    let values = [
        Value::Type(plan.incident.kind),
        Value::TimeFrame(TimeFrame::Current),
        Value::Stage(Stage::Accomplished),
        Value::Category(category),
    ];
    let facts = values.map(Fact::main).into_iter();
    facts
        .map(|fact| Statement {
            fact,
            span,
            sentence,
        })
        .collect()
}

/// What the filled gaps say, each gap once; what is recalled comes after all that is told as news.
fn said(told: &[Told]) -> Vec<Statement<'_>> {
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for sentence in told {
        for (gap, span, leaf) in &sentence.gaps {
            if leaf.facts.is_empty() || !seen.insert(same(gap)) {
                continue;
            }
            found.extend(leaf.facts.iter().map(|(part, fact)| Statement {
                fact: fact.clone(),
                span: part.shifted(span.start),
                sentence,
            }));
        }
    }
    found.sort_by_key(|statement| statement.fact.incident);
    found
}

/// Gaps that tell the same thing.
fn same(gap: &'static str) -> &'static str {
    match gap {
        "date_of" => "date",
        "weapon_many" => "weapon_a",
        "killed_up" => "killed",
        other => other,
    }
}

/// A past act without a date did not happen after it was told; the reader says so in [`rates::LATEST_ONLY`] of cases.
fn undated<'t>(
    seed: u64,
    plan: &Plan,
    document: &Document,
    told: &'t [Told],
) -> Option<Statement<'t>> {
    let latest = document.published_day()?;
    let number = u64::from(plan.incident.number);
    let mut rng = draw::rng(&[seed, 0x6c61_7465, number, u64::from(plan.telling.number)]);
    let (sentence, span) = told
        .iter()
        .find_map(|sentence| Some((sentence, sentence.trigger?)))?;
    let value = Value::Date(DateValue {
        earliest: None,
        latest: Some(latest),
        precision: DatePrecision::Unknown,
        lasted: false,
        words: String::new(),
    });
    draw::chance(&mut rng, rates::LATEST_ONLY).then(|| Statement {
        fact: Fact::main(value),
        span,
        sentence,
    })
}

fn claim(
    number: u32,
    statement: Statement<'_>,
    document: &Document,
    credit: Option<(&str, Span)>,
    rng: &mut Rng,
) -> Claim {
    let Statement {
        fact,
        span,
        sentence,
    } = statement;
    let publisher = document.publisher.as_deref();
    let speaker = speaker(sentence);
    let cue = sentence.cue.filter(|_| speaker.is_some());
    let is_official = speaker.as_ref().is_some_and(|speaker| {
        matches!(
            speaker.kind,
            SourceKind::Government | SourceKind::SecurityForces
        )
    });
    let source = match (speaker, credit) {
        (Some(speaker), _) => Source {
            chain: vec![speaker],
        },
        (None, Some((agency, at))) => Source::credited(publisher, agency, at, true),
        (None, None) => Source::publisher(publisher),
    };
    let mut value = fact.value;
    if let Value::Responsibility(responsibility) = &mut value
        && responsibility.link == ResponsibilityLink::Accused
        && is_official
    {
        responsibility.link = ResponsibilityLink::AccusedByAuthorities;
    }
    Claim {
        number,
        incident: fact.incident,
        slot: value.slot(),
        value: Some(worded(value, document.text.slice(span))),
        source,
        stance: fact.stance,
        certainty: Certainty::Stated,
        distanced: false,
        supersedes: None,
        inherited: false,
        score: 0.4 + 0.6 * rng.f32(),
        evidence: Evidence {
            spans: vec![span],
            context: sentence.span,
            cue,
        },
    }
}

/// Whoever a gap of the sentence names as the one who says it.
fn speaker(sentence: &Told) -> Option<Speaker> {
    // Only words that say so make a speaker of whom the sentence names: an official who visited the scene said nothing.
    sentence.cue?;
    let (_, span, leaf) = sentence
        .gaps
        .iter()
        .find(|(_, _, leaf)| leaf.speaker.is_some())?;
    let mut speaker = leaf.speaker.clone()?;
    speaker.span = Some(*span);
    Some(speaker)
}

/// The value with the words as the text has them, capitals at the start of a sentence included.
fn worded(mut value: Value, words: &str) -> Value {
    let own = match &mut value {
        Value::Date(date) => &mut date.words,
        Value::Place(place) => &mut place.words,
        Value::Figure(Figure { words, .. }) => words,
        Value::Perpetrator(actor) | Value::SideA(actor) | Value::SideB(actor) => &mut actor.mention,
        Value::Responsibility(responsibility) => &mut responsibility.actor.mention,
        Value::Victim(people) => &mut people.mention,
        Value::Target(thing) => &mut thing.mention,
        Value::Weapon(weapon) => &mut weapon.mention,
        _ => return value,
    };
    words.clone_into(own);
    value
}
