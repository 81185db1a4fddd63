//! Words, ages and runs of words of two tellings, compared.

use dateline_core::{Common, Telling};

use super::super::placement::COPIED;
use super::{Feature, Found};

impl Found {
    pub(super) fn texts(&mut self, a: &Telling, b: &Telling) {
        let text = a.text.common(&b.text);
        let passages = a.passages.common(&b.passages);
        self.put(Feature::text, text.likeness);
        self.put(Feature::passages, passages.likeness);
        self.put(Feature::rare_passages, log(passages.rare));
        self.put(Feature::rare_text, log(text.rare));
        self.put(Feature::text_within, within(text));
        self.put(Feature::passages_within, within(passages));
        let crossed = a.passages.common(&b.text).of_first;
        let crossed = crossed.max(b.passages.common(&a.text).of_first);
        self.put(Feature::passages_in_text, crossed);
        let least = |one: usize, other: usize| log(one.min(other) as f32);
        self.put(
            Feature::rare_least,
            least(a.text.rare_words(), b.text.rare_words()),
        );
        self.put(
            Feature::rare_passages_least,
            least(a.passages.rare_words(), b.passages.rare_words()),
        );
        self.put(Feature::names_text, log(text.names));
        self.put(Feature::names_passages, log(passages.names));
        self.put(Feature::names_least, least(a.text.names(), b.text.names()));
        self.put(
            Feature::names_passages_least,
            least(a.passages.names(), b.passages.names()),
        );
        self.ages(a, b);
        let copied = a.runs.containment(&b.runs);
        self.put(Feature::copied, copied);
        self.put(Feature::copy, f32::from(copied >= COPIED));
    }

    fn ages(&mut self, a: &Telling, b: &Telling) {
        let shared = a.ages.iter().filter(|age| b.ages.contains(age)).count();
        self.put(Feature::ages_shared, log(shared as f32));
        if shared == 0 && !a.ages.is_empty() && !b.ages.is_empty() {
            self.set(Feature::ages_other);
        }
    }
}

/// The larger share: the shorter text's.
fn within(common: Common) -> f32 {
    common.of_first.max(common.of_second)
}

fn log(number: f32) -> f32 {
    (1.0 + number).log2()
}
