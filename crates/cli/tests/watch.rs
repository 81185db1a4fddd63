//! `dateline watch`: what is read from feeds, pages and directories, and what is recorded of it.

#![cfg(feature = "watch")]

mod newsroom;

use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

use newsroom::server::{Page, Site};
use newsroom::{BAIDOA, KANO, MOSUL, Newsroom, article, feed, partial, text, two_articles, whole};
use serde_json::Value;

#[test]
fn the_articles_of_a_feed_are_recorded_once() {
    let room = two_articles();
    let rss = room.site.url("/news/rss");
    let said = room.round(&[&rss]);
    assert_eq!(
        room.recorded(),
        [whole("/kano"), whole("/news/baidoa?id=2")],
        "the oldest first: {said}"
    );
    let first = &room.documents()[0];
    assert!(first.text.as_str().contains("abducted seven women"));
    assert_eq!(first.publisher.as_deref(), Some("Wadi Post"));
    assert_eq!(
        first.published_day().map(|day| day.to_string()).as_deref(),
        Some("2024-03-06")
    );
    assert_eq!(first.origin.path, room.site.url("/kano"));
    room.site.asked();
    room.round(&[&rss]);
    let asked = room.site.asked();
    assert_eq!(asked.len(), 1, "nothing has changed");
    assert_eq!(asked[0].headers["if-none-match"], "\"v1\"");
    assert_eq!(room.recorded().len(), 2);
}

#[test]
fn an_article_that_two_feeds_list_is_fetched_once() {
    let room = two_articles();
    let other = [(
        "A village was raided",
        "/kano?utm_medium=feed",
        8,
        "Twelve dead.",
    )];
    room.site.put("/world", feed(&other));
    room.round(&[&room.site.url("/news/rss"), &room.site.url("/world")]);
    let asked = room.site.asked_paths();
    assert_eq!(
        asked
            .iter()
            .filter(|path| path.starts_with("/kano"))
            .count(),
        1,
        "{asked:?}"
    );
    assert_eq!(room.recorded().len(), 2);
}

#[test]
fn an_article_that_cannot_be_had_is_read_from_its_summary_until_it_can() {
    let room = two_articles();
    let rss = room.site.url("/news/rss");
    room.site.put("/kano", Page::status(403));
    let said = room.round(&[&rss]);
    assert!(
        said.contains("the server answered 403; read from the feed"),
        "{said}"
    );
    assert!(
        said.contains("1 report read from a feed's summary alone"),
        "{said}"
    );
    assert_eq!(
        room.recorded(),
        [partial("/kano"), whole("/news/baidoa?id=2")]
    );
    room.round(&[&rss]);
    assert_eq!(
        room.recorded().len(),
        2,
        "the summary is not recorded twice"
    );
    room.site.put("/kano", article("Raid on a village", &KANO));
    room.round(&[&rss]);
    assert_eq!(room.recorded()[2], whole("/kano"));
    room.site.asked();
    room.round(&[&rss]);
    assert_eq!(room.site.asked_paths(), ["/news/rss"], "now all is had");
}

#[test]
fn listings_say_what_is_partial() {
    let room = two_articles();
    room.site.put("/kano", Page::status(402));
    room.round(&[&room.site.url("/news/rss")]);
    let list = |format: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .args(["incidents", "--format", format, "--ledger"])
            .arg(room.path("news.ledger"))
            .output()
            .unwrap();
        text(&output.stdout)
    };
    let incidents: Vec<Value> = serde_json::from_str(&list("json")).unwrap();
    let of = |words: &str| {
        let is_it = |one: &&Value| one["documents"][0]["url"].as_str().unwrap().contains(words);
        incidents.iter().find(is_it).unwrap().clone()
    };
    assert_eq!(of("kano")["documents"][0]["partial"], true);
    assert_eq!(
        of("kano")["documents"][0]["origin"]["path"],
        room.site.url("/kano")
    );
    assert_eq!(of("baidoa")["documents"][0]["partial"], false);
    let lines = list("text");
    for incident in &incidents {
        let id = incident["id"].as_str().unwrap();
        let line = lines.lines().find(|line| line.contains(id)).unwrap();
        let is_partial = incident["documents"][0]["partial"] == true;
        assert_eq!(line.contains("[partial]"), is_partial, "{lines}");
    }
    let id = of("kano")["id"].as_str().unwrap().to_owned();
    let show = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["show", &id, "--ledger"])
        .arg(room.path("news.ledger"))
        .output()
        .unwrap();
    let shown = text(&show.stdout);
    assert!(shown.contains("partial: a summary alone"), "{shown}");
    assert!(
        list("csv")
            .lines()
            .next()
            .unwrap()
            .ends_with(",origins,partial")
    );
}

#[test]
fn what_robots_txt_closes_and_what_has_no_text_is_read_from_its_summary() {
    let room = two_articles();
    let robots = "User-agent: *\nDisallow: /kano\n";
    room.site
        .put("/robots.txt", Page::new(200, "text/plain", robots));
    let wall = Page::html("<html><body><p>Subscribe to go on.</p></body></html>");
    room.site.put("/news/baidoa?id=2&utm_source=rss", wall);
    room.round(&[&room.site.url("/news/rss")]);
    assert!(!room.site.asked_paths().contains(&"/kano".to_owned()));
    let recorded = room.recorded();
    assert_eq!(recorded[0], partial("/kano"));
    assert!(
        recorded[1].1 && recorded[1].0.starts_with("/news/baidoa"),
        "{recorded:?}"
    );
}

#[test]
fn a_server_in_trouble_is_waited_for_before_its_summaries_are_taken() {
    let room = two_articles();
    let rss = room.site.url("/news/rss");
    let other = Site::open();
    let entry = [("Bombs near Mosul", other.url("/mosul"), 9, MOSUL[0])];
    let entry = entry
        .each_ref()
        .map(|(title, link, hour, summary)| (*title, link.as_str(), *hour, *summary));
    room.site.put("/news/rss", feed(&entry));
    other.put("/mosul", Page::status(503).header("Retry-After", "3600"));
    let said = room.round(&[&rss]);
    assert!(said.contains("left for the next round"), "{said}");
    assert!(room.recorded().is_empty());
    assert_eq!(other.asked().len(), 1);
    room.round(&[&rss]);
    assert!(
        other.asked().is_empty(),
        "it asked to be left alone for an hour"
    );
    let recorded = room.documents();
    assert_eq!(recorded.len(), 1);
    assert!(recorded[0].is_partial());
}

#[test]
fn a_ledger_that_was_removed_is_filled_anew() {
    let room = two_articles();
    let rss = room.site.url("/news/rss");
    room.round(&[&rss]);
    for entry in std::fs::read_dir(room.folder.path()).unwrap().flatten() {
        if !entry.file_name().to_string_lossy().ends_with(".watch") {
            std::fs::remove_file(entry.path()).unwrap();
        }
    }
    let said = room.round(&[&rss]);
    assert!(said.contains("is of a fuller ledger"), "{said}");
    assert_eq!(room.recorded().len(), 2);
}

fn write_long_ago(path: &Path, words: &str) {
    std::fs::write(path, words).unwrap();
    let file = std::fs::File::options().write(true).open(path).unwrap();
    // Another time for other words, and long enough ago that nobody is still writing.
    let then = SystemTime::now() - Duration::from_secs(3600 + words.len() as u64);
    file.set_modified(then).unwrap();
}

#[test]
fn a_directory_that_grows_is_read_file_by_file() {
    let room = Newsroom::new();
    let incoming = room.path("incoming");
    std::fs::create_dir(&incoming).unwrap();
    let source = incoming.display().to_string();
    write_long_ago(&incoming.join("2024-03-04-kano.txt"), &KANO.join("\n\n"));
    assert!(room.round(&[&source]).contains("1 read"));
    assert!(
        room.round(&[&source]).contains("0 read"),
        "it is known by its size and time"
    );
    write_long_ago(
        &incoming.join("2024-03-06-baidoa.txt"),
        &BAIDOA.join("\n\n"),
    );
    let said = room.round(&[&source]);
    assert!(said.contains("1 read: 1 coded"), "only what is new: {said}");
    let changed = [&KANO[..], &["Three more bodies were found on Tuesday."]].concat();
    write_long_ago(&incoming.join("2024-03-04-kano.txt"), &changed.join("\n\n"));
    assert!(room.round(&[&source]).contains("1 read: 1 coded"));
    assert_eq!(room.documents().len(), 3);
}

#[test]
fn a_ledger_in_the_directory_that_it_grows_from_is_no_report() {
    let room = Newsroom::new();
    let source = room.folder.path().display().to_string();
    write_long_ago(&room.path("2024-03-04-kano.txt"), &KANO.join("\n\n"));
    let said = room.round(&[&source]);
    assert!(
        said.contains("1 read: 1 coded") && said.contains("0 quarantined"),
        "{said}"
    );
    assert!(room.round(&[&source]).contains("0 read"));
}

#[test]
fn a_page_is_read_when_it_has_changed() {
    let room = Newsroom::new();
    let url = room.site.url("/live");
    room.site
        .put("/live", article("Raid", &KANO).header("ETag", "\"1\""));
    room.round(&[&url]);
    assert!(room.round(&[&url]).contains("1 unchanged"));
    room.site.put(
        "/live",
        article("Raid", &[KANO[0], KANO[1], MOSUL[0]]).header("ETag", "\"2\""),
    );
    room.round(&[&url]);
    assert_eq!(room.recorded(), [whole("/live"), whole("/live")]);
}
