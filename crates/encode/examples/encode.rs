//! Shows what the network says of a text: `cargo run --release --example encode -- [--load FOLDER] FILE...`
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use dateline_core::{Encoding, Text};
use dateline_encode::{Encode, Network};

fn main() -> Result<(), Box<dyn Error>> {
    let mut files: Vec<String> = std::env::args().skip(1).collect();
    let begun = Instant::now();
    let network = if files.first().is_some_and(|first| first == "--load") && files.len() > 1 {
        files.remove(0);
        Network::load(Path::new(&files.remove(0)))?
    } else {
        Network::bundled()?
    };
    eprintln!("{}: loaded in {:?}", network.coder(), begun.elapsed());
    let texts = files.iter().map(std::fs::read_to_string);
    let texts: Vec<Text> = texts
        .map(|text| text.map(Text::from))
        .collect::<Result<_, _>>()?;
    let begun = Instant::now();
    let encodings = network.encode_all(&texts.iter().collect::<Vec<_>>());
    let elapsed = begun.elapsed();
    let mut words = 0;
    for (text, encoding) in texts.iter().zip(encodings) {
        let encoding = encoding?;
        words += encoding.tokens.len();
        print(text, &encoding);
    }
    eprintln!("{words} words in {elapsed:?}");
    Ok(())
}

fn print(text: &Text, encoding: &Encoding) {
    for (label, score) in &encoding.labels {
        println!("{label} {score:.3}");
    }
    for sentence in &encoding.sentences {
        println!("\n{}", text.slice(sentence.span).replace('\n', " "));
        let first = sentence.first_token;
        for at in first..sentence.end_token {
            let token = &encoding.tokens[at as usize];
            let word = text.slice(token.span);
            let head = token.head.map_or(0, |head| head - first + 1);
            let (upos, deprel) = (&token.upos, &token.deprel);
            let number = at - first + 1;
            println!(
                "{number}\t{word}\t{upos}\t{head}\t{deprel}\t{:.1}",
                token.factuality
            );
        }
        let inside = |mention: &&dateline_core::Mention| sentence.span.overlaps(mention.span);
        for mention in encoding.mentions.iter().filter(inside) {
            let words = text.slice(mention.span).replace('\n', " ");
            println!("  {} {:.2} {words}", mention.kind, mention.score);
        }
    }
}
