//! Cases as data: each folder of `tests/cases` holds an input file, what should be read from it (`expected.json`), and
//! the options where there are any (`options.json`). `UPDATE_CASES=1` writes what is read now; read the difference.

use std::fs;
use std::path::{Path, PathBuf};

use dateline_core::{Document, Language, PublishedFrom};
use dateline_ingest::{ReadOptions, Rejected, read_bytes, read_path};
use serde_json::{Map, Value, json};

type Failure = Box<dyn std::error::Error>;

fn case(expected: &Path) -> Result<(), Failure> {
    let folder = expected.parent().ok_or("a case lies in a folder")?;
    let options = options(&folder.join("options.json"))?;
    let input = input(folder)?;
    let found: Vec<Value> = read_path(&input, &options)
        .map(|item| show(item, folder))
        .collect();
    if std::env::var_os("UPDATE_CASES").is_some() {
        fs::write(expected, serde_json::to_string_pretty(&found)? + "\n")?;
    }
    let wanted: Vec<Value> = serde_json::from_str(&fs::read_to_string(expected)?)?;
    for (at, wanted) in wanted.iter().enumerate() {
        assert_eq!(
            found.get(at),
            Some(wanted),
            "report {at} of {}",
            input.display()
        );
    }
    assert_eq!(
        found.len(),
        wanted.len(),
        "number of reports of {}",
        input.display()
    );
    let name = input
        .file_name()
        .ok_or("a file has a name")?
        .to_string_lossy();
    let from_bytes: Vec<Value> = read_bytes(&name, &fs::read(&input)?, &options)
        .map(|item| show(item, folder))
        .collect();
    assert_eq!(from_bytes, found, "standard input and file read alike");
    Ok(())
}

fn input(folder: &Path) -> Result<PathBuf, Failure> {
    let files = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    let mut inputs = files
        .iter()
        .map(|file| file.path())
        .filter(|path| !path.ends_with("expected.json") && !path.ends_with("options.json"));
    Ok(inputs.next().ok_or("the case has no input")?)
}

fn options(path: &Path) -> Result<ReadOptions, Failure> {
    let mut options = ReadOptions::default();
    if !path.exists() {
        return Ok(options);
    }
    let given: Value = serde_json::from_str(&fs::read_to_string(path)?)?;
    let string = |key: &str| given[key].as_str().map(str::to_owned);
    options.published = string("published").map(|day| day.parse()).transpose()?;
    options.publisher = string("publisher");
    options.url = string("url");
    for from in given["published_from"].as_array().into_iter().flatten() {
        options
            .published_from
            .push(serde_json::from_value::<PublishedFrom>(from.clone())?);
    }
    for mapping in given["columns"].as_array().into_iter().flatten() {
        options
            .columns
            .assign(mapping.as_str().unwrap_or_default())?;
    }
    Ok(options)
}

fn show(item: Result<Document, Rejected>, folder: &Path) -> Value {
    let mut shown = match item {
        Ok(document) => document_shown(&document),
        Err(rejected) => json!({
            "rejected": rejected.cause.name(),
            "message": rejected.cause.to_string().replace(&*folder.to_string_lossy(), "CASE"),
            "record": rejected.origin.record,
            "member": member(&rejected.origin.path),
        }),
    };
    let object: Option<&mut Map<String, Value>> = shown.as_object_mut();
    object
        .into_iter()
        .for_each(|object| object.retain(|_, value| !value.is_null()));
    shown
}

/// What follows the archive's own name.
fn member(path: &str) -> Option<&str> {
    path.split_once('!').map(|(_, member)| member)
}

/// The first words of each page.
fn pages(document: &Document) -> Option<Vec<String>> {
    const WORDS: usize = 40;
    let begins = |&at: &u32| {
        let rest = document.text.as_str().chars().skip(at as usize);
        rest.take(WORDS).collect()
    };
    let pages: Vec<String> = document.pages.iter().map(begins).collect();
    (!pages.is_empty()).then_some(pages)
}

fn document_shown(document: &Document) -> Value {
    let text = document.text.as_str();
    let title = document.title.map(|title| document.text.slice(title));
    let body = title.map_or(text, |title| text[title.len()..].trim_start_matches('\n'));
    let undetermined = document.language != Language::English;
    json!({
        "title": title,
        "paragraphs": body.split("\n\n").collect::<Vec<_>>(),
        "publisher": document.publisher,
        "published": document.published.as_ref().map(|p| format!("{} ({})", p.day, p.basis)),
        "url": document.url,
        "id": document.external_id,
        "language": undetermined.then(|| document.language.to_string()),
        "record": document.origin.record,
        "member": member(&document.origin.path),
        "pages": pages(document),
    })
}

datatest_stable::harness! {
    { test = case, root = "tests/cases", pattern = r"expected\.json$" },
}
