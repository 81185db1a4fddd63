//! Templates in the notation of MUC-4 (Fourth Message Understanding Conference, 1992): reports of political violence in Latin America.
//!
//! Types and values without a counterpart there are left out; so are incidents outside the countries that it covers.
//! Its finer kinds of persons, targets and instruments are read from head nouns by the tables in `data/muc4`.

mod acronyms;
mod confidence;
mod counts;
mod effects;
mod footing;
mod instruments;
mod lexicon;
mod parties;
mod people;
mod phrase;
mod selection;
mod setting;
mod template;
mod things;
mod told;
mod victims;

use dateline_core::{ActorKind, ClaimRecord, Document, Incident, PersonKind, PersonMention};

pub use confidence::ConfidenceSigns;
pub use template::{Fill, Template};

/// Words of the text that name a private person, who is shown by this role when names are not asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Private {
    /// A person affected.
    Person(PersonKind),
    /// An acting person.
    Actor(ActorKind),
}

/// Words of the text, not yet redacted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The words.
    pub text: String,
    /// Set if they name a private person (codebook section 8).
    pub private: Option<Private>,
}

impl Words {
    fn public(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            private: None,
        }
    }
}

/// The templates of one document, in the order of `incidents`.
///
/// `incidents` are those that `records`, the claims of this one document, add up to; `persons` are those whom it names.
pub fn templates(
    document: &Document,
    persons: &[PersonMention],
    incidents: &[Incident],
    records: &[ClaimRecord],
) -> Vec<Template<Words>> {
    let report = told::Report::new(document, persons, records);
    let sure = |incident: &Incident| report.certainty(incident) >= selection::SURE;
    let made = selection::selected(incidents, &sure)
        .into_iter()
        .map(|(incident, kind)| (template(&report, incident, incidents, kind), incident))
        .filter(|(template, incident)| sure(incident) || selection::is_specific(template))
        .map(|(template, _)| template)
        .collect();
    selection::merged(made)
}

/// What speaks for the confidence of each organisation of a document's templates, those that would be passed over or become one included.
pub fn confidence_signs(
    document: &Document,
    persons: &[PersonMention],
    incidents: &[Incident],
    records: &[ClaimRecord],
) -> Vec<ConfidenceSigns> {
    let report = told::Report::new(document, persons, records);
    let sure = |incident: &Incident| report.certainty(incident) >= selection::SURE;
    selection::selected(incidents, &sure)
        .into_iter()
        .flat_map(|(incident, kind)| parties::parties(&report, incident, kind).signs)
        .collect()
}

fn template(
    report: &told::Report<'_>,
    incident: &Incident,
    others: &[Incident],
    kind: &'static str,
) -> Template<Words> {
    let stage = setting::stage(incident);
    let mut setting = setting::Setting {
        kind,
        stage,
        country: setting::country(report, incident, others),
    };
    let parties = parties::parties(report, incident, kind);
    let instruments = instruments::instruments(report, incident, &setting);
    setting.kind = instruments.incident_type(kind);
    let things = things::things(report, incident, &setting);
    let victims = victims::victims(report, incident, &setting);
    Template {
        incident_type: setting.kind.to_owned(),
        stage: stage.to_owned(),
        date: setting::date(report, incident),
        location: setting::location(incident, setting.country.as_deref()).map(Words::public),
        perp_category: parties.category.map(str::to_owned),
        individuals: parties.individuals,
        organisations: parties.organisations,
        org_confidence: parties.confidence,
        instruments: instruments.mentions,
        instrument_type: instruments.types,
        targets: things.mentions,
        target_type: things.types,
        target_number: things.numbers,
        target_nation: things.nations,
        target_effect: things.effects,
        target_total: things.total,
        victims: victims.names,
        victim_description: victims.descriptions,
        victim_type: victims.types,
        victim_number: victims.numbers,
        victim_nation: victims.nations,
        victim_effect: victims.effects,
        victim_total: victims.total,
    }
}
