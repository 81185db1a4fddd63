//! Cases as data: each folder of `tests/cases` holds a table of our own making with the real columns of its format, what should
//! be read from it (`expected.json`), and the options where there are any (`options.json`). `UPDATE_CASES=1` writes what
//! is read now; read the difference.

use std::fs;
use std::path::Path;

use dateline_core::{Certainty, Claim, Span, Text};
use dateline_import::{Coded, Import, ImportOptions, Rejected};
use serde_json::{Map, Value, json};

type Failure = Box<dyn std::error::Error>;

fn case(expected: &Path) -> Result<(), Failure> {
    let folder = expected.parent().ok_or("a case lies in a folder")?;
    let bytes = fs::read(folder.join("table.csv"))?;
    let options = options(&folder.join("options.json"))?;
    let found: Vec<Value> = match Import::open("table.csv", &bytes, &options) {
        Ok(import) => import.rows().map(show).collect(),
        Err(error) => vec![json!({ "error": error.to_string() })],
    };
    let written = serde_json::to_string_pretty(&found)? + "\n";
    if std::env::var_os("UPDATE_CASES").is_some() {
        fs::write(expected, &written)?;
    }
    // Numbers as a file holds them.
    let found: Vec<Value> = serde_json::from_str(&written)?;
    let wanted: Vec<Value> = serde_json::from_str(&fs::read_to_string(expected)?)?;
    for (at, (found, wanted)) in found.iter().zip(&wanted).enumerate() {
        assert_eq!(found, wanted, "row {} of {}", at + 1, folder.display());
    }
    assert_eq!(
        found.len(),
        wanted.len(),
        "number of rows of {}",
        folder.display()
    );
    Ok(())
}

fn options(path: &Path) -> Result<ImportOptions, Failure> {
    let mut options = ImportOptions::default();
    if !path.exists() {
        return Ok(options);
    }
    let given: Value = serde_json::from_str(&fs::read_to_string(path)?)?;
    let string = |key: &str| given[key].as_str();
    options.format = string("format").map(str::parse).transpose()?;
    options.publisher = string("publisher").map(str::to_owned);
    options.published = string("published").map(|day| day.parse()).transpose()?;
    for column in given["columns"].as_array().into_iter().flatten() {
        options
            .columns
            .push(column.as_str().ok_or("a column is a string")?.parse()?);
    }
    Ok(options)
}

fn show(row: Result<Coded, Rejected>) -> Value {
    let coded = match row {
        Ok(coded) => coded,
        Err(rejected) => return json!({ "rejected": rejected.to_string() }),
    };
    let text = &coded.document.text;
    let claims: Vec<Value> = coded
        .claims
        .claims
        .iter()
        .map(|claim| show_claim(claim, text))
        .collect();
    let mut shown = Map::new();
    shown.insert("id".to_owned(), json!(coded.document.external_id));
    shown.insert(
        "text".to_owned(),
        json!(text.as_str().lines().collect::<Vec<_>>()),
    );
    shown.insert("claims".to_owned(), json!(claims));
    let lines = [
        (
            "warnings",
            coded
                .warnings
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>(),
        ),
        (
            "persons",
            coded
                .claims
                .persons
                .iter()
                .map(|person| words(text, person.span))
                .collect(),
        ),
    ];
    for (key, lines) in lines.into_iter().filter(|(_, lines)| !lines.is_empty()) {
        shown.insert(key.to_owned(), json!(lines));
    }
    Value::Object(shown)
}

fn words(text: &Text, span: Span) -> String {
    text.get(span)
        .map_or_else(|error| error.to_string(), str::to_owned)
}

/// What tells nothing is left out, so that a person can read the rest.
fn show_claim(claim: &Claim, text: &Text) -> Value {
    let mut shown = Map::new();
    let value = serde_json::to_value(&claim.value).unwrap_or_default();
    shown.insert(claim.slot.to_string(), bare(value["value"].clone()));
    let evidence: Vec<String> = claim
        .evidence
        .spans
        .iter()
        .map(|&span| words(text, span))
        .collect();
    shown.insert("evidence".to_owned(), json!(evidence));
    if claim.certainty != Certainty::Stated {
        shown.insert("certainty".to_owned(), json!(claim.certainty));
    }
    Value::Object(shown)
}

fn bare(value: Value) -> Value {
    let is_idle = |value: &Value| {
        value.is_null()
            || *value == json!([])
            || *value == json!(false)
            || *value == json!(0.0)
            || *value == json!("unknown")
    };
    match value {
        Value::Object(fields) => {
            let telling = fields.into_iter().filter(|(_, value)| !is_idle(value));
            Value::Object(telling.map(|(key, value)| (key, bare(value))).collect())
        }
        value => value,
    }
}

datatest_stable::harness! {
    { test = case, root = "tests/cases", pattern = r"expected\.json$" },
}
