//! What servers see of Dateline, and what it takes from them: against a server on this machine.

mod server;

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use dateline_fetch::{Address, Answer, FetchError, Fetched, Fetcher, Rests, Settings, USER_AGENT};
use server::{Page, Site};

/// Quick, and allowed to speak to this machine.
fn settings() -> Settings {
    Settings {
        allow_private: true,
        pause: Duration::ZERO,
        timeout: Duration::from_secs(5),
        most_bytes: 100_000,
    }
}

fn fetcher(settings: Settings) -> Fetcher {
    Fetcher::new(settings, Arc::new(AtomicBool::new(false)))
}

fn get(settings: Settings, url: &str) -> Result<Box<Fetched>, FetchError> {
    let address = Address::given(url)?;
    match fetcher(settings).get(&address, None, &mut Rests::default())? {
        Answer::Fetched(fetched) => Ok(fetched),
        Answer::Unchanged => panic!("nothing was known of {url}"),
    }
}

#[test]
fn a_server_sees_who_asks() {
    let site = Site::open();
    site.put("/story", Page::html("here"));
    let found = get(settings(), &site.url("/story")).unwrap();
    assert_eq!(found.bytes, b"here");
    assert_eq!(
        found.content_type.as_deref(),
        Some("text/html; charset=utf-8")
    );
    let asked = site.asked_all();
    assert_eq!(asked[0].path, "/robots.txt", "first of all");
    for one in &asked {
        assert_eq!(one.headers["user-agent"], USER_AGENT);
        assert!(USER_AGENT.starts_with("Dateline/"));
    }
}

#[test]
fn what_has_not_changed_is_not_sent_again() {
    let site = Site::open();
    site.put("/old", Page::redirect("/feed"));
    site.put(
        "/feed",
        Page::feed("<rss/>")
            .header("ETag", "\"v1\"")
            .header("Last-Modified", "Mon, 04 Mar 2024 08:00:00 GMT"),
    );
    let mut fetcher = fetcher(settings());
    let address = Address::given(&site.url("/old")).unwrap();
    let mut rests = Rests::default();
    let Answer::Fetched(first) = fetcher.get(&address, None, &mut rests).unwrap() else {
        panic!("nothing was known yet");
    };
    site.asked();
    let known = first.validators.as_ref();
    let again = fetcher.get(&address, known, &mut rests).unwrap();
    assert!(matches!(again, Answer::Unchanged));
    let asked = site.asked();
    assert!(
        !asked[0].headers.contains_key("if-none-match"),
        "the tag is not that of the redirect"
    );
    assert_eq!(asked[1].headers["if-none-match"], "\"v1\"");
    assert_eq!(
        asked[1].headers["if-modified-since"],
        "Mon, 04 Mar 2024 08:00:00 GMT"
    );
    site.put("/feed", Page::feed("<rss></rss>").header("ETag", "\"v2\""));
    let changed = fetcher.get(&address, known, &mut rests).unwrap();
    assert!(matches!(changed, Answer::Fetched(_)));
}

#[test]
fn what_robots_txt_forbids_is_not_asked_for() {
    let site = Site::open();
    site.put(
        "/robots.txt",
        Page::new(200, "text/plain", "User-agent: *\nDisallow: /closed/\n"),
    );
    site.put("/closed/a", Page::html("secret"));
    site.put("/way", Page::redirect("/closed/a"));
    for path in ["/closed/a", "/way"] {
        let error = get(settings(), &site.url(path)).unwrap_err();
        assert!(matches!(error, FetchError::Robots { .. }), "{error}");
        assert!(!error.is_passing());
    }
    assert_eq!(site.asked_paths(), ["/way"]);
}

#[test]
fn a_broken_robots_txt_forbids_everything_for_now() {
    let site = Site::open();
    site.put("/robots.txt", Page::status(500));
    site.put("/story", Page::html("here"));
    let error = get(settings(), &site.url("/story")).unwrap_err();
    assert!(
        matches!(error, FetchError::RobotsUnknown { .. }) && error.is_passing(),
        "{error}"
    );
    assert!(site.asked().is_empty());
}

#[test]
fn a_robots_txt_elsewhere_counts() {
    let site = Site::open();
    let other = Site::open();
    site.put("/robots.txt", Page::redirect(&other.url("/rules")));
    other.put(
        "/rules",
        Page::new(200, "text/plain", "User-agent: dateline\nDisallow: /\n"),
    );
    site.put("/story", Page::html("here"));
    let error = get(settings(), &site.url("/story")).unwrap_err();
    assert!(matches!(error, FetchError::Robots { .. }), "{error}");
}

#[test]
fn between_two_requests_there_is_a_pause() {
    let site = Site::open();
    let pause = Duration::from_millis(150);
    site.put("/story", Page::html("here"));
    get(
        Settings {
            pause,
            ..settings()
        },
        &site.url("/story"),
    )
    .unwrap();
    let asked = site.asked_all();
    assert_eq!(asked.len(), 2);
    assert!(asked[1].when - asked[0].when >= pause);
}

#[test]
fn the_pause_that_a_site_asks_for_is_kept() {
    let site = Site::open();
    site.put(
        "/robots.txt",
        Page::new(200, "text/plain", "User-agent: *\nCrawl-delay: 0.3\n"),
    );
    site.put("/story", Page::html("here"));
    get(settings(), &site.url("/story")).unwrap();
    let asked = site.asked_all();
    assert!(asked[1].when - asked[0].when >= Duration::from_millis(300));
}

#[test]
fn a_busy_server_is_asked_again_a_little_later() {
    let site = Site::open();
    let busy = Page::status(503).header("Retry-After", "0");
    site.put_in_turn("/story", vec![busy.clone(), busy, Page::html("here")]);
    assert_eq!(get(settings(), &site.url("/story")).unwrap().bytes, b"here");
    assert_eq!(site.asked().len(), 3);
}

#[test]
fn a_server_that_asks_for_rest_is_left_alone() {
    let site = Site::open();
    site.put("/story", Page::status(429).header("Retry-After", "3600"));
    let mut fetcher = fetcher(settings());
    let address = Address::given(&site.url("/story")).unwrap();
    let mut rests = Rests::default();
    let error = fetcher.get(&address, None, &mut rests).unwrap_err();
    assert!(error.is_passing(), "{error}");
    assert_eq!(site.asked().len(), 1, "an hour is not waited for");
    let error = fetcher.get(&address, None, &mut rests).unwrap_err();
    assert!(matches!(error, FetchError::Resting { .. }), "{error}");
    assert!(site.asked().is_empty());
}

#[test]
fn what_is_not_there_is_asked_for_once() {
    let site = Site::open();
    let error = get(settings(), &site.url("/gone")).unwrap_err();
    assert!(
        error.to_string().ends_with("the server answered 404") && !error.is_passing(),
        "{error}"
    );
    assert_eq!(site.asked().len(), 1);
}

#[test]
fn what_is_too_large_is_not_taken_in() {
    let site = Site::open();
    site.put("/fits", Page::html(vec![b'x'; 100_000]));
    site.put("/large", Page::html(vec![b'x'; 100_001]));
    assert!(get(settings(), &site.url("/fits")).is_ok());
    let error = get(settings(), &site.url("/large")).unwrap_err();
    assert!(matches!(error, FetchError::TooLarge { .. }), "{error}");
}

#[test]
fn a_small_answer_that_unpacks_to_a_large_one_is_not_taken_in() {
    let site = Site::open();
    let packed = |bytes: &[u8]| {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packer.write_all(bytes).unwrap();
        Page::html(packer.finish().unwrap()).header("Content-Encoding", "gzip")
    };
    site.put("/bomb", packed(&vec![0; 50_000_000]));
    site.put("/fair", packed(b"here"));
    let error = get(settings(), &site.url("/bomb")).unwrap_err();
    assert!(matches!(error, FetchError::TooLarge { .. }), "{error}");
    assert_eq!(get(settings(), &site.url("/fair")).unwrap().bytes, b"here");
}

#[test]
fn what_holds_no_text_is_not_taken_in() {
    let site = Site::open();
    site.put("/talk", Page::new(200, "audio/mpeg", vec![0; 50_000]));
    let error = get(settings(), &site.url("/talk")).unwrap_err();
    assert!(matches!(error, FetchError::NoText { .. }), "{error}");
}

#[test]
fn a_slow_server_is_not_waited_for_for_ever() {
    let site = Site::open();
    let slow = Page::html(vec![b'x'; 1000]).dripping(Duration::from_millis(20));
    site.put("/story", slow);
    let began = Instant::now();
    let timeout = Duration::from_millis(300);
    let settings = Settings {
        timeout,
        ..settings()
    };
    let error = get(settings, &site.url("/story")).unwrap_err();
    assert!(matches!(error, FetchError::TimedOut { .. }), "{error}");
    assert!(
        began.elapsed() < Duration::from_secs(10),
        "{:?}",
        began.elapsed()
    );
}

#[test]
fn nothing_listens_and_nobody_is_there() {
    let error = get(settings(), "http://127.0.0.1:1/").unwrap_err();
    assert!(error.is_passing(), "{error}");
}

#[test]
fn an_address_on_a_private_network_is_fetched_only_if_that_is_allowed() {
    let site = Site::open();
    site.put("/story", Page::html("here"));
    let closed = Settings {
        allow_private: false,
        ..settings()
    };
    for url in [
        site.url("/story"),
        site.url("/story").replace("127.0.0.1", "localhost"),
        site.url("/story")
            .replace("127.0.0.1", "[::ffff:127.0.0.1]"),
        site.url("/story").replace("127.0.0.1", "2130706433"),
    ] {
        let error = get(closed.clone(), &url).unwrap_err();
        assert!(
            matches!(
                error,
                FetchError::NotPublic {
                    could_be_allowed: true,
                    ..
                }
            ),
            "{url}: {error}"
        );
        assert!(error.to_string().contains("--allow-private"));
    }
    assert!(site.asked_all().is_empty());
}

#[test]
fn no_redirect_leads_to_a_place_that_must_not_be_reached() {
    let site = Site::open();
    for to in [
        "http://169.254.169.254/latest/meta-data/",
        "http://[fd00:ec2::254]/",
        "http://0.0.0.0/",
    ] {
        site.put("/story", Page::redirect(to));
        let error = get(settings(), &site.url("/story")).unwrap_err();
        assert!(
            matches!(
                error,
                FetchError::NotPublic {
                    could_be_allowed: false,
                    ..
                }
            ),
            "{to}: {error}"
        );
    }
    for to in [
        "file:///etc/passwd",
        "ftp://wire.example/",
        "http://u:p@wire.example/",
    ] {
        site.put("/story", Page::redirect(to));
        assert!(get(settings(), &site.url("/story")).is_err(), "{to}");
    }
}

#[test]
fn redirects_are_followed_five_times() {
    let site = Site::open();
    for number in 0..6 {
        let next = format!("/{}", number + 1);
        site.put(&format!("/{number}"), Page::redirect(&next));
    }
    site.put("/6", Page::html("here"));
    let found = get(settings(), &site.url("/1")).unwrap();
    assert_eq!(found.address.as_str(), site.url("/6"));
    let error = get(settings(), &site.url("/0")).unwrap_err();
    assert!(
        matches!(error, FetchError::TooManyRedirects { limit: 5, .. }),
        "{error}"
    );
}

#[test]
fn links_are_reckoned_from_where_the_page_was_found() {
    let site = Site::open();
    site.put("/feed", Page::redirect("/news/feed.xml"));
    site.put("/news/feed.xml", Page::feed("<rss/>"));
    let feed = get(settings(), &site.url("/feed")).unwrap();
    let link = feed.link("../story?id=1#top").unwrap();
    assert_eq!(link.as_str(), site.url("/story?id=1"));
    assert!(feed.link("javascript:void(0)").is_err());
}

#[test]
fn whoever_wants_to_stop_does_not_wait() {
    let site = Site::open();
    site.put("/story", Page::html("here"));
    let stop = Arc::new(AtomicBool::new(false));
    let long = Settings {
        pause: Duration::from_secs(600),
        ..settings()
    };
    let mut fetcher = Fetcher::new(long, Arc::clone(&stop));
    std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(200));
        stop.store(true, Ordering::Relaxed);
    });
    let address = Address::given(&site.url("/story")).unwrap();
    let error = fetcher.get(&address, None, &mut Rests::default());
    assert_eq!(error.unwrap_err(), FetchError::Interrupted);
}
