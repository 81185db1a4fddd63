//! What does this one document claim?
//!
//! Stateless: the same document and encoding always give the same claims. Nothing here knows a database or
//! another document.

#![doc = include_str!("../README.md")]

mod attribution;
#[cfg(test)]
mod cases;
mod category;
mod credit;
mod denials;
mod disputes;
mod drafts;
mod events;
mod figures;
mod found;
mod knowledge;
mod parties;
mod persons;
mod relevance;
mod responsibility;
mod revisions;
mod roles;
mod setting;
mod signs;
mod slots;
mod statements;
mod superseding;
mod syntax;
mod table;
mod triggers;
mod witness;

use dateline_core::{Document, DocumentClaims, Encoding};

pub use attribution::AttributionSigns;
pub use category::{CategorySigns, category_signs};
pub use drafts::{DaySigns, HistorySigns, PairsOfActs};
pub use knowledge::{Knowledge, KnowledgeError};
pub use setting::{TownSigns, town_signs};

use drafts::Reading;
use statements::Statements;
use syntax::Syntax;

/// Reads a document: incidents told apart, and a claim for every slot that it fills, with evidence and source.
pub fn claims(document: &Document, encoding: &Encoding, knowledge: &Knowledge) -> DocumentClaims {
    read(document, encoding, knowledge, |reading, told| {
        claimed(reading, told, encoding, knowledge)
    })
}

/// What a document tells besides its incidents.
struct Told {
    attributions: Vec<dateline_core::Attribution>,
    persons: Vec<dateline_core::PersonMention>,
}

/// Reads a document up to where its acts are to be told apart, and does the rest.
fn read<T>(
    document: &Document,
    encoding: &Encoding,
    knowledge: &Knowledge,
    rest: impl FnOnce(Reading<'_>, Told) -> T,
) -> T {
    let syntax = Syntax::new(document, encoding);
    let triggers = relevance::triggers(document, &syntax, knowledge);
    let mut all = events::events(&syntax, &triggers, &knowledge.modality);
    let is_unrelated = relevance::doubt_unrelated(&syntax, knowledge, &mut all);
    let own = credit::own_source(document);
    let mut said = attribution::attributions(document, &syntax, encoding, &knowledge.cues, &own);
    let attributions = attribution::told(&syntax, &said);
    said.retain(|one| one.believed);
    let persons = persons::persons(document, &syntax, encoding);
    let acts = acts(&all);
    let survey = setting::survey(document, encoding, &syntax, knowledge, &acts);
    let dates = setting::dated(document, &syntax);
    let counted = figures::counted(document, &syntax, &all, &said, &persons);
    let sentences: Vec<_> = encoding
        .sentences
        .iter()
        .map(|sentence| sentence.span.start..sentence.span.end)
        .collect();
    let found = found::found(encoding, &syntax);
    let reading = Reading {
        document,
        syntax: &syntax,
        events: &all,
        tells: found::tellers(&found, &all, &syntax),
        found: &found,
        grouping: found::grouping(document.text.as_str()),
        seen: found::seen(encoding),
        is_unrelated,
        witnessed: witness::witnessed(encoding, &syntax, &all),
        counted: &counted,
        places: &survey.places,
        home: survey.home.as_ref(),
        dates: &dates,
        said: &said,
        own: &own,
        paragraphs: drafts::paragraphs(document, &sentences),
        over_period: Vec::new(),
    };
    rest(
        reading,
        Told {
            attributions,
            persons,
        },
    )
}

fn claimed(
    mut reading: Reading<'_>,
    told: Told,
    encoding: &Encoding,
    knowledge: &Knowledge,
) -> DocumentClaims {
    let period_totals = relevance::period_totals(&mut reading);
    let drafts = drafts::drafts(&reading, knowledge);
    let mut statements = Statements::new(reading.syntax, reading.said, reading.own);
    for (incident, draft) in drafts.iter().enumerate() {
        slots::claim_slots(&reading, draft, incident, &mut statements);
        figures::claim_figures(&reading, draft, incident, &mut statements);
        roles::claim_roles(
            &reading,
            encoding,
            &told.persons,
            draft,
            incident,
            &mut statements,
        );
    }
    responsibility::claim_responsibility(&reading, &told.persons, &drafts, &mut statements);
    category::claim_categories(&reading, knowledge, &drafts, &mut statements);
    denials::claim_denials(&reading, &drafts, &mut statements);
    denials::deny_against_others(&reading, &mut statements);
    disputes::claim_disputes(&reading, &mut statements);
    slots::claim_inherited(&drafts, &mut statements);
    slots::claim_bounds(&reading, &drafts, &mut statements);
    superseding::supersede(&reading, &mut statements);
    DocumentClaims {
        document: reading.document.id.clone(),
        coder: format!(
            "dateline {} {}{}",
            env!("CARGO_PKG_VERSION"),
            encoding.coder,
            knowledge.gazetteer_note
        ),
        claims: statements.into_claims(),
        attributions: told.attributions,
        period_totals,
        persons: told.persons,
    }
}

/// Words that name the acts of a document.
fn acts(events: &[events::Event]) -> Vec<syntax::TokenId> {
    let real = events
        .iter()
        .filter(|event| event.reality != events::Reality::Unreal);
    real.map(|event| event.trigger.token).collect()
}

/// The towns that a document names, with what speaks for each being the one that it is about: what `training/towns.py` learns
/// the weights of `data/towns.tsv` from.
pub fn towns(document: &Document, encoding: &Encoding, knowledge: &Knowledge) -> Vec<TownSigns> {
    let syntax = Syntax::new(document, encoding);
    let triggers = relevance::triggers(document, &syntax, knowledge);
    let events = events::events(&syntax, &triggers, &knowledge.modality);
    setting::survey_towns(document, encoding, &syntax, knowledge, &acts(&events))
}

/// What a document may hold of attributions, with what speaks for each.
pub fn attribution_signs(
    document: &Document,
    encoding: &Encoding,
    knowledge: &Knowledge,
) -> Vec<AttributionSigns> {
    let syntax = Syntax::new(document, encoding);
    attribution::attribution_signs(document, &syntax, encoding, &knowledge.cues)
}

/// Pairs of a document's incidents that may be one, with what speaks for it: what `training/same_act.py` learns the weights of
/// `data/same_act.tsv` from.
pub fn pairs_of_acts(
    document: &Document,
    encoding: &Encoding,
    knowledge: &Knowledge,
) -> PairsOfActs {
    read(document, encoding, knowledge, |mut reading, _| {
        relevance::period_totals(&mut reading);
        drafts::pairs_of_acts(&reading, knowledge)
    })
}

/// Days that a document names, with what speaks for each being that of the act that it is about: what `training/day.py` learns the
/// weights of `data/day.tsv` from.
pub fn day_signs(document: &Document, encoding: &Encoding, knowledge: &Knowledge) -> Vec<DaySigns> {
    read(document, encoding, knowledge, |mut reading, _| {
        relevance::period_totals(&mut reading);
        drafts::day_signs(&reading, knowledge)
    })
}

/// Of each incident of a document what speaks for its being history: what `training/history.py` learns the weights of
/// `data/history.tsv` from.
pub fn history_signs(
    document: &Document,
    encoding: &Encoding,
    knowledge: &Knowledge,
) -> Vec<HistorySigns> {
    read(document, encoding, knowledge, |mut reading, _| {
        relevance::period_totals(&mut reading);
        let drafts = drafts::drafts(&reading, knowledge);
        drafts::history_signs(&reading, &drafts)
    })
}
