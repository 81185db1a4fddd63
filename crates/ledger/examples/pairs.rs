//! Pairs of tellings of a ledger that linking would compare, with their features, for `training/linking.py`.
//!
//!     cargo run --release -p dateline-ledger --example pairs -- LEDGER > pairs.tsv
//!
//! A row: document and number of the one and the other telling, then a column a feature.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Write;

use dateline_core::{ClaimRecord, DocumentId, Runs, Sketch, Telling, ages};
use dateline_ledger::{Filter, Ledger};
use dateline_resolve::link;

/// Earlier tellings that a telling is paired with, those of most weight in common keys.
const COMPARED: usize = 40;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("give the path of a ledger")?;
    let ledger = Ledger::open(path)?;
    let all = Filter {
        include_background: true,
        include_refuted: true,
        ..Filter::default()
    };
    let mut by_document: BTreeMap<DocumentId, Vec<ClaimRecord>> = BTreeMap::new();
    for stored in ledger.incidents(&all)? {
        for record in ledger.claims(&stored.incident.id)? {
            by_document
                .entry(record.document.clone())
                .or_default()
                .push(record);
        }
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    writeln!(
        out,
        "document\tnumber\tother\tother_number\t{}",
        link::FEATURES.join("\t")
    )?;
    let mut known: Vec<(String, Telling)> = Vec::new();
    let mut holding: HashMap<u32, u64> = HashMap::new();
    let mut reports = 0;
    let mut filed: HashMap<i64, Vec<usize>> = HashMap::new();
    for id in ledger.documents()? {
        let Some(records) = by_document.get(&id) else {
            continue;
        };
        let document = ledger.document(&id)?.ok_or("a document without a row")?;
        let name = document
            .external_id
            .clone()
            .unwrap_or_else(|| id.to_string());
        let mut tellings = link::tellings(records);
        for telling in &mut tellings {
            let own = records
                .iter()
                .filter(|record| record.claim.incident == telling.number);
            let passages: BTreeSet<_> = own.map(|record| record.claim.evidence.context).collect();
            telling.passages = Sketch::of_texts(
                passages
                    .iter()
                    .filter_map(|span| document.text.get(*span).ok()),
            );
            telling.ages = ages(document.text.as_str());
            telling.text = Sketch::of(document.text.as_str());
            telling.runs = Runs::of(document.text.as_str());
        }
        let before = known.len();
        reports += 1;
        if let Some(telling) = tellings.first() {
            for hash in telling.text.rare() {
                *holding.entry(hash).or_default() += 1;
            }
        }
        for telling in tellings {
            let held = |hash| holding.get(&hash).copied().unwrap_or(1);
            let compared = Telling {
                text: telling.text.tempered(held, reports),
                passages: telling.passages.tempered(held, reports),
                ..telling.clone()
            };
            let mut weights: BTreeMap<usize, u32> = BTreeMap::new();
            for key in link::keys(&telling) {
                let under = filed.entry(key.hash).or_default();
                for &at in under.iter().rev().take(200).filter(|&&at| at < before) {
                    *weights.entry(at).or_default() += key.weight;
                }
                if key.is_filed {
                    under.push(known.len());
                }
            }
            let mut likely: Vec<(usize, u32)> = weights.into_iter().collect();
            likely.sort_by_key(|&(at, weight)| std::cmp::Reverse((weight, at)));
            for (at, _) in likely.into_iter().take(COMPARED) {
                let (other_name, other) = &known[at];
                write!(
                    out,
                    "{name}\t{}\t{other_name}\t{}",
                    telling.number, other.number
                )?;
                for value in link::features(&compared, other) {
                    write!(out, "\t{value}")?;
                }
                writeln!(out)?;
            }
            known.push((name.clone(), telling));
        }
    }
    Ok(())
}
