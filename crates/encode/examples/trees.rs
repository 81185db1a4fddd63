//! Prints what the encoder says of a text: `cargo run -p dateline-encode --example trees FILE`.
//!
//! One token a line: index, word, part of speech, relation, head, factuality; then the mentions.
#![allow(clippy::print_stdout)]

use dateline_core::Text;
use dateline_encode::{Encode, Network};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("name a text file")?;
    let text = Text::from(std::fs::read_to_string(path)?);
    let encoding = Network::bundled()?.encode(&text)?;
    for (number, sentence) in encoding.sentences.iter().enumerate() {
        println!("# sentence {number}");
        for id in sentence.first_token..sentence.end_token {
            let token = &encoding.tokens[id as usize];
            let head = token.head.map_or("root".to_owned(), |head| format!("{head}:{}", text.slice(encoding.tokens[head as usize].span)));
            println!("{id:4} {:18} {:6} {:12} {head:22} {:.1}", text.slice(token.span), token.upos, token.deprel, token.factuality);
        }
    }
    for mention in &encoding.mentions {
        println!("{:14} {:.2} {}", mention.kind.to_string(), mention.score, text.slice(mention.span).replace('\n', " "));
    }
    for (label, score) in &encoding.labels {
        println!("{label} {score:.3}");
    }
    Ok(())
}
