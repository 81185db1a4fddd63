//! What is kept between rounds and runs.

use std::path::PathBuf;
use std::time::Duration;

use dateline_fetch::{Due, Found, Memory, Outcome, stamp};
use jiff::{SignedDuration, Timestamp};

const FEED: &str = "https://wire.example/feed";
const ARTICLE: &str = "https://wire.example/idris-wolde-shot";

struct Kept {
    folder: tempfile::TempDir,
}

impl Kept {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("news.ledger.watch")
    }

    fn open(&self, documents: u64) -> (Memory, Found) {
        Memory::open(&self.path(), documents).unwrap()
    }
}

fn minute(number: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_mins(number)
}

fn attempt(memory: &mut Memory, told: &str, outcome: Outcome, now: Timestamp) {
    let due = memory.due(FEED, ARTICLE, told, now);
    let pause = Duration::from_secs(60);
    memory.attempted((FEED, ARTICLE, told), due, outcome, pause, now);
}

#[test]
fn what_was_had_whole_is_not_asked_for_again_until_the_feed_tells_it_anew() {
    let mut memory = Memory::default();
    assert_eq!(memory.due(FEED, ARTICLE, "7 dead", minute(0)), Due::New);
    attempt(&mut memory, "7 dead", Outcome::Whole, minute(0));
    assert_eq!(memory.due(FEED, ARTICLE, "7 dead", minute(900)), Due::Done);
    assert_eq!(memory.due(FEED, ARTICLE, "9 dead", minute(901)), Due::New);
    attempt(&mut memory, "9 dead", Outcome::Whole, minute(901));
    assert_eq!(memory.due(FEED, ARTICLE, "9 dead", minute(902)), Due::Done);
}

#[test]
fn two_feeds_that_word_one_article_differently_do_not_fetch_it_in_turns() {
    let mut memory = Memory::default();
    attempt(&mut memory, "7 dead", Outcome::Whole, minute(0));
    let other = "https://wire.example/world";
    for round in 1..4 {
        let due = memory.due(other, ARTICLE, "seven killed", minute(round));
        assert_eq!(due, Due::Done);
        assert_eq!(
            memory.due(FEED, ARTICLE, "7 dead", minute(round)),
            Due::Done
        );
    }
}

#[test]
fn what_cannot_be_had_is_tried_ever_more_rarely_and_then_no_more() {
    let mut memory = Memory::default();
    let mut tried = Vec::new();
    for now in 0..100 {
        match memory.due(FEED, ARTICLE, "", minute(now)) {
            Due::New | Due::Again(Outcome::Partial) => {
                tried.push(now);
                attempt(&mut memory, "", Outcome::Partial, minute(now));
            }
            Due::Again(other) => panic!("{other:?} at {now}"),
            Due::Later | Due::Done => {}
        }
    }
    assert_eq!(tried, [0, 1, 3, 7, 15]);
}

#[test]
fn a_memory_is_the_same_in_the_next_run() {
    let kept = Kept::new();
    let mut memory = Memory::default();
    attempt(&mut memory, "7 dead", Outcome::Partial, minute(0));
    let file = kept.folder.path().join("a.txt");
    std::fs::write(&file, "one").unwrap();
    let before = stamp(&file).unwrap();
    memory.keep_file("reports", "a.txt", before);
    memory.save(&kept.path(), 3, minute(1)).unwrap();
    let (again, found) = kept.open(3);
    assert_eq!((&again, found), (&memory, Found::Kept));
    assert!(again.knows_file("reports", "a.txt", before));
    std::fs::write(&file, "one and two").unwrap();
    assert!(!again.knows_file("reports", "a.txt", stamp(&file).unwrap()));
}

#[test]
fn a_damaged_memory_begins_anew_and_says_so() {
    let kept = Kept::new();
    assert_eq!(kept.open(0).1, Found::Nothing);
    let mut memory = Memory::default();
    memory.save(&kept.path(), 0, minute(0)).unwrap();
    let whole = std::fs::read(kept.path()).unwrap();
    for damaged in [&whole[..whole.len() / 2], b"", b"\xff\x00", b"{}", b"[1]"] {
        std::fs::write(kept.path(), damaged).unwrap();
        let (memory, found) = kept.open(0);
        assert!(matches!(found, Found::Damaged(_)), "{found:?}");
        assert_eq!(memory, Memory::default());
    }
}

#[test]
fn a_memory_of_reports_that_the_ledger_lacks_is_not_trusted() {
    let kept = Kept::new();
    let mut memory = Memory::default();
    attempt(&mut memory, "", Outcome::Whole, minute(0));
    memory.save(&kept.path(), 40, minute(0)).unwrap();
    assert_eq!(kept.open(41).1, Found::Kept);
    let (memory, found) = kept.open(0);
    assert_eq!(found, Found::OfAnotherLedger);
    assert_eq!(memory, Memory::default());
}

#[test]
fn no_name_stands_in_the_file_and_nobody_else_reads_it() {
    let kept = Kept::new();
    let mut memory = Memory::default();
    attempt(&mut memory, "Idris Wolde shot", Outcome::Whole, minute(0));
    memory.save(&kept.path(), 1, minute(0)).unwrap();
    let text = std::fs::read_to_string(kept.path()).unwrap();
    assert!(!text.to_lowercase().contains("wolde"), "{text}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(kept.path()).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0);
    }
    assert_eq!(
        std::fs::read_dir(kept.folder.path()).unwrap().count(),
        1,
        "nothing half-written is left behind"
    );
}

#[test]
fn what_no_feed_lists_any_more_is_forgotten() {
    let kept = Kept::new();
    let mut memory = Memory::default();
    attempt(&mut memory, "", Outcome::Whole, minute(0));
    memory.save(&kept.path(), 1, minute(60 * 24 * 59)).unwrap();
    assert_ne!(kept.open(1).0, Memory::default());
    memory.save(&kept.path(), 0, minute(60 * 24 * 61)).unwrap();
    assert_eq!(kept.open(0).0, Memory::default());
}

#[test]
fn a_memory_that_cannot_be_written_is_an_error_of_one_line() {
    let kept = Kept::new();
    let nowhere = kept.folder.path().join("no/such/folder/watch");
    let error = Memory::default().save(&nowhere, 0, minute(0)).unwrap_err();
    assert!(error.to_string().contains("cannot be kept in"), "{error}");
}
