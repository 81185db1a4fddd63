//! `dateline watch`, round after round: interruptions, failures, wrong usage.

#![cfg(feature = "watch")]

mod newsroom;

use std::process::{Command, Stdio};
use std::time::Duration;

use newsroom::server::Page;
use newsroom::{BAIDOA, MOSUL, article, text, two_articles, wait_for, whole};

#[test]
fn what_one_round_leaves_the_next_one_reads() {
    let room = two_articles();
    let rss = room.site.url("/news/rss");
    let one = ["--max-articles", "1"];
    let run = || {
        room.command(&[&rss])
            .args(one)
            .arg("--once")
            .output()
            .unwrap()
    };
    let said = text(&run().stderr);
    assert!(said.contains("1 left for the next rounds"), "{said}");
    assert_eq!(room.recorded(), [whole("/kano")]);
    run();
    assert_eq!(
        room.recorded().len(),
        2,
        "an unchanged feed does not hide what was left"
    );
}

#[test]
fn a_run_that_is_killed_loses_nothing_and_doubles_nothing() {
    let room = two_articles();
    let rss = room.site.url("/news/rss");
    let slow = "/news/baidoa?id=2&utm_source=rss";
    let page = article("Bomb in Baidoa", &BAIDOA);
    room.site
        .put(slow, page.clone().dripping(Duration::from_millis(50)));
    let mut child = room
        .command(&[&rss])
        .arg("--once")
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut asked = Vec::new();
    wait_for(&mut child, || {
        asked.extend(room.site.asked_paths());
        asked.iter().any(|path| path == slow)
    });
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(room.recorded(), [whole("/kano")]);
    room.site.put(slow, page);
    room.round(&[&rss]);
    assert_eq!(
        room.recorded(),
        [whole("/kano"), whole("/news/baidoa?id=2")]
    );
    assert!(!room.site.asked_paths().contains(&"/kano".to_owned()));
}

#[cfg(unix)]
#[test]
fn rounds_follow_one_another_until_somebody_ends_them() {
    let room = two_articles();
    let rss = room.site.url("/news/rss");
    let mut command = room.command(&[&rss]);
    command.stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut rounds = 0;
    wait_for(&mut child, || {
        let asked = room.site.asked_paths();
        rounds += asked.iter().filter(|path| *path == "/news/rss").count();
        rounds >= 3
    });
    let id = child.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-INT", &id])
            .status()
            .unwrap()
            .success()
    );
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_eq!(room.recorded().len(), 2);
}

#[test]
fn a_damaged_memory_is_told_and_nothing_is_doubled() {
    let room = two_articles();
    let rss = room.site.url("/news/rss");
    room.round(&[&rss]);
    std::fs::write(room.path("news.ledger.watch"), "{\"format\":").unwrap();
    let said = room.round(&[&rss]);
    assert!(
        said.contains("is damaged") && said.contains("2 already known"),
        "{said}"
    );
    assert_eq!(room.recorded().len(), 2);
}

#[test]
fn one_source_that_fails_does_not_stop_the_others() {
    let room = two_articles();
    room.site.put(
        "/broken",
        Page::feed("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><item><title>x</ti"),
    );
    let (broken, gone) = (room.site.url("/broken"), room.site.url("/gone"));
    let said = room.round(&[&broken, &gone, &room.site.url("/news/rss")]);
    assert!(said.contains("the server answered 404"), "{said}");
    assert!(said.contains("3 sources: 0 unchanged, 2 failed"), "{said}");
    assert_eq!(room.recorded().len(), 2);
    let output = room.watch(&[&broken, &gone]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("none of the addresses could be had"));
}

#[test]
fn a_feed_that_gives_a_page_one_day_is_not_read_as_a_report() {
    let room = two_articles();
    let rss = room.site.url("/news/rss");
    room.round(&[&rss]);
    room.site
        .put("/news/rss", article("Down for maintenance", &MOSUL));
    let output = room.watch(&[&rss]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("was a feed and gives something else now"));
    assert_eq!(room.recorded().len(), 2);
}

#[test]
fn wrong_usage_is_said_in_one_line() {
    let room = two_articles();
    let ledger = room.path("news.ledger").display().to_string();
    let rss = room.site.url("/news/rss");
    for (arguments, code, words) in [
        (
            vec!["ftp://wadi.example/rss"],
            2,
            "only http and https are fetched",
        ),
        (
            vec!["https://desk:secret@wadi.example/rss"],
            2,
            "user name or password",
        ),
        (
            vec!["https://wadi.example/rss", "--pause", "0s"],
            2,
            "--pause is at least 1s",
        ),
        (
            vec!["https://wadi.example/rss", "--every", "5s"],
            2,
            "--every is at least 1m",
        ),
        (vec!["wadi.example/rss"], 1, "https://"),
        (vec![rss.as_str(), "--once"], 1, "a loopback address"),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .arg("watch")
            .args(&arguments)
            .args(["--ledger", &ledger])
            .output()
            .unwrap();
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
        assert!(said.contains(words), "{arguments:?}: {said}");
        assert!(!said.contains("secret"), "{said}");
    }
    assert!(room.site.asked_all().is_empty());
}
