//! Many short texts in one piece of memory, as the layout has its names: a length byte, then UTF-8.

use super::super::table::PRIMARY;
use super::BuildError;

/// Longest text that a length byte tells, in bytes.
const LONGEST: usize = 255;
/// Places where a text is looked for that may be there already: 16 MB. Names such as "San José" are borne thousands of times,
/// so that a table of the latest finds most, at a fraction of what a table of all would take.
const SLOTS: usize = 1 << 22;

/// Texts, each with where it begins.
#[derive(Debug)]
pub(super) struct Texts {
    bytes: Vec<u8>,
    /// Where the latest text of each hash begins, and 1; 0 for none.
    slots: Vec<u32>,
}

impl Texts {
    /// Begins with texts that are there.
    pub(super) fn of(bytes: Vec<u8>) -> Self {
        Self {
            bytes,
            slots: vec![0; SLOTS],
        }
    }

    /// Adds a text, or finds it; where it begins. What is too long is cut between letters.
    pub(super) fn put(&mut self, text: &str) -> Result<u32, BuildError> {
        let text = clipped(text).as_bytes();
        let slot = hash(text) % SLOTS;
        let latest = self.slots.get(slot).and_then(|known| known.checked_sub(1));
        if let Some(known) = latest.filter(|known| self.get(*known) == text) {
            return Ok(known);
        }
        let at = index(self.bytes.len())?;
        self.bytes.push(text.len() as u8);
        self.bytes.extend_from_slice(text);
        if let Some(latest) = self.slots.get_mut(slot) {
            *latest = at + 1;
        }
        Ok(at)
    }

    /// Ends the search for texts that are there already, which takes memory.
    pub(super) fn seal(&mut self) {
        self.slots = Vec::new();
    }

    /// The text that begins there.
    pub(super) fn get(&self, at: u32) -> &[u8] {
        let at = at as usize;
        let length = usize::from(self.bytes.get(at).copied().unwrap_or(0));
        self.bytes.get(at + 1..at + 1 + length).unwrap_or_default()
    }

    /// All of them.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// FNV-1a, the upper bits of which are the best mixed.
fn hash(text: &[u8]) -> usize {
    let mix = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    (text.iter().fold(0xcbf2_9ce4_8422_2325, mix) >> 32) as usize
}

/// An offset or a row number of the layout, whose highest bit is taken.
pub(super) fn index(number: usize) -> Result<u32, BuildError> {
    let number = u32::try_from(number).ok();
    number
        .filter(|number| *number < PRIMARY)
        .ok_or(BuildError::TooLarge)
}

fn clipped(text: &str) -> &str {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::Texts;

    #[test]
    fn a_text_is_kept_once_and_cut_between_letters() {
        let mut texts = Texts::of(Vec::new());
        let mut put = |text: &str| texts.put(text).expect("there is room");
        let (kabul, herat) = (put("Kabul"), put("Herat"));
        assert_eq!((put("Kabul"), put("Herat")), (kabul, herat));
        let long = put(&"a\u{101}".repeat(100));
        assert_eq!(texts.get(herat), b"Herat");
        assert_eq!(texts.get(long).len(), 255);
        assert!(std::str::from_utf8(texts.get(long)).is_ok());
    }
}
