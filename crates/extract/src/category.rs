//! Whether an act was political or criminal, as far as the report tells: the words of the report, the kind of act and who took part,
//! weighed with `data/category.tsv` (made by `training/category.py`).

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use dateline_core::value::Value;
use dateline_core::{ActorKind, Category, Claim, Document, DocumentClaims, Encoding, IncidentType};

use crate::drafts::{Draft, Reading};
use crate::knowledge::Knowledge;
use crate::slots::naming_words;
use crate::statements::{Statement, Statements};
use crate::syntax::{Syntax, TokenId};
use crate::table::rows;

/// The order of the weights in the table.
const CATEGORIES: [Category; 3] = [Category::Criminal, Category::Political, Category::Unclear];

/// How much each sign speaks for each category; a report has the sign `ANY`.
static WEIGHTS: LazyLock<HashMap<&'static str, [f32; 3]>> = LazyLock::new(|| {
    let weight = |cell: &str| cell.parse().unwrap_or(0.0);
    rows(include_str!("../../../data/category.tsv"))
        .filter_map(|row| {
            Some((
                row[0],
                [
                    weight(row.get(1)?),
                    weight(row.get(2)?),
                    weight(row.get(3)?),
                ],
            ))
        })
        .collect()
});

/// Claims the motive of each incident as far as the report tells.
pub(crate) fn claim_categories(
    reading: &Reading<'_>,
    knowledge: &Knowledge,
    drafts: &[Draft<'_>],
    statements: &mut Statements<'_>,
) {
    let words = words(reading.syntax, knowledge, 0..reading.syntax.len());
    for (incident, draft) in drafts.iter().enumerate() {
        let told = signs(draft.incident_type, statements.claims(), incident as u32);
        let category = likeliest(words.iter().chain(&told));
        let (span, token) = naming_words(reading, draft);
        statements.add(Statement::new(
            incident,
            Value::Category(category),
            span,
            token,
        ));
    }
}

/// What speaks for the category of one incident: what `training/category.py` learns from.
pub struct CategorySigns {
    /// Its number in the document.
    pub incident: u32,
    /// In the whole report.
    pub report: Vec<String>,
    /// In the sentences alone that its claims point at, as if they were a short report.
    pub sentences: Vec<String>,
}

/// The signs of each incident of a document whose claims were made.
pub fn category_signs(
    document: &Document,
    encoding: &Encoding,
    knowledge: &Knowledge,
    claims: &DocumentClaims,
) -> Vec<CategorySigns> {
    let syntax = Syntax::new(document, encoding);
    let mut types: Vec<(u32, IncidentType)> = claims
        .claims
        .iter()
        .filter_map(|claim| match claim.value {
            Some(Value::Type(told)) => Some((claim.incident, told)),
            _ => None,
        })
        .collect();
    types.sort_by_key(|&(incident, _)| incident);
    types.dedup_by_key(|&mut (incident, _)| incident);
    let signs_of = |(incident, told): (u32, IncidentType)| {
        let own = signs(told, &claims.claims, incident);
        let of = |tokens: Vec<TokenId>| {
            let words = words(&syntax, knowledge, tokens.into_iter());
            words.into_iter().chain(own.clone()).collect()
        };
        CategorySigns {
            incident,
            report: of((0..syntax.len()).collect()),
            sentences: of(pointed_at(&syntax, &claims.claims, incident)),
        }
    };
    types.into_iter().map(signs_of).collect()
}

/// The words of the sentences that an incident's claims point at.
fn pointed_at(syntax: &Syntax<'_>, claims: &[Claim], incident: u32) -> Vec<TokenId> {
    let own = claims.iter().filter(|claim| claim.incident == incident);
    let sentences: BTreeSet<usize> = own
        .flat_map(|claim| &claim.evidence.spans)
        .filter_map(|&span| Some(syntax.sentence_of(syntax.head_of_span(span)?)))
        .collect();
    sentences
        .into_iter()
        .flat_map(|sentence| syntax.sentence_tokens(sentence))
        .collect()
}

fn likeliest<'a>(signs: impl Iterator<Item = &'a String>) -> Category {
    let mut odds = [0.0; 3];
    for weights in signs.filter_map(|sign| WEIGHTS.get(sign.as_str())) {
        for (sum, weight) in odds.iter_mut().zip(weights) {
            *sum += weight;
        }
    }
    let scored = CATEGORIES.into_iter().zip(odds);
    scored
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .map_or(Category::Unclear, |(category, _)| category)
}

/// Words but names (where something happened and what somebody is called must not decide), and whether some are of crime.
fn words(
    syntax: &Syntax<'_>,
    knowledge: &Knowledge,
    tokens: impl Iterator<Item = TokenId>,
) -> BTreeSet<String> {
    let tokens: Vec<TokenId> = tokens.collect();
    let all: Vec<&str> = tokens.iter().map(|&id| syntax.word(id)).collect();
    let crime = (knowledge.unrelated.count("crime", &all) > 0).then(|| "CRIME".to_owned());
    let is_word = |id: &TokenId| {
        syntax.upos(*id) != "PROPN" && syntax.word(*id).starts_with(char::is_alphabetic)
    };
    tokens
        .iter()
        .filter(|id| is_word(id))
        .map(|&id| syntax.word(id).to_owned())
        .chain(crime)
        .chain(["ANY".to_owned()])
        .collect()
}

/// What else speaks for a category: the type, and whether parties to a conflict took part.
fn signs(incident_type: IncidentType, claims: &[Claim], incident: u32) -> Vec<String> {
    let mut own = claims.iter().filter(|claim| claim.incident == incident);
    let is_political = own.any(|claim| match &claim.value {
        Some(Value::Perpetrator(actor) | Value::SideA(actor) | Value::SideB(actor)) => {
            is_party(actor.kind, actor.organisation.is_some())
        }
        Some(Value::Responsibility(link)) => {
            is_party(link.actor.kind, link.actor.organisation.is_some())
        }
        _ => false,
    });
    let party = if is_political { "PARTY" } else { "NO PARTY" };
    vec![format!("TYPE {incident_type}"), party.to_owned()]
}

/// Whether an actor is a party to a conflict.
fn is_party(kind: ActorKind, has_organisation: bool) -> bool {
    has_organisation || !matches!(kind, ActorKind::Unknown | ActorKind::Civilian)
}

#[cfg(test)]
mod tests {
    use dateline_core::value::Value;

    use crate::cases::{Reader, check};

    #[test]
    fn each_category_is_that_of_the_report() {
        let reader = Reader::bundled();
        let file = include_str!("../tests/cases/categories.tsv");
        check(file, " | ", |text| {
            let claims = reader.claims(text).claims.into_iter();
            let told = claims.filter_map(|claim| match claim.value {
                Some(Value::Category(category)) => Some(category.to_string()),
                _ => None,
            });
            told.collect()
        });
    }
}
