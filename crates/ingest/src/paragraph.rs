//! From lines to paragraphs.

/// Widths, in characters, to which people and wires wrap their lines by hand.
const WRAP_WIDTHS: std::ops::RangeInclusive<usize> = 50..=132;

/// A line this full, as a share of the block's width, goes on in the next if its sentence is not over.
const NEARLY_FULL: f64 = 0.75;

/// A paragraph of cleaned text, on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Paragraph {
    pub(crate) text: String,
    /// Which of the blocks that blank lines part it stands in, from 0.
    pub(crate) block: usize,
}

/// The paragraphs of a plain text.
///
/// Blank lines part them. Within a block a line break parts them too, unless the block was wrapped at a width:
/// then a line that had no room for the next word goes on.
pub(crate) fn paragraphs(text: &str) -> Vec<Paragraph> {
    let text = text.replace("\r\n", "\n").replace(
        ['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'],
        "\n",
    );
    let mut found = Vec::new();
    let mut lines: Vec<&str> = Vec::new();
    let mut block = 0;
    for line in text.split('\n').chain(std::iter::once("")) {
        if !one_line(line).is_empty() {
            lines.push(line);
        } else if !lines.is_empty() {
            let unwrapped = unwrap(&lines)
                .into_iter()
                .map(|text| Paragraph { text, block });
            found.extend(unwrapped);
            lines.clear();
            block += 1;
        }
    }
    found
}

/// `text` on one line: white space of any kind becomes a single space, invisible characters go.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() {
            if !line.is_empty() && !line.ends_with(' ') {
                line.push(' ');
            }
        } else if !is_invisible(c) {
            line.push(c);
        }
    }
    line.truncate(line.trim_end().len());
    line
}

fn is_invisible(c: char) -> bool {
    let formatting = matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{fffc}');
    formatting || c.is_control()
}

/// Whether a sentence ends here: closing quotes and brackets after the mark do not count.
pub(crate) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '\'', '”', '’', ')', ']'])
        .ends_with(['.', '!', '?', '…'])
}

fn unwrap(lines: &[&str]) -> Vec<String> {
    // The indent of a paragraph's first line counts towards its width.
    let width = |line: &str| line.trim_end().chars().count();
    let block_width = lines.iter().map(|line| width(line)).max().unwrap_or(0);
    let wrapped = WRAP_WIDTHS.contains(&block_width);
    let mut found: Vec<String> = Vec::new();
    let mut goes_on = false;
    for (at, line) in lines.iter().enumerate() {
        let clean = one_line(line);
        match found.last_mut().filter(|_| goes_on) {
            Some(last) => {
                last.push(' ');
                last.push_str(&clean);
            }
            None => found.push(clean.clone()),
        }
        goes_on = wrapped
            && lines.get(at + 1).is_some_and(|next| {
                let word = next
                    .split_whitespace()
                    .next()
                    .map_or(0, |word| word.chars().count());
                let no_room = width(line) + 1 + word > block_width;
                let unfinished = width(line) as f64 >= NEARLY_FULL * block_width as f64;
                let lower = next.trim_start().starts_with(char::is_lowercase);
                no_room || (unfinished || lower) && !ends_sentence(&clean)
            });
    }
    found
}
