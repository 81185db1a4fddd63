//! What users see of a report: redaction in every format, the schema, the readable text, the explanation.

mod fixture;
mod validate;

use dateline_cli::redact::Names;
use dateline_cli::render::{Format, Printer, explain};
use dateline_cli::wire;
use dateline_core::Slot;

use fixture::{PRIVATE, PUBLIC, SENSITIVE};
use validate::check_against_schema;

const FORMATS: [Format; 4] = [Format::Text, Format::Json, Format::Jsonl, Format::Csv];

/// All that can be printed of the report: as `code`, `incidents`, `show` and `explain` print it.
fn everything(format: Format, names: Names) -> String {
    let mut printer = Printer::start(Vec::new(), format).unwrap();
    printer.report(&fixture::report(names)).unwrap();
    let mut out = printer.finish().unwrap();
    for listed in fixture::listed(names) {
        let mut printer = Printer::start(out, format).unwrap();
        printer.summary(&listed).unwrap();
        printer.incident(&listed).unwrap();
        out = printer.finish().unwrap();
        for claim in &listed.incident.claims {
            explain(&mut out, &listed, claim.slot.0).unwrap();
        }
    }
    String::from_utf8(out).unwrap()
}

fn assert_hidden(output: &str, names: &[&str], what: &str) {
    let lower = output.to_lowercase();
    for name in names {
        assert!(
            !lower.contains(&name.to_lowercase()),
            "{what}: {name} is shown in\n{output}"
        );
    }
}

#[test]
fn private_persons_are_shown_by_role_in_every_format() {
    for format in FORMATS {
        let output = everything(format, Names::Public);
        assert_hidden(&output, &PRIVATE, &format!("{format:?}"));
        assert_hidden(&output, &SENSITIVE, &format!("{format:?}"));
        assert!(output.contains(PUBLIC), "the minister is shown by name");
        assert!(
            output.contains("[a shopkeeper]"),
            "the role stands in place of the name:\n{output}"
        );
    }
}

#[test]
fn names_show_private_persons_but_no_minors_and_witnesses() {
    for format in FORMATS {
        let output = everything(format, Names::Private);
        assert_hidden(&output, &SENSITIVE, &format!("{format:?} --names"));
        assert!(output.contains("Tesfaye Almaz"), "{format:?}\n{output}");
        assert!(
            output.contains("[a 14-year-old girl]"),
            "{format:?}\n{output}"
        );
    }
}

#[test]
fn sensitive_names_are_shown_when_both_are_asked_for() {
    for format in FORMATS {
        let output = everything(format, Names::Sensitive);
        for name in ["Selam Girmay", "Yonas Bekele", "Tesfaye Almaz"] {
            assert!(output.contains(name), "{format:?}: {name}\n{output}");
        }
    }
}

#[test]
fn a_clinic_is_exported_at_locality_precision_even_with_names() {
    let report = fixture::report(Names::Sensitive);
    let bombing = report
        .incidents
        .iter()
        .find(|one| {
            one.place
                .as_ref()
                .is_some_and(|place| place.support.len() == 1)
                && one.number == 1
        })
        .unwrap();
    let place = bombing
        .place
        .as_ref()
        .and_then(|place| place.value.as_ref())
        .unwrap();
    assert_eq!(place.precision.0, dateline_core::PlacePrecision::Locality);
    assert_eq!(place.facility, None);
}

#[test]
fn background_stands_after_current() {
    let report = fixture::report(Names::Public);
    let frames: Vec<_> = report
        .incidents
        .iter()
        .map(|one| one.time_frame.map(|frame| frame.0))
        .collect();
    assert_eq!(
        frames.last(),
        Some(&Some(dateline_core::TimeFrame::Background))
    );
}

#[test]
fn quoted_words_are_the_words_of_the_text() {
    let document = fixture::document();
    for claim in fixture::report(Names::Sensitive)
        .incidents
        .iter()
        .flat_map(|one| &one.claims)
    {
        let span = claim.evidence.spans[0];
        let words = document
            .text
            .slice(dateline_core::Span::new(span.start, span.end));
        assert_eq!(claim.evidence.text.as_str(), words);
        assert!(claim.evidence.context.as_str().contains(words));
    }
}

#[test]
fn the_readable_text_reads_like_this() {
    let mut printer = Printer::start(Vec::new(), Format::Text).unwrap();
    printer.report(&fixture::report(Names::Public)).unwrap();
    let styled = printer.finish().unwrap();
    let plain = anstream::adapter::strip_bytes(&styled).into_vec();
    insta::assert_snapshot!(String::from_utf8(plain).unwrap());
}

#[test]
fn an_explanation_tells_every_claim_the_source_and_the_rule() {
    let listed = &fixture::listed(Names::Public)[0];
    let mut out = Vec::new();
    explain(&mut out, listed, Slot::Killed).unwrap();
    let plain = String::from_utf8(anstream::adapter::strip_bytes(&out).into_vec()).unwrap();
    for words in [
        "Interior Minister Haile Mersha",
        "The army denies",
        "superseded by 3",
        "supersedes 2",
        "rule ",
        "‹at least 12 people›",
    ] {
        assert!(plain.contains(words), "{words:?} is missing in\n{plain}");
    }
}

#[test]
fn a_reviewed_incident_says_so_with_name_day_and_reason() {
    let listed = fixture::reviewed(Names::Public);
    let mut printer = Printer::start(Vec::new(), Format::Text).unwrap();
    printer.summary(&listed).unwrap();
    printer.incident(&listed).unwrap();
    let mut out = printer.finish().unwrap();
    explain(&mut out, &listed, Slot::Killed).unwrap();
    let plain = String::from_utf8(anstream::adapter::strip_bytes(&out).into_vec()).unwrap();
    for words in [
        "killed 14 people  [accepted]",
        "· [accepted] ·",
        "14 people  [set by a reviewer]",
        "≠ 12 (at least) people",
        "  1  2021-06-01  i-",
        "rule    A reviewer decided it. (reviewer, policy dateline)",
        "decided 2021-06-01 by Bekele, M., decision 1: killed is 14 people (the list that [a witness] kept)",
    ] {
        assert!(plain.contains(words), "{words:?} is missing in\n{plain}");
    }
    let shown = serde_json::to_value(&listed).unwrap();
    assert_eq!(shown["reviewed"]["verdict"], "accepted");
    assert_eq!(shown["decisions"][0]["action"], "correct");
    assert_eq!(shown["decisions"][0]["slot"], "killed");
    check_against_schema(&shown);
    check_against_schema(&shown["decisions"][0]);
}

#[test]
fn a_reason_names_private_persons_only_on_request() {
    let reason = |names| fixture::reviewed(names).decisions[0].reason.to_string();
    assert_eq!(reason(Names::Public), "the list that [a witness] kept");
    assert_eq!(reason(Names::Private), "the list that [a witness] kept");
    assert_eq!(reason(Names::Sensitive), "the list that Yonas Bekele kept");
}

#[test]
fn csv_has_as_many_cells_in_each_row_as_in_its_header() {
    let mut printer = Printer::start(Vec::new(), Format::Csv).unwrap();
    printer.report(&fixture::report(Names::Public)).unwrap();
    let table = printer.finish().unwrap();
    let mut reader = csv::Reader::from_reader(table.as_slice());
    let header = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader
        .records()
        .collect::<Result<_, _>>()
        .expect("every row has the header's length");
    assert_eq!(rows.len(), 2);
    let column = |name: &str| {
        header
            .iter()
            .position(|cell| cell == name)
            .unwrap_or_else(|| panic!("no column {name}"))
    };
    assert_eq!(&rows[0][column("type")], "armed_assault");
    assert_eq!(&rows[0][column("killed_low")], "12");
    assert_eq!(
        &rows[0][column("killed_high")],
        "",
        "nobody gave a greatest number"
    );
    assert!(rows[0][column("killed_evidence")].contains("at least 12 people"));
}

#[test]
fn attributions_name_private_speakers_by_role_and_quote_the_text() {
    let hidden = fixture::report(Names::Public);
    let shown = fixture::report(Names::Sensitive);
    let (hidden, shown) = (&hidden.attributions[0], &shown.attributions[0]);
    assert_eq!(hidden.source.chain[0].words.as_str(), "[a witness]");
    assert_eq!(shown.source.chain[0].words.as_str(), "Yonas Bekele");
    assert_eq!(shown.content[0].text.as_str(), "They shot at everyone");
    assert_eq!(shown.inside, None);
}

#[test]
fn json_fits_the_schema() {
    let report = fixture::report(Names::Public);
    assert!(!report.incidents.is_empty());
    check_against_schema(&serde_json::to_value(&report).unwrap());
    for listed in fixture::listed(Names::Public) {
        check_against_schema(&serde_json::to_value(&listed).unwrap());
    }
}

#[test]
#[should_panic(expected = "validation failed")]
fn the_schema_refuses_a_term_that_is_in_no_list() {
    let mut report = serde_json::to_value(fixture::report(Names::Public)).unwrap();
    report["incidents"][0]["type"] = "jaywalking".into();
    check_against_schema(&report);
}

#[test]
fn the_committed_schema_is_current() {
    let path =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas/dateline.schema.json");
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(&path, wire::schema()).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == wire::schema(),
        "run UPDATE_SCHEMA=1 cargo test -p dateline-cli --test output, and commit schemas/"
    );
}
