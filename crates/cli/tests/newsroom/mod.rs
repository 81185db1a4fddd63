//! A newsroom with a ledger, and a site on this machine that it watches. All reports are fictional.

#![allow(
    dead_code,
    reason = "each test file that includes this uses a part of it"
)]

#[path = "../../../fetch/tests/server/mod.rs"]
pub(crate) mod server;

use std::path::PathBuf;
use std::process::{Child, Command, Output};
use std::time::{Duration, Instant};

use dateline_core::Document;
use dateline_ledger::Ledger;
use server::{Page, Site};

pub(crate) const KANO: [&str; 2] = [
    "Gunmen on motorcycles attacked the village of Tudun Wada on Sunday, killing 12 people and wounding 20 others, police said.",
    "The gunmen also abducted seven women, a resident told reporters. Soldiers were sent to the area on Monday morning.",
];
pub(crate) const BAIDOA: [&str; 2] = [
    "A car bomb exploded outside a hotel in Baidoa on Tuesday, killing at least nine people, the interior ministry said.",
    "Al-Shabaab claimed responsibility for the bombing, which also wounded 14 guards of the hotel.",
];
pub(crate) const MOSUL: [&str; 2] = [
    "Two roadside bombs killed four policemen near Mosul on Wednesday, a police officer said.",
    "No group has claimed the attack, and the road was closed until the evening.",
];

pub(crate) fn article(title: &str, paragraphs: &[&str]) -> Page {
    let body: String = paragraphs
        .iter()
        .map(|one| format!("<p>{one}</p>\n"))
        .collect();
    Page::html(format!(
        "<!doctype html><html><head><title>{title}</title></head><body><nav><a href=\"/\">Home</a></nav>\
         <article><h1>{title}</h1>\n{body}</article></body></html>"
    ))
}

/// An RSS feed of entries: title, link, hour of 6 March 2024, summary.
pub(crate) fn feed(entries: &[(&str, &str, u8, &str)]) -> Page {
    let items: String = entries
        .iter()
        .map(|(title, link, hour, summary)| {
            format!(
                "<item><title>{title}</title><link>{link}</link><pubDate>Wed, 06 Mar 2024 {hour:02}:00:00 GMT</pubDate>\
                 <description>{summary}</description></item>"
            )
        })
        .collect();
    Page::feed(format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Wadi Post</title><link>http://wadi.example/</link>\
         <description>News</description>{items}</channel></rss>"
    ))
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

pub(crate) struct Newsroom {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) site: Site,
}

impl Newsroom {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            site: Site::open(),
        }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn command(&self, sources: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.arg("watch").args(sources).arg("--ledger");
        command.arg(self.path("news.ledger"));
        let quick = ["--allow-private", "--pause", "0s", "--every", "0s"];
        command.args(quick).args(["--timeout", "20s"]);
        command.env_remove("DATELINE_GAZETTEER");
        command
    }

    /// One round.
    pub(crate) fn watch(&self, sources: &[&str]) -> Output {
        self.command(sources).arg("--once").output().unwrap()
    }

    /// One round that must go well; what it says.
    pub(crate) fn round(&self, sources: &[&str]) -> String {
        let output = self.watch(sources);
        let said = text(&output.stderr);
        assert!(output.status.success(), "{said}");
        said
    }

    pub(crate) fn documents(&self) -> Vec<Document> {
        let ledger = Ledger::open(self.path("news.ledger")).unwrap();
        let ids = ledger.documents().unwrap();
        ids.iter()
            .map(|id| ledger.document(id).unwrap().unwrap())
            .collect()
    }

    /// Addresses of the recorded documents, and whether each is partial.
    pub(crate) fn recorded(&self) -> Vec<(String, bool)> {
        let root = &self.site.root;
        let short = |url: Option<String>| url.unwrap_or_default().replace(root, "");
        self.documents()
            .into_iter()
            .map(|one| (short(one.url.clone()), one.is_partial()))
            .collect()
    }
}

pub(crate) fn whole(path: &str) -> (String, bool) {
    (path.to_owned(), false)
}

pub(crate) fn partial(path: &str) -> (String, bool) {
    (path.to_owned(), true)
}

/// A feed with the two articles that it links to.
pub(crate) fn two_articles() -> Newsroom {
    let room = Newsroom::new();
    let entries = [
        (
            "Bomb in Baidoa",
            "baidoa?id=2&amp;utm_source=rss",
            9,
            BAIDOA[0],
        ),
        ("Raid on a village", "/kano", 7, KANO[0]),
    ];
    room.site
        .put("/news/rss", feed(&entries).header("ETag", "\"v1\""));
    room.site.put("/kano", article("Raid on a village", &KANO));
    let bomb = article("Bomb in Baidoa", &BAIDOA);
    room.site.put("/news/baidoa?id=2&utm_source=rss", bomb);
    room
}

/// Looks again and again until it is so, or the program ends, or a minute is over.
pub(crate) fn wait_for(child: &mut Child, mut is_so: impl FnMut() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(child.try_wait().unwrap().is_none(), "it ended too early");
        assert!(began.elapsed() < Duration::from_secs(240), "too slow");
        std::thread::sleep(Duration::from_millis(50));
    }
}
