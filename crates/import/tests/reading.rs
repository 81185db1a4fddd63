//! Whatever the table, the reader answers; what it claims stands in the cells; what did not change is the same document.

use dateline_core::value::Value;
use dateline_core::{Claim, Slot};
use dateline_import::{
    Cause, Coded, Field, Format, Import, ImportError, ImportOptions, Rejected, WarningKind,
};
use proptest::prelude::*;

const ACLED: &str = include_str!("cases/acled/table.csv");

fn read(table: &str) -> Vec<Result<Coded, Rejected>> {
    let import = Import::open("table.csv", table.as_bytes(), &ImportOptions::default()).unwrap();
    import.rows().collect()
}

fn coded(table: &str) -> Vec<Coded> {
    read(table).into_iter().filter_map(Result::ok).collect()
}

fn claim(coded: &Coded, slot: Slot) -> &Claim {
    let mut claims = coded.claims.claims.iter();
    claims
        .find(|claim| claim.slot == slot)
        .unwrap_or_else(|| panic!("no claim of {slot}"))
}

#[test]
fn evidence_is_the_cell_and_its_line_and_never_the_notes() {
    for row in coded(ACLED) {
        let text = &row.document.text;
        let notes = text.as_str().lines().nth(2).unwrap();
        for claim in &row.claims.claims {
            let context = text.get(claim.evidence.context).unwrap();
            assert!(!context.contains(notes), "{context}");
            assert!(!claim.evidence.spans.is_empty());
        }
    }
    let first = &coded(ACLED)[0];
    let killed = claim(first, Slot::Killed);
    let text = &first.document.text;
    assert_eq!(text.slice(killed.evidence.context), "Fatalities: 4");
    assert_eq!(text.slice(killed.evidence.spans[0]), "4");
    assert_eq!(first.document.publisher.as_deref(), Some("ACLED"));
    assert_eq!(
        first.claims.coder,
        format!("dateline-import {} acled", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn a_row_stays_the_same_document_until_what_is_coded_changes() {
    let ids = |table: &str| -> Vec<String> {
        coded(table)
            .into_iter()
            .map(|row| row.document.id.0)
            .collect()
    };
    let before = ids(ACLED);
    assert_eq!(
        ids(&ACLED.replace("1684800000", "1690000000")),
        before,
        "only the timestamp changed"
    );
    let after = ids(&ACLED.replace("killed.\",4,", "killed.\",5,"));
    assert_ne!(after[0], before[0], "one more is dead");
    assert_eq!(after[1..], before[1..]);
}

#[test]
fn an_unknown_term_is_warned_of_and_fills_no_slot() {
    let table = ACLED.replace("Armed clash", "Skirmish");
    let first = &coded(&table)[0];
    assert!(first.warnings.iter().any(|warning| {
        (warning.field, warning.term.as_str(), warning.kind)
            == (Field::Subtype, "Skirmish", WarningKind::UnknownTerm)
    }));
    let kind = claim(first, Slot::Type);
    assert!(
        matches!(
            kind.value,
            Some(Value::Type(dateline_core::IncidentType::Battle))
        ),
        "the coarser term still tells"
    );
}

#[test]
fn what_is_no_incident_of_violence_is_left_out_with_its_line() {
    let rejected: Vec<Rejected> = read(ACLED).into_iter().filter_map(Result::err).collect();
    let [agreement] = &rejected[..] else {
        panic!("{rejected:?}")
    };
    assert_eq!(
        agreement.cause,
        Cause::NoIncident {
            term: "Agreement".to_owned()
        }
    );
    assert_eq!((agreement.line, agreement.origin.record), (6, Some(5)));
}

#[test]
fn lines_are_those_of_the_file_though_cells_have_several() {
    let table = "id,date,place,notes\n1,2020-01-02,Taji,\"one\ntwo\"\n2,soon,Taji,\n";
    let options = ImportOptions {
        format: Some(Format::Own),
        publisher: Some("Tigris Watch".to_owned()),
        ..ImportOptions::default()
    };
    let import = Import::open("a.csv", table.as_bytes(), &options).unwrap();
    let rows: Vec<_> = import.rows().collect();
    assert_eq!(
        rows[0]
            .as_ref()
            .unwrap()
            .document
            .text
            .as_str()
            .lines()
            .nth(4),
        Some("two")
    );
    assert_eq!(
        rows[1].as_ref().unwrap_err().to_string(),
        "a.csv, line 4: `soon` is no day that can be read; write it as YYYY-MM-DD"
    );
}

#[test]
fn a_table_of_ones_own_needs_the_name_of_its_coder() {
    let options = ImportOptions {
        format: Some(Format::Own),
        ..ImportOptions::default()
    };
    let error = Import::open("a.csv", b"date,place\n", &options).unwrap_err();
    assert_eq!(error, ImportError::NoPublisher);
}

const HEADERS: [&str; 5] = [
    "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,inter1,actor2,inter2,country,location,latitude,longitude,geo_precision,notes,fatalities",
    "id,type_of_violence,side_a,side_b,where_prec,where_coordinates,country,latitude,longitude,date_prec,date_start,date_end,best,low,high,source_headline",
    "eventid,iyear,imonth,iday,country_txt,city,latitude,longitude,specificity,attacktype1_txt,gname,claimed,weaptype1_txt,nkill,nkillter,summary",
    "id,date,date_end,place,country,type,perpetrator,victim,target,weapon,killed,wounded,notes,suicide,stage,published",
    "",
];

/// Cells under these headers with which a row is not rejected.
const SOUND: [&[(usize, &str)]; 5] = [
    &[(1, "2013-07-21"), (11, "1"), (12, "1")],
    &[(7, "1"), (8, "1"), (10, "2013-07-21"), (11, "")],
    &[(1, "2013"), (2, "7"), (3, "0"), (6, ""), (7, "")],
    &[(1, "on Sunday"), (2, ""), (15, "")],
    &[],
];

/// Cells that lead the reader into its corners.
const CELLS: [&str; 34] = [
    "",
    "1",
    "0",
    "-99",
    "3.0",
    "2013-07-21",
    "9999-12-31",
    "-9999-01-01",
    "31/02/2013",
    "0000-00-00",
    "on Sunday",
    "July 2013",
    "Battles",
    "Attack",
    "Grenade",
    "Civilians",
    "7",
    "Iraq",
    "(",
    "AQAP: (x",
    "; ;é; ",
    "two policemen; Ümit Çelik",
    "car bomb",
    "at least 20",
    "1,000,000",
    "18446744073709551616",
    "90.0001",
    "NaN",
    "inf",
    "-1e400",
    "İİ air strike",
    "\"",
    "\u{200b}",
    "\u{1F600}",
];

fn check(table: &str, format: Option<Format>) -> Result<(), TestCaseError> {
    let options = ImportOptions {
        format,
        publisher: Some("Watch".to_owned()),
        ..ImportOptions::default()
    };
    let import = match Import::open("t", table.as_bytes(), &options) {
        Ok(import) => import,
        Err(error) => {
            prop_assert!(!error.to_string().contains('\n'));
            return Ok(());
        }
    };
    for row in import.rows() {
        let row = match row {
            Ok(row) => row,
            Err(rejected) => {
                prop_assert!(!rejected.to_string().contains('\n'));
                continue;
            }
        };
        let text = &row.document.text;
        let persons = row.claims.persons.iter().map(|person| person.span);
        let spans = row.claims.claims.iter().flat_map(|claim| {
            let evidence = &claim.evidence;
            evidence.spans.iter().copied().chain([evidence.context])
        });
        for span in spans.chain(persons) {
            prop_assert!(
                text.get(span).is_ok_and(|words| !words.trim().is_empty()),
                "{span:?} of {:?}",
                text.as_str()
            );
        }
        prop_assert!(
            row.claims
                .claims
                .iter()
                .zip(0..)
                .all(|(claim, at)| claim.number == at && claim.incident == 0)
        );
        prop_assert!(
            !row.warnings
                .iter()
                .any(|warning| warning.to_string().contains('\n'))
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_cells_under_real_headers(
        header in 0..HEADERS.len(),
        rows in prop::collection::vec(prop::collection::vec(0..CELLS.len(), 16), 0..4),
        anything in "\\PC{0,12}",
        sound in any::<bool>(),
    ) {
        let mut table = format!("{}\n", HEADERS[header]);
        for row in rows {
            let cells: Vec<&str> = row.iter().map(|&at| CELLS[at]).collect();
            let mut line: Vec<String> = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
            line[row[0] % 16] = format!("\"{}\"", anything.replace('"', "\"\""));
            if sound {
                // Else most rows fail on their day, and the rest of them is never seen.
                SOUND[header].iter().for_each(|&(at, cell)| line[at] = cell.to_owned());
            }
            table.push_str(&line.join(","));
            table.push('\n');
        }
        check(&table, (header == 3).then_some(Format::Own))?;
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..120), header in 0..HEADERS.len()) {
        let options = ImportOptions { publisher: Some("Watch".to_owned()), ..ImportOptions::default() };
        let mut table = HEADERS[header].as_bytes().to_vec();
        table.push(b'\n');
        table.extend(bytes);
        if let Ok(import) = Import::open("t", &table, &options) {
            prop_assert!(import.rows().count() <= table.len());
        }
    }
}
