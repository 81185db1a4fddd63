//! Cases of every value but places: one table a module under `cases/`, positive and negative lines side by side.

use std::fmt::Display;
use std::path::Path;

use dateline_core::Text;
use dateline_normalize::dates::{DateContext, Tense};
use dateline_normalize::{
    actors, credits, dateline, dates, figures, nationalities, organisations, people, speakers,
    targets, weapons,
};

/// Runs every line of a table: the last columns, all but the `inputs` first, are what must come out.
fn check(table: &str, inputs: usize, found: impl Fn(&[&str]) -> Vec<String>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases")
        .join(table);
    let lines = std::fs::read_to_string(&path).unwrap();
    let mut wrong = Vec::new();
    let mut count = 0;
    for (number, line) in lines
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.starts_with('#') && !line.is_empty())
    {
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        let wanted: Vec<&str> = cells[inputs..]
            .iter()
            .copied()
            .filter(|cell| !cell.starts_with("FIXME"))
            .collect();
        let got = found(&cells[..inputs]);
        count += 1;
        if got != wanted {
            wrong.push(format!(
                "{}:{}: {:?}\n  wanted {wanted:?}\n  found  {got:?}",
                path.display(),
                number + 1,
                &cells[..inputs]
            ));
        }
    }
    assert!(count > 0, "{} holds no case", path.display());
    assert!(
        wrong.is_empty(),
        "{} of {count} cases are wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

fn or_empty<T: Display>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

#[test]
fn figures_are_read_as_the_codebook_says() {
    check("figures.tsv", 1, |cells| {
        let text = Text::from(cells[0]);
        figures::find(&text, text.span())
            .into_iter()
            .map(|found| {
                let bounds = found.bounds;
                let mut cell = format!(
                    "{}|{}|{}|{}|{}",
                    found.words,
                    or_empty(bounds.low()),
                    or_empty(bounds.best()),
                    or_empty(bounds.high()),
                    found.class
                );
                for (flag, name) in [(found.increment, "|increment"), (found.subset, "|subset")] {
                    cell.push_str(if flag { name } else { "" });
                }
                cell
            })
            .collect()
    });
}

#[test]
fn one_person_counts_as_one() {
    check("singular.tsv", 1, |cells| {
        vec![or_empty(
            figures::singular(cells[0]).and_then(|bounds| bounds.best()),
        )]
    });
}

fn tense(name: &str) -> Tense {
    match name {
        "past" => Tense::Past,
        "future" => Tense::Future,
        _ => Tense::Unknown,
    }
}

#[test]
fn dates_are_resolved_against_the_published_day() {
    check("dates.tsv", 4, |cells| {
        let context = DateContext {
            published: cells[0].parse().ok(),
            reference: cells[1].parse().ok(),
            tense: tense(cells[2]),
        };
        let text = Text::from(cells[3]);
        dates::find(&text, text.span(), &context)
            .into_iter()
            .map(|found| {
                let value = found.value;
                let mut cell = format!(
                    "{}|{}|{}|{}",
                    value.words,
                    or_empty(value.earliest),
                    or_empty(value.latest),
                    value.precision
                );
                for (flag, name) in [
                    (value.lasted, "|lasted"),
                    (found.relative_to_reference, "|reference"),
                ] {
                    cell.push_str(if flag { name } else { "" });
                }
                cell
            })
            .collect()
    });
}

#[test]
fn datelines_are_told_from_sentences() {
    check("datelines.tsv", 1, |cells| {
        let text = Text::from(cells[0].replace("\\n", "\n"));
        let words = |span| text.slice(span).to_owned();
        dateline::find(&text)
            .map(|found| {
                let date = found
                    .date
                    .map(|date| date.to_string())
                    .or(found.date_words.map(words));
                format!(
                    "{}|{}|{}|{}",
                    words(found.place),
                    or_empty(found.region.map(words)),
                    or_empty(date),
                    or_empty(found.agency.map(words))
                )
            })
            .into_iter()
            .collect()
    });
}

#[test]
fn stamps_are_told_from_the_days_of_what_happened() {
    check("stamps.tsv", 1, |cells| {
        let text = Text::from(cells[0].replace("\\n", "\n"));
        let found = dates::find(&text, text.span(), &DateContext::default());
        let stamps = found
            .iter()
            .filter(|date| dateline::is_stamp(&text, date.span));
        stamps
            .map(|date| text.slice(date.span).to_owned())
            .collect()
    });
}

#[test]
fn weapons_are_found_with_their_kind() {
    check("weapons.tsv", 1, |cells| {
        let text = Text::from(cells[0]);
        weapons::find(&text, text.span())
            .into_iter()
            .map(|found| {
                format!(
                    "{}|{}{}",
                    text.slice(found.span),
                    found.kind,
                    if found.suicide { "|suicide" } else { "" }
                )
            })
            .collect()
    });
}

#[test]
fn targets_people_and_actors_have_a_kind() {
    check("kinds.tsv", 2, |cells| {
        vec![match cells[0] {
            "target" => targets::kind(cells[1]).unwrap_or("-").to_owned(),
            "person" => people::kind(cells[1]).to_string(),
            "actor" => actors::kind(cells[1]).to_string(),
            "minor" => people::describe(cells[1]).minor.to_string(),
            table => panic!("no such list: {table}"),
        }]
    });
}

#[test]
fn organisations_go_by_one_name() {
    check("organisations.tsv", 1, |cells| {
        let text = Text::from(cells[0]);
        organisations::find(&text, text.span())
            .into_iter()
            .map(|found| format!("{}|{}", text.slice(found.span), found.canonical))
            .collect()
    });
}

#[test]
fn organisations_of_one_name_are_told_apart_by_the_document() {
    check("organisations_in_context.tsv", 3, |cells| {
        let countries: Vec<&str> = cells[0].split(';').filter(|one| !one.is_empty()).collect();
        let context = organisations::Context {
            countries: &countries,
            day: cells[1].parse().ok(),
        };
        let text = Text::from(cells[2]);
        organisations::find_in(&text, text.span(), &context)
            .into_iter()
            .map(|found| format!("{}|{}", text.slice(found.span), found.canonical))
            .collect()
    });
}

#[test]
fn a_part_of_a_text_is_read_with_the_rest_of_it() {
    let text = Text::from("The Kachin Independence Army denied it.\nThe KIA said so.\nWHO DID IT?");
    let named = |words: &str| {
        let start = text.as_str().find(words).unwrap();
        organisations::find(&text, text.span_of_bytes(start..start + words.len()))
            .first()
            .map(|found| found.canonical)
    };
    assert_eq!(named("KIA"), Some("Kachin Independence Army"));
    assert_eq!(named("WHO"), None);
}

#[test]
fn an_affiliate_belongs_to_its_parent_while_it_lasts() {
    let parents = |name: &str, day: &str| {
        let text = Text::from(name);
        let found = organisations::find(&text, text.span());
        let parents: Vec<&str> = found[0].organisation.belongs_to(day.parse().ok()).collect();
        parents
    };
    assert_eq!(parents("al-Shabaab", "2013-01-01"), ["al-Qaeda"]);
    assert!(parents("al-Shabaab", "2010-01-01").is_empty());
    assert_eq!(parents("Boko Haram", "2015-06-01"), ["Islamic State"]);
    assert!(parents("Boko Haram", "2018-06-01").is_empty());
}

#[test]
fn nationalities_have_their_country_code() {
    check("nationalities.tsv", 1, |cells| {
        let text = Text::from(cells[0]);
        nationalities::find(&text, text.span())
            .into_iter()
            .map(|(span, code)| format!("{}|{code}", text.slice(span)))
            .collect()
    });
}

#[test]
fn speakers_are_described() {
    check("speakers.tsv", 1, |cells| {
        let traits = speakers::describe(cells[0]);
        let named = if traits.named { "named" } else { "unnamed" };
        vec![format!(
            "{}|{named}|{}|{}|{}",
            traits.kind,
            or_empty(traits.name),
            or_empty(traits.role),
            or_empty(traits.affiliation)
        )]
    });
}

#[test]
fn credits_name_the_agency_whose_text_it_is() {
    check("credits.tsv", 1, |cells| {
        let text = Text::from(cells[0].replace("\\n", "\n"));
        credits::find(&text)
            .into_iter()
            .map(|credit| {
                let role = if credit.is_origin { "origin" } else { "helped" };
                format!("{}|{}|{role}", text.slice(credit.span), credit.agency)
            })
            .collect()
    });
}
