//! Prints the characters at which each sentence of the text on standard input starts and ends.
#![allow(clippy::print_stdout)]

fn main() -> std::io::Result<()> {
    let text = dateline_core::Text::from(std::io::read_to_string(std::io::stdin())?);
    for sentence in dateline_encode::sentences(&text) {
        println!("{}\t{}", sentence.start, sentence.end);
    }
    Ok(())
}
