//! Reading files and folders.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use dateline_core::{Document, Span};
use dateline_ingest::{
    Cause, ColumnMap, MAX_REPORT_BYTES, ReadOptions, Rejected, paths, read_bytes, read_path,
};
use flate2::Compression;
use flate2::write::GzEncoder;

const REPORT: &str = "Gunmen burned four lorries to the north of Gao on Friday, drivers said.";

fn only(bytes: &[u8], options: &ReadOptions) -> Result<Document, Rejected> {
    let mut items = read_bytes("-", bytes, options);
    let item = items.next().expect("one report");
    assert!(items.next().is_none());
    item
}

fn document(bytes: &[u8], options: &ReadOptions) -> Document {
    only(bytes, options).expect("a document")
}

fn names(root: &Path) -> Vec<String> {
    let name = |path: PathBuf| path.strip_prefix(root).unwrap().display().to_string();
    paths(&[root.to_owned()])
        .map(|path| path.map_or("(refused)".to_owned(), name))
        .collect()
}

#[test]
fn folders_are_walked_in_order_without_hidden_files() {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir_all(root.path().join("b/c")).unwrap();
    fs::create_dir(root.path().join(".git")).unwrap();
    for name in [
        "z.txt",
        "a.txt",
        "b/c/2.txt",
        "b/1.txt",
        ".hidden.txt",
        ".git/config",
    ] {
        fs::write(root.path().join(name), REPORT).unwrap();
    }
    assert_eq!(
        names(root.path()),
        ["a.txt", "b/1.txt", "b/c/2.txt", "z.txt"]
    );
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_back_is_reported_once() {
    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join("a.txt"), REPORT).unwrap();
    std::os::unix::fs::symlink(root.path(), root.path().join("again")).unwrap();
    assert_eq!(names(root.path()), ["a.txt", "(refused)"]);
}

#[test]
fn a_missing_file_is_one_rejection_that_names_it() {
    let items: Vec<_> = read_path(Path::new("no/such.txt"), &ReadOptions::default()).collect();
    let [Err(rejected)] = &items[..] else {
        panic!("one rejection, not {items:?}")
    };
    assert_eq!(rejected.cause.name(), "unreadable");
    assert!(
        rejected
            .to_string()
            .starts_with("no/such.txt: cannot be read")
    );
}

#[test]
fn the_id_depends_on_what_was_said_and_not_on_where_it_lay() {
    let options = ReadOptions::default();
    let here = document(REPORT.as_bytes(), &options);
    let there = read_bytes("copy.txt", format!("\n{REPORT}  \n").as_bytes(), &options).next();
    assert_eq!(
        Some(here.id.clone()),
        there.and_then(Result::ok).map(|document| document.id)
    );
    let published = ReadOptions {
        published: Some("2013-05-03".parse().unwrap()),
        ..options.clone()
    };
    let publisher = ReadOptions {
        publisher: Some("2013-05-03".into()),
        ..options.clone()
    };
    let url = ReadOptions {
        url: Some("2013-05-03".into()),
        ..options
    };
    let mut ids: Vec<_> = [&published, &publisher, &url]
        .map(|options| document(REPORT.as_bytes(), options).id)
        .into();
    ids.push(here.id);
    ids.sort();
    ids.dedup();
    assert_eq!(
        ids.len(),
        4,
        "day, publisher and address each make another document"
    );
}

#[test]
fn the_hash_is_that_of_the_bytes_as_they_were_read() {
    let options = ReadOptions::default();
    let bytes = format!("{REPORT}\r\n");
    let hash = |bytes: &str| blake3::hash(bytes.as_bytes()).to_hex().to_string();
    assert_eq!(
        document(bytes.as_bytes(), &options).origin.bytes_hash,
        hash(&bytes)
    );
    let table = "id,text\n1,\"Four lorries\nburnt\"\n2,Six lorries burnt\n";
    let hashes: Vec<String> = read_bytes("a.csv", table.as_bytes(), &options)
        .map(|item| item.unwrap().origin.bytes_hash)
        .collect();
    assert_eq!(
        hashes,
        [
            hash("1,\"Four lorries\nburnt\"\n"),
            hash("2,Six lorries burnt\n")
        ]
    );
}

#[test]
fn a_line_without_end_is_rejected_and_the_next_is_read() {
    let mut bytes = br#"{"text": ""#.to_vec();
    bytes.resize(MAX_REPORT_BYTES * 2, b'x');
    write!(bytes, "\n{{\"text\": \"{REPORT}\"}}\n").unwrap();
    let items: Vec<_> = read_bytes("a.jsonl", &bytes, &ReadOptions::default()).collect();
    let [Err(first), Ok(second)] = &items[..] else {
        panic!("two items, not {}", items.len())
    };
    assert_eq!(
        first.cause,
        Cause::TooLarge {
            limit: MAX_REPORT_BYTES,
            unit: "bytes"
        }
    );
    assert_eq!(
        (first.origin.record, second.origin.record),
        (Some(1), Some(2))
    );
}

#[test]
fn a_quote_that_is_never_closed_ends_the_table_with_a_clear_cause() {
    let mut bytes = format!("id,text\n1,{REPORT:?}\n2,\"Four").into_bytes();
    bytes.resize(MAX_REPORT_BYTES * 3, b'x');
    let items: Vec<_> = read_bytes("a.csv", &bytes, &ReadOptions::default()).collect();
    let [Ok(_), Err(second)] = &items[..] else {
        panic!("two items, not {}", items.len())
    };
    assert_eq!(second.cause.name(), "too_large");
    assert!(second.cause.to_string().contains("unclosed quote"));
}

#[test]
fn a_single_line_of_50_mb_is_too_large() {
    let mut bytes = REPORT.as_bytes().to_vec();
    bytes.resize(50 << 20, b'x');
    let rejected = only(&bytes, &ReadOptions::default()).expect_err("too large");
    assert_eq!(rejected.cause.name(), "too_large");
}

#[test]
fn a_mapping_names_a_field_and_a_column() {
    let mut columns = ColumnMap::default();
    columns.assign("text=Story Body").unwrap();
    columns.assign("Published=day=month").unwrap();
    assert_eq!(columns.text.as_deref(), Some("Story Body"));
    assert_eq!(columns.published.as_deref(), Some("day=month"));
    assert!(columns.assign("colour=red").is_err());
    assert!(columns.assign("text").is_err());
}

/// A PDF file of as many pages, each with its number, ten lines and a head that repeats.
fn pdf(pages: usize) -> Vec<u8> {
    let kids: String = (0..pages)
        .map(|at| format!("{} 0 R ", 2 * at + 4))
        .collect();
    let mut file = format!(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
         2 0 obj<</Type/Pages/Count {pages}/MediaBox[0 0 595 842]/Kids[{kids}]>>endobj\n\
         3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
    );
    for at in 0..pages {
        let (page, stream) = (2 * at + 4, 2 * at + 5);
        let line = |line| format!("T* (On day {at} they burned house {line} in the village.) Tj ");
        let lines: String = (0..10).map(line).collect();
        let text = format!("BT /F 11 Tf 14 TL 72 800 Td (Trell Monitor) Tj 0 -40 Td {lines} ET");
        file += &format!(
            "{page} 0 obj<</Type/Page/Parent 2 0 R/Resources<</Font<</F 3 0 R>>>>/Contents {stream} 0 R>>endobj\n\
             {stream} 0 obj<</Length {}>>stream\n{text}\nendstream endobj\n",
            text.len()
        );
    }
    (file + "trailer<</Root 1 0 R>>").into_bytes()
}

#[test]
fn evidence_in_a_pdf_of_200_pages_leads_back_to_its_page() {
    let document = document(&pdf(200), &ReadOptions::default());
    let text = document.text.as_str();
    assert_eq!(document.pages.len(), 200);
    assert!(
        !text.contains("Trell Monitor"),
        "the running head is left out"
    );
    for page in [1, 2, 77, 200] {
        let words = format!("On day {} they burned house 7", page - 1);
        let at = text.find(&words).expect("the text of every page") as u32;
        assert_eq!(document.page(Span::new(at, at + 5)), Some(page));
    }
}

#[test]
fn a_small_file_that_unpacks_to_an_enormous_one_is_refused() {
    let mut bomb = GzEncoder::new(Vec::new(), Compression::fast());
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..64 {
        bomb.write_all(&zeros).unwrap();
    }
    let rejected = only(&bomb.finish().unwrap(), &ReadOptions::default()).expect_err("too large");
    assert_eq!(rejected.cause.name(), "too_large");
}
