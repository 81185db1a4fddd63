//! Sentences with gaps, and how they are filled in so that every filled-in word can be pointed at.

use dateline_core::{IncidentType, Span};

/// A wording; `data/sentences.tsv` says how it is written.
#[derive(Debug)]
pub(crate) struct Sentence {
    /// Part of the report.
    pub(crate) part: &'static str,
    /// Types of act that it suits; all, if empty.
    types: Vec<IncidentType>,
    segments: Vec<Segment>,
}

#[derive(Debug)]
struct Segment {
    optional: bool,
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Piece {
    Words(&'static str),
    Gap(&'static str),
    TriggerStart,
    TriggerEnd,
    CueStart,
    CueEnd,
}

/// What a sentence became; spans in characters from the start of the report's text.
#[derive(Debug, Default, Clone)]
pub(crate) struct Filled {
    /// The whole of it.
    pub(crate) span: Option<Span>,
    /// The words that name the act.
    pub(crate) trigger: Option<Span>,
    /// The words that say so.
    pub(crate) cue: Option<Span>,
    /// The gaps that were filled, with where the filling stands.
    pub(crate) gaps: Vec<(&'static str, Span)>,
}

/// Text that grows, with its length in characters.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// The text so far.
    pub(crate) text: String,
    /// Its characters.
    pub(crate) length: u32,
}

impl Page {
    /// Adds words and gives where they stand.
    pub(crate) fn push(&mut self, words: &str) -> Span {
        let start = self.length;
        self.length += words.chars().count() as u32;
        self.text.push_str(words);
        Span::new(start, self.length)
    }

    /// Makes the letter at `span` a capital, if that is one letter too.
    fn capitalise(&mut self, at: usize) {
        let Some(first) = self.text[at..].chars().next() else {
            return;
        };
        let mut upper = first.to_uppercase();
        if let (Some(capital), None) = (upper.next(), upper.next()) {
            let mut bytes = [0; 4];
            let capital = capital.encode_utf8(&mut bytes);
            self.text.replace_range(at..at + first.len_utf8(), capital);
        }
    }
}

impl Sentence {
    /// Reads a row of `data/sentences.tsv`; the types are parted by commas, `*` for all.
    ///
    /// # Errors
    /// If a gap, an option or a mark is not closed, or a type is none.
    pub(crate) fn parse(
        part: &'static str,
        types: &'static str,
        text: &'static str,
    ) -> Result<Self, String> {
        let types = match types {
            "*" => Vec::new(),
            list => list
                .split(',')
                .map(|name| name.parse().map_err(|_| format!("{name} is no type")))
                .collect::<Result<_, _>>()?,
        };
        let parts: Vec<&'static str> = text.split('~').collect();
        if parts.len().is_multiple_of(2) {
            return Err("a ~ is left open".to_owned());
        }
        let segments = (0..).zip(parts).map(|(number, text)| {
            Ok(Segment {
                optional: number % 2 == 1,
                pieces: pieces(text)?,
            })
        });
        Ok(Self {
            part,
            types,
            segments: segments.collect::<Result<_, String>>()?,
        })
    }

    /// Whether it can be used for an act of a type by a report that tells what `tells` says.
    pub(crate) fn suits(
        &self,
        part: &str,
        kind: IncidentType,
        tells: impl Fn(&str) -> bool,
    ) -> bool {
        self.part == part
            && (self.types.is_empty() || self.types.contains(&kind))
            && self
                .segments
                .iter()
                .filter(|segment| !segment.optional)
                .all(|segment| segment.is_told(&tells))
    }

    /// Whether it is made for a type of act.
    pub(crate) fn is_particular(&self) -> bool {
        !self.types.is_empty()
    }

    /// Names of all its gaps.
    pub(crate) fn gaps(&self) -> impl Iterator<Item = &'static str> {
        self.segments.iter().flat_map(Segment::gaps)
    }

    /// Writes it, with `filling` for the gaps; optional parts whose gaps have none are left out.
    pub(crate) fn write<'a>(
        &self,
        page: &mut Page,
        filling: impl Fn(&str) -> Option<&'a str>,
    ) -> Filled {
        let mut filled = Filled::default();
        let (start, first_byte) = (page.length, page.text.len());
        let mut marks = [start; 2];
        let told = |segment: &&Segment| {
            !segment.optional || segment.is_told(&|gap: &str| filling(gap).is_some())
        };
        for piece in self.segments.iter().filter(told).flat_map(|s| &s.pieces) {
            match *piece {
                Piece::Words(words) => {
                    page.push(words);
                }
                Piece::Gap(gap) => {
                    let span = page.push(filling(gap).unwrap_or_default());
                    filled.gaps.push((gap, span));
                }
                Piece::TriggerStart => marks[0] = page.length,
                Piece::CueStart => marks[1] = page.length,
                Piece::TriggerEnd => filled.trigger = Some(Span::new(marks[0], page.length)),
                Piece::CueEnd => filled.cue = Some(Span::new(marks[1], page.length)),
            }
        }
        page.capitalise(first_byte);
        filled.span = Some(Span::new(start, page.length));
        filled
    }
}

impl Segment {
    fn gaps(&self) -> impl Iterator<Item = &'static str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Gap(gap) => Some(*gap),
            _ => None,
        })
    }

    fn is_told(&self, tells: &impl Fn(&str) -> bool) -> bool {
        self.gaps().all(tells)
    }
}

fn pieces(mut rest: &'static str) -> Result<Vec<Piece>, String> {
    let mut found = Vec::new();
    while let Some(at) = rest.find(['{', '<', '>', '[', ']']) {
        if at > 0 {
            found.push(Piece::Words(&rest[..at]));
        }
        let mark = rest.as_bytes()[at];
        rest = &rest[at + 1..];
        found.push(match mark {
            b'<' => Piece::TriggerStart,
            b'>' => Piece::TriggerEnd,
            b'[' => Piece::CueStart,
            b']' => Piece::CueEnd,
            _ => {
                let end = rest.find('}').ok_or("a { is left open")?;
                let gap = &rest[..end];
                rest = &rest[end + 1..];
                Piece::Gap(gap)
            }
        });
    }
    if !rest.is_empty() {
        found.push(Piece::Words(rest));
    }
    let count = |wanted| found.iter().filter(|piece| **piece == wanted).count();
    if count(Piece::TriggerStart) != count(Piece::TriggerEnd)
        || count(Piece::CueStart) != count(Piece::CueEnd)
    {
        return Err("a < or [ is left open".to_owned());
    }
    Ok(found)
}
