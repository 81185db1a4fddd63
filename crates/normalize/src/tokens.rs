//! Words, numbers and punctuation marks of a stretch of text.

use dateline_core::{Span, Text};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenKind {
    Word,
    Number,
    Mark,
}

/// One token; `start..end` are bytes of the whole text.
#[derive(Debug, Clone)]
pub(crate) struct Token<'t> {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) kind: TokenKind,
    pub(crate) text: &'t str,
    /// Lower case, without diacritics and inner apostrophes.
    pub(crate) folded: String,
}

impl Token<'_> {
    pub(crate) fn is(&self, word: &str) -> bool {
        self.folded == word
    }

    pub(crate) fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    pub(crate) fn is_number(&self) -> bool {
        self.kind == TokenKind::Number
    }

    pub(crate) fn is_capitalised(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    pub(crate) fn is_upper_case(&self) -> bool {
        self.is_word() && !self.text.chars().any(char::is_lowercase)
    }

    pub(crate) fn is_dash(&self) -> bool {
        self.kind == TokenKind::Mark && self.text.chars().all(is_dash)
    }
}

/// Tokens of the part `within` of `text`; a span that reaches outside the text is cut to it.
pub(crate) fn tokens(text: &Text, within: Span) -> Vec<Token<'_>> {
    let length = text.char_len();
    let bytes = text.bytes_of(Span::new(within.start.min(length), within.end.min(length)));
    tokens_of(&text.as_str()[bytes.clone()], bytes.start)
}

/// Tokens of `part`, whose first byte is byte `offset` of the whole text.
pub(crate) fn tokens_of(part: &str, offset: usize) -> Vec<Token<'_>> {
    let mut found = Vec::with_capacity(part.len() / 5);
    let mut at = 0;
    while let Some(first) = part[at..].chars().next() {
        let (length, kind) = match first {
            _ if first.is_whitespace() => {
                at += first.len_utf8();
                continue;
            }
            _ if first.is_ascii_digit() => (number_length(&part[at..]), TokenKind::Number),
            _ if first.is_alphabetic() => (word_length(&part[at..]), TokenKind::Word),
            _ if is_apostrophe(first) => (possessive_length(&part[at..]), TokenKind::Mark),
            _ if is_dash(first) => (run_length(&part[at..], is_dash), TokenKind::Mark),
            _ => (first.len_utf8(), TokenKind::Mark),
        };
        let text = &part[at..at + length];
        found.push(Token {
            start: offset + at,
            end: offset + at + length,
            kind,
            text,
            folded: fold(text, kind),
        });
        at += length;
    }
    found
}

fn run_length(part: &str, keep: impl Fn(char) -> bool) -> usize {
    part.find(|character| !keep(character))
        .unwrap_or(part.len())
}

/// "1,200" and "7.62" are one token; in "1314,1198" the comma parts two numbers.
fn number_length(part: &str) -> usize {
    let digits = |from: usize| part[from..].bytes().take_while(u8::is_ascii_digit).count();
    let mut end = digits(0);
    while part[end..].starts_with(',') && end <= 15 && digits(end + 1) == 3 {
        end += 4;
    }
    if part[end..].starts_with('.') && digits(end + 1) > 0 {
        end += 1 + digits(end + 1);
    }
    end
}

/// A run of letters; an apostrophe stays inside when a letter follows, except for the possessive.
fn word_length(part: &str) -> usize {
    let mut end = run_length(part, is_letter);
    while let Some(mark) = part[end..].chars().next().filter(|&c| is_apostrophe(c)) {
        let rest = &part[end + mark.len_utf8()..];
        let more = run_length(rest, is_letter);
        if more == 0 || rest[..more].eq_ignore_ascii_case("s") {
            break;
        }
        end += mark.len_utf8() + more;
    }
    end
}

/// The possessive "'s" is one token.
fn possessive_length(part: &str) -> usize {
    let mark = part.chars().next().map_or(0, char::len_utf8);
    let rest = &part[mark..];
    let letters = run_length(rest, is_letter);
    if rest[..letters].eq_ignore_ascii_case("s") {
        mark + letters
    } else {
        mark
    }
}

fn is_letter(character: char) -> bool {
    character.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&character)
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | '‘' | 'ʼ' | '`' | 'ʿ' | 'ʾ')
}

fn is_dash(character: char) -> bool {
    matches!(character, '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−')
}

fn fold(text: &str, kind: TokenKind) -> String {
    if text.is_ascii() && kind != TokenKind::Word {
        return text.to_ascii_lowercase();
    }
    if kind == TokenKind::Mark {
        return text
            .chars()
            .map(plain_mark)
            .flat_map(char::to_lowercase)
            .collect();
    }
    let mut folded = String::with_capacity(text.len());
    for character in text.chars().filter(|&c| !is_apostrophe(c)) {
        for lower in character.to_lowercase() {
            match plain_letter(lower) {
                Some(plain) => folded.push_str(plain),
                None => folded.push(lower),
            }
        }
    }
    folded
}

fn plain_mark(mark: char) -> char {
    match mark {
        _ if is_apostrophe(mark) => '\'',
        _ if is_dash(mark) => '-',
        '“' | '”' | '«' | '»' => '"',
        _ => mark,
    }
}

fn plain_letter(letter: char) -> Option<&'static str> {
    Some(match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ḍ' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' | 'ģ' => "g",
        'ḥ' => "h",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'į' | 'ı' => "i",
        'ł' | 'ļ' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' => "o",
        'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' | 'ṣ' => "s",
        'ť' | 'ț' | 'ţ' | 'ṭ' => "t",
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ž' | 'ż' => "z",
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        '\u{300}'..='\u{36f}' => "",
        _ => return None,
    })
}

/// Whether nothing stands between two neighbouring tokens.
pub(crate) fn glued(tokens: &[Token<'_>], left: usize, right: usize) -> bool {
    match (tokens.get(left), tokens.get(right)) {
        (Some(a), Some(b)) => a.end == b.start,
        _ => false,
    }
}

/// Whether the tokens are those of a text in capitals throughout, where case tells nothing.
pub(crate) fn all_upper_case(tokens: &[Token<'_>]) -> bool {
    let mut words = 0;
    for token in tokens.iter().filter(|token| token.is_word()) {
        if !token.is_upper_case() {
            return false;
        }
        words += usize::from(token.text.len() > 1);
    }
    words > 2
}

/// Singular of a folded English noun; other words come back unharmed or stripped alike on both sides of a comparison.
pub(crate) fn singular(noun: &str) -> String {
    let irregular = match noun {
        "children" => "child",
        "people" => "person",
        "knives" => "knife",
        "wives" => "wife",
        "lives" => "life",
        "thieves" => "thief",
        "leaves" => "leaf",
        "mosquitoes" => "mosquito",
        "heroes" => "hero",
        "buses" => "bus",
        "gas" | "bus" => return noun.to_owned(),
        _ => "",
    };
    if !irregular.is_empty() {
        return irregular.to_owned();
    }
    let stem = |cut: usize, end: &str| format!("{}{end}", &noun[..noun.len() - cut]);
    match noun {
        _ if !noun.is_ascii() || noun.len() < 4 => noun.to_owned(),
        "women" => "woman".to_owned(),
        _ if noun.ends_with("men") && noun != "specimen" && noun != "yemen" => stem(2, "an"),
        _ if noun.ends_with("ies") && noun.len() > 4 => stem(3, "y"),
        _ if ["sses", "shes", "ches", "xes"]
            .iter()
            .any(|end| noun.ends_with(end)) =>
        {
            stem(2, "")
        }
        _ if noun.ends_with("ss")
            || noun.ends_with("us")
            || ["sis", "xis", "nnis", "this", "aris"]
                .iter()
                .any(|end| noun.ends_with(end)) =>
        {
            noun.to_owned()
        }
        _ if noun.ends_with('s') => stem(1, ""),
        _ => noun.to_owned(),
    }
}
