//! The network with the weights in `models/minilm`.

use dateline_core::{Encoding, Text};
use dateline_encode::{Encode, EncodeError, Network, Remember, Replay, sentences};
use proptest::prelude::*;
use std::path::Path;
use std::sync::LazyLock;

static NETWORK: LazyLock<Network> =
    LazyLock::new(|| Network::bundled().expect("models/minilm holds the weights"));

const REPORT: &str = "Market blast kills nine\n\nA car bomb tore through a market in Dorva on Monday, killing at least \
    nine people, police said. Gen. Tomas Rivel denied that the army had any part in it.\n\n\"We saw them come,\" said \
    Ana Prost, a stallholder. No group has claimed the attack.\n";

fn long_report() -> Text {
    Text::from(REPORT.repeat(15))
}

/// What must hold for any encoding of `text`.
fn check(text: &Text, encoding: &Encoding) {
    let mut token = 0;
    let mut end = 0;
    for sentence in &encoding.sentences {
        assert!(sentence.span.start >= end, "sentences overlap");
        assert_eq!(sentence.first_token, token, "a token lies in no sentence");
        end = sentence.span.end;
        token = sentence.end_token;
        let tokens = sentence.first_token..sentence.end_token;
        let roots = tokens
            .clone()
            .filter(|&at| encoding.tokens[at as usize].head.is_none());
        assert_eq!(roots.count(), 1, "a sentence has one root");
        for at in tokens.clone() {
            let word = &encoding.tokens[at as usize];
            assert!(sentence.span.contains(word.span) && !word.span.is_empty());
            assert!(
                word.head
                    .is_none_or(|head| head != at && tokens.contains(&head))
            );
            assert_eq!(word.head.is_none(), word.deprel == "root");
            assert!((-3.0..=3.0).contains(&word.factuality));
        }
    }
    assert_eq!(token as usize, encoding.tokens.len());
    assert!(
        encoding
            .tokens
            .is_sorted_by(|a, b| a.span.end <= b.span.start)
    );
    assert!(
        encoding
            .mentions
            .is_sorted_by_key(|mention| (mention.span.start, mention.kind))
    );
    for mention in &encoding.mentions {
        assert!(
            text.get(mention.span)
                .is_ok_and(|words| !words.trim().is_empty())
        );
        assert!((0.0..=1.0).contains(&mention.score));
    }
}

#[test]
fn every_word_of_a_report_gets_its_place() {
    let text = Text::from(REPORT);
    let encoding = NETWORK.encode(&text).unwrap();
    check(&text, &encoding);
    assert_eq!(encoding.sentences.len(), sentences(&text).len());
    assert_eq!(encoding.coder, NETWORK.coder());
    assert_eq!(encoding.labels.len(), 7);
    let words: Vec<_> = encoding.tokens[..9]
        .iter()
        .map(|token| text.slice(token.span))
        .collect();
    assert_eq!(
        words,
        [
            "Market", "blast", "kills", "nine", "A", "car", "bomb", "tore", "through"
        ]
    );
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let long = long_report();
    let short = Text::from(REPORT);
    let single = Network::bundled().unwrap().with_threads(1);
    let many = Network::bundled().unwrap().with_threads(5);
    for text in [&long, &short] {
        let wanted = single.encode(text).unwrap();
        check(text, &wanted);
        assert_eq!(wanted, many.encode(text).unwrap());
        assert_eq!(wanted, many.worker().encode(text).unwrap());
    }
}

#[test]
fn neighbours_change_nothing() {
    let texts = [
        Text::from(REPORT),
        long_report(),
        Text::from(""),
        Text::from("Two died."),
    ];
    let together = NETWORK.encode_all(&texts.iter().collect::<Vec<_>>());
    assert_eq!(together.len(), texts.len());
    for (text, encoding) in texts.iter().zip(together) {
        assert_eq!(encoding.unwrap(), NETWORK.encode(text).unwrap());
    }
}

#[test]
fn sub_tokens_spelt_out_in_a_report_are_words() {
    let text = Text::from("He wrote [SEP] and [CLS] on the wall.");
    let encoding = NETWORK.encode(&text).unwrap();
    let words: Vec<_> = encoding.tokens[2..5]
        .iter()
        .map(|token| text.slice(token.span))
        .collect();
    assert_eq!(words, ["[", "SEP", "]"]);
}

#[test]
fn a_text_without_white_space_or_without_words_is_encoded() {
    for text in [
        "x".repeat(3_000),
        "-".repeat(3_000),
        "\u{0}\u{1}".into(),
        " \n\n ".into(),
    ] {
        let text = Text::from(text);
        check(&text, &NETWORK.encode(&text).unwrap());
    }
}

#[test]
fn a_missing_folder_is_named() {
    let error = Network::load(Path::new("no/such/folder"))
        .err()
        .expect("nothing to load");
    assert!(error.to_string().contains("no/such/folder"), "{error}");
}

#[test]
fn a_replay_gives_back_what_was_recorded() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("replay");
    std::fs::create_dir_all(&folder).unwrap();
    let text = Text::from(REPORT);
    let encoding = NETWORK.encode(&text).unwrap();
    let mut recorder = Replay::default();
    recorder.record(&text, encoding.clone());
    recorder.save(&folder).unwrap();
    let replay = Replay::load(&folder).unwrap();
    assert_eq!(replay.encode(&text).unwrap(), encoding);
    assert_eq!(replay.coder(), NETWORK.coder());
    let other = replay.encode(&Text::from("Another report."));
    assert!(matches!(other, Err(EncodeError::NotRecorded { .. })));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_it_stumble(
        string in "([A-Za-z]{1,9}|[0-9]{1,4}|\\PC|[\u{0300}-\u{036f}]|[.!?\"'()]| |\n|\n\n|İ|한국|漢字|\u{1F600}|\u{200b}){0,120}",
    ) {
        let text = Text::from(string);
        check(&text, &NETWORK.encode(&text).unwrap());
    }
}

#[test]
fn a_remembered_encoding_is_the_same_and_a_broken_one_is_made_anew() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let text = Text::from(REPORT);
    let remember = Remember::new(&*NETWORK, folder.path());
    let fresh = remember.encode(&text).expect("encodes");
    let kept = || {
        let entries = std::fs::read_dir(folder.path()).expect("a folder");
        let files: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
        assert_eq!(files.len(), 1);
        files[0].clone()
    };
    assert_eq!(remember.encode(&text).expect("is kept"), fresh);
    // What was kept is what is given back.
    let mut recording: dateline_encode::Recording =
        serde_json::from_slice(&std::fs::read(kept()).expect("kept")).expect("JSON");
    recording.encoding.mentions.clear();
    std::fs::write(kept(), serde_json::to_vec(&recording).expect("JSON")).expect("written");
    assert!(remember.encode(&text).expect("is kept").mentions.is_empty());
    std::fs::write(kept(), b"{").expect("written");
    assert_eq!(remember.encode(&text).expect("made anew"), fresh);
}
