//! Words of a text and what stands between them.

/// What parts a word from the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// White space within a line.
    Space,
    /// A hyphen, or the full stop and space after a short abbreviation ("St. Louis").
    Joint,
    /// A comma, with or without a space.
    Comma,
    /// The end of a sentence, a line or the beginning of the text; a bracket or quotation mark.
    Break,
}

/// A word: letters and digits, with apostrophes and the full stops of "U.S." inside.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'a> {
    pub(super) text: &'a str,
    /// Byte offset of its start.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) gap: Gap,
    /// Whether "'s" follows.
    pub(super) possessive: bool,
    /// Whether a sentence begins here.
    pub(super) initial: bool,
}

impl Token<'_> {
    pub(super) fn is_capitalised(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// "BAGHDAD", not "A".
    pub(super) fn is_upper(&self) -> bool {
        let mut letters = self.text.chars().filter(|c| c.is_alphabetic()).peekable();
        self.text.len() > 1 && letters.peek().is_some() && letters.all(char::is_uppercase)
    }

    pub(super) fn is(&self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }

    /// Whether the word belongs to the same name as the one before it, as far as spacing tells.
    pub(super) fn is_joined(&self) -> bool {
        matches!(self.gap, Gap::Space | Gap::Joint)
    }
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '‘' | '`' | 'ʼ' | 'ʻ')
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || ('\u{300}'..'\u{370}').contains(&letter)
}

/// The words of `text`; byte offsets count from `offset`.
pub(super) fn tokens(text: &str, offset: usize) -> Vec<Token<'_>> {
    let mut found: Vec<Token<'_>> = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(is_word).map(|ahead| at + ahead) {
        let end = word_end(text, start);
        let (end, next) = split_possessive(text, end);
        let previous = found.last();
        let gap = gap(&text[at..start], previous);
        let initial = gap == Gap::Break && begins_sentence(&text[at..start], previous.is_none());
        found.push(Token {
            text: &text[start..end],
            start: offset + start,
            end: offset + end,
            gap,
            possessive: next > end,
            initial,
        });
        at = next;
    }
    found
}

fn word_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut letters = text[start..].char_indices().peekable();
    while let Some((ahead, letter)) = letters.next() {
        let next = letters.peek().map(|&(_, next)| next);
        let inner = is_apostrophe(letter) || letter == '.' && is_initialism(&text[start..end]);
        let continues = is_word(letter) || inner && next.is_some_and(char::is_alphanumeric);
        if !continues {
            break;
        }
        end = start + ahead + letter.len_utf8();
    }
    if text[end..].starts_with('.') && text[start..end].contains('.') {
        end += 1;
    }
    end
}

/// "U", "U.S": a full stop after them may be part of the word.
fn is_initialism(word: &str) -> bool {
    let mut parts = word.split('.');
    parts.all(|part| part.chars().count() == 1)
}

fn split_possessive(text: &str, end: usize) -> (usize, usize) {
    let word = &text[..end];
    let mut letters = word.char_indices().rev();
    if let (Some((_, 's' | 'S')), Some((apostrophe, mark))) = (letters.next(), letters.next())
        && is_apostrophe(mark)
        && text[..apostrophe].ends_with(is_word)
    {
        return (apostrophe, end);
    }
    (end, end)
}

fn gap(between: &str, previous: Option<&Token<'_>>) -> Gap {
    let Some(previous) = previous else {
        return Gap::Break;
    };
    let trimmed = between.trim();
    let lines = between.contains("\n\n");
    let abbreviation = previous.text.chars().count() <= 3 && previous.is_capitalised();
    match trimmed {
        "" if !lines && !between.is_empty() => Gap::Space,
        "-" | "‐" | "‑" if !between.contains(char::is_whitespace) => Gap::Joint,
        "." if abbreviation && between.starts_with('.') && between.len() > 1 && !lines => {
            Gap::Joint
        }
        "," => Gap::Comma,
        _ if trimmed.chars().all(is_apostrophe) && !trimmed.is_empty() => Gap::Space,
        _ => Gap::Break,
    }
}

fn begins_sentence(between: &str, first: bool) -> bool {
    first || between.contains(['.', '!', '?', ':', '\n', '"', '“', '•', ';', '—'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        tokens(text, 0).iter().map(|t| t.text.to_owned()).collect()
    }

    #[test]
    fn words_keep_what_belongs_to_a_name() {
        assert_eq!(
            words("the U.S. army in Sana'a"),
            ["the", "U.S.", "army", "in", "Sana'a"]
        );
        assert_eq!(
            words("Iraq’s Deir el-Zour."),
            ["Iraq", "Deir", "el", "Zour"]
        );
        assert!(tokens("Iraq's army", 0)[0].possessive);
    }

    #[test]
    fn gaps_tell_names_apart() {
        let gaps = |text| tokens(text, 0).iter().map(|t| t.gap).collect::<Vec<_>>();
        assert_eq!(
            gaps("St. Louis, Missouri"),
            [Gap::Break, Gap::Joint, Gap::Comma]
        );
        assert_eq!(
            gaps("fled Iraq. Baghdad"),
            [Gap::Break, Gap::Space, Gap::Break]
        );
    }
}
