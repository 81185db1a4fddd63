//! The network must give what it gave in training.

use std::collections::HashMap;

use super::*;

#[derive(serde::Deserialize)]
struct Parity {
    tolerance: f32,
    cases: Vec<Case>,
}

#[derive(serde::Deserialize)]
struct Case {
    text: String,
    input_ids: Vec<i32>,
    logits: HashMap<String, Sample>,
}

#[derive(serde::Deserialize)]
struct Sample {
    flat_index: Vec<usize>,
    value: Vec<f32>,
}

#[test]
fn sub_tokens_and_logits_are_those_of_training() {
    let network = Network::bundled().unwrap();
    let parity: Parity = serde_json::from_slice(bundled!("parity.json")).unwrap();
    assert!(!parity.cases.is_empty());
    for case in &parity.cases {
        let text = Text::from(case.text.as_str());
        let window = windows(&text, &network.word_piece).next().unwrap().unwrap();
        assert_eq!(window.ids, case.input_ids, "{}", case.text);
        let logits = network.logits(&window, &network.shared_pool).unwrap();
        assert_eq!(case.logits.len(), logits.named().len(), "{}", case.text);
        for (name, found) in logits.named() {
            let sample = &case.logits[name];
            for (&index, &wanted) in sample.flat_index.iter().zip(&sample.value) {
                let error = (found[index] - wanted).abs();
                assert!(error <= parity.tolerance, "{name}[{index}] off by {error}");
            }
        }
    }
}

#[derive(serde::Deserialize)]
struct IncidentParity {
    tolerance: f32,
    text: String,
    incidents: Vec<ParityIncident>,
}

#[derive(serde::Deserialize)]
struct ParityIncident {
    types: HashMap<dateline_core::IncidentType, f32>,
    members: Vec<ParityMember>,
}

#[derive(serde::Deserialize)]
struct ParityMember {
    role: dateline_core::IncidentRole,
    words: String,
    score: f32,
}

fn without_articles(words: &str) -> String {
    let kept = words
        .split_whitespace()
        .filter(|word| !["a", "an", "the"].contains(word));
    kept.collect::<Vec<_>>().join(" ")
}

/// Probability of each (role, words) of an incident.
fn members(
    text: &Text,
    incident: &dateline_core::FoundIncident,
) -> HashMap<(dateline_core::IncidentRole, String), f32> {
    let named = incident.entities.iter().flat_map(|entity| {
        entity.names.iter().map(|name| {
            let words = without_articles(&text.slice(name.spans[0]).to_lowercase());
            ((entity.role, words), name.score)
        })
    });
    named.collect()
}

#[test]
fn incidents_are_those_of_training() {
    let network = Network::bundled().unwrap();
    let parity: IncidentParity = serde_json::from_slice(bundled!("incidents-parity.json")).unwrap();
    let text = Text::from(parity.text.as_str());
    let found = network.encode(&text).unwrap().incidents;
    assert!(!parity.incidents.is_empty());
    assert_eq!(found.len(), parity.incidents.len());
    for (found, wanted) in found.iter().zip(&parity.incidents) {
        for (kind, score) in &found.types {
            assert!(
                (score - wanted.types[kind]).abs() <= parity.tolerance,
                "{kind}"
            );
        }
        let members = members(&text, found);
        assert_eq!(members.len(), wanted.members.len());
        for member in &wanted.members {
            let score = members[&(member.role, member.words.clone())];
            assert!(
                (score - member.score).abs() <= parity.tolerance,
                "{}",
                member.words
            );
        }
    }
}
