//! What was fetched elsewhere: feeds with the links of their entries, articles with what a feed says of them.

use dateline_core::Document;
use dateline_ingest::{FeedEntry, ReadOptions, is_feed, read_feed, read_path, read_web};

const FEED: &str = r#"<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Wadi Post</title>
<link>https://wadi.example/</link><description>News</description>
<item><title>Raid at Dorra</title><link>../raid?id=7</link><pubDate>Mon, 22 Jul 2013 23:30:00 -0500</pubDate>
<description>Soldiers searched the market of Dorra.</description></item>
<item><title>Mine near Kelm</title><link>/mine</link><pubDate>Tue, 23 Jul 2013 08:00:00 GMT</pubDate>
<description>Two herders died.</description>
<content:encoded>&lt;p&gt;A mine killed two herders near Kelm on Tuesday, their families said.&lt;/p&gt;</content:encoded></item>
<item><description>An entry without a link or a title tells of a fight in the hills.</description></item>
</channel></rss>"#;

const PAGE: &str = "<html><body><article><h1>Raid at Dorra</h1><p>Soldiers searched the market of Dorra on Monday and arrested \
eleven traders, the head of the traders' union said.</p><p>The army said that weapons had been found in two of the stalls, \
and that a captain had been hurt.</p></article></body></html>";

const ADDRESS: &str = "https://wadi.example/feeds/world/rss.xml";

fn entries(feed: &str) -> Vec<FeedEntry> {
    read_feed(ADDRESS, feed.as_bytes()).unwrap()
}

fn read(address: &str, bytes: &str, kind: &str, entry: Option<&FeedEntry>) -> Vec<Document> {
    let options = ReadOptions::default();
    let items = read_web(address, bytes.into(), Some(kind), entry, &options);
    items.filter_map(Result::ok).collect()
}

#[test]
fn links_are_reckoned_from_the_address_of_the_feed() {
    let entries = entries(FEED);
    let links: Vec<Option<&str>> = entries.iter().map(FeedEntry::url).collect();
    assert_eq!(
        links,
        [
            Some("https://wadi.example/feeds/raid?id=7"),
            Some("https://wadi.example/mine"),
            None
        ]
    );
    let days = entries
        .iter()
        .map(|one| one.published().map(|day| day.to_string()));
    assert_eq!(
        days.collect::<Vec<_>>(),
        [
            Some("2013-07-22".to_owned()),
            Some("2013-07-23".to_owned()),
            None
        ]
    );
}

#[test]
fn a_summary_alone_is_partial_and_content_is_not() {
    let options = ReadOptions::default();
    let read: Vec<Document> = entries(FEED)
        .into_iter()
        .map(|entry| entry.document(&options).unwrap())
        .collect();
    let partial: Vec<bool> = read.iter().map(Document::is_partial).collect();
    assert_eq!(partial, [true, false, true]);
    assert_eq!(read[0].origin.place(), ADDRESS);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rss.xml");
    std::fs::write(&path, FEED).unwrap();
    let from_file = read_path(&path, &options).map(|one| one.unwrap().is_partial());
    assert_eq!(
        from_file.collect::<Vec<_>>(),
        partial,
        "a file is read alike"
    );
}

#[test]
fn an_article_takes_from_the_feed_what_it_does_not_say_of_itself() {
    let entries = entries(FEED);
    let address = "https://wadi.example/raid?id=7";
    let found = read(address, PAGE, "text/html; charset=utf-8", Some(&entries[0]));
    let [document] = &found[..] else {
        panic!("{} documents", found.len())
    };
    assert_eq!(document.publisher.as_deref(), Some("Wadi Post"));
    assert_eq!(
        document
            .published_day()
            .map(|day| day.to_string())
            .as_deref(),
        Some("2013-07-22")
    );
    assert_eq!(document.url.as_deref(), Some(address));
    assert_eq!(document.origin.path, address);
    assert!(!document.is_partial());
    let own = PAGE.replace(
        "<body>",
        "<head><meta property=\"og:site_name\" content=\"Dorra Wire\"/>\
         <meta property=\"article:published_time\" content=\"2013-07-21T08:00:00Z\"/></head><body>",
    );
    let found = read(address, &own, "text/html", Some(&entries[0]));
    assert_eq!(found[0].publisher.as_deref(), Some("Dorra Wire"));
    assert_eq!(
        found[0]
            .published_day()
            .map(|day| day.to_string())
            .as_deref(),
        Some("2013-07-21"),
        "what the page says goes first"
    );
}

#[test]
fn what_the_server_calls_a_page_is_read_as_one() {
    // No sign of a page at its head, and an address that looks like a table.
    let body = PAGE
        .replace("<html><body>", "<div>")
        .replace("</body></html>", "</div>");
    let found = read("https://wadi.example/raid.csv", &body, "text/html", None);
    assert_eq!(found.len(), 1);
    assert!(found[0].text.as_str().contains("eleven traders"));
    assert!(!found[0].text.as_str().contains('<'));
}

#[test]
fn an_entry_that_is_told_anew_is_told_apart() {
    let before = entries(FEED);
    let after = entries(
        &FEED
            .replace("Two herders died.", "Two herders died!")
            .replace(
                "Soldiers searched the market of Dorra.",
                "Soldiers searched the market of Dorra and held eleven.",
            ),
    );
    assert_ne!(before[0].told(), after[0].told());
    assert_eq!(before[1].told(), after[1].told(), "its content is the same");
}

#[test]
fn an_entry_is_known_by_its_own_address() {
    let entry = entries(FEED).remove(0);
    let own = entry
        .clone()
        .at("https://wadi.example/raid?id=7")
        .by("Dorra Wire");
    let document = own.document(&ReadOptions::default()).unwrap();
    assert!(document.is_partial());
    assert_eq!(document.origin.place(), "https://wadi.example/raid?id=7");
    assert_eq!(document.origin.record, None);
    assert_eq!(
        document.url.as_deref(),
        Some("https://wadi.example/raid?id=7")
    );
    assert_eq!(document.publisher.as_deref(), Some("Dorra Wire"));
}

#[test]
fn an_empty_feed_has_no_entries_and_a_broken_one_is_an_error() {
    assert!(is_feed(FEED.as_bytes()) && !is_feed(PAGE.as_bytes()));
    let empty = "<rss version=\"2.0\"><channel><title>Wadi Post</title></channel></rss>";
    assert!(entries(empty).is_empty());
    let broken = read_feed(ADDRESS, &FEED.as_bytes()[..200]);
    let broken = broken.map(|entries| entries.len());
    assert!(broken.is_err() || broken == Ok(0), "{broken:?}");
    assert!(read_feed(ADDRESS, b"no feed at all").is_err());
}
