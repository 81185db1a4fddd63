//! Which sentences a report is made of.

use fastrand::Rng;

use crate::draw::{self, chance};
use crate::leaf::Leaf;
use crate::plan::{Kind, Plan, Publisher};
use crate::telling::Leaves;
use crate::template::Sentence;
use crate::voices;
use crate::world::World;

/// A wording and who is told to have said it, if anybody without a name is.
#[derive(Debug, Clone)]
pub(crate) struct Chosen<'w> {
    /// The wording.
    pub(crate) sentence: &'w Sentence,
    /// Filling of its `source`.
    pub(crate) voice: Option<Leaf>,
}

/// Title and body.
#[derive(Debug)]
pub(crate) struct Outline<'w> {
    /// The title.
    pub(crate) title: Chosen<'w>,
    /// The sentences of the body.
    pub(crate) body: Vec<Chosen<'w>>,
    /// Sentences of a paragraph.
    pub(crate) paragraph: usize,
}

/// What a report adds once each, where it can: the part, and the gaps that make it needless once one of them is filled.
const ADDED: [(&str, &[&str]); 15] = [
    ("place", &["place"]),
    ("date", &["date", "date_of"]),
    ("killed", &["killed", "killed_up"]),
    ("taken", &["taken"]),
    ("background", &[]),
    ("wounded", &["wounded"]),
    ("weapon", &["weapon_a", "weapon_many"]),
    ("perp", &["perp"]),
    ("detail", &["street"]),
    ("detail", &["facility"]),
    ("detail", &["vehicle"]),
    ("victim", &["victim"]),
    ("commander", &[]),
    ("claim", &[]),
    ("official", &["official"]),
];
/// Of these, what every report of more than a flash tells as far as it can.
const FIRM: usize = 5;
/// Share of sentences that can do without it but name a speaker all the same.
const ATTRIBUTED: f64 = 0.7;

struct Writer<'w, 'l> {
    world: &'w World,
    leaves: &'l Leaves,
    plan: &'l Plan,
    rng: Rng,
    used: Vec<&'static str>,
    body: Vec<Chosen<'w>>,
}

/// The sentences of the report of `plan`; prints of one telling differ only in what the masthead changes.
pub(crate) fn outline<'w>(
    world: &'w World,
    seed: u64,
    plan: &Plan,
    leaves: &Leaves,
) -> Outline<'w> {
    let number = u64::from(plan.incident.number);
    let telling = &plan.telling;
    let mut writer = Writer {
        world,
        leaves,
        plan,
        rng: draw::rng(&[seed, 0x6f75_746c, number, u64::from(telling.number)]),
        used: Vec::new(),
        body: Vec::new(),
    };
    let part = if telling.kind == Kind::FollowUp {
        "title_later"
    } else {
        "title"
    };
    let mut title = writer.choose(part, None);
    writer.write_body();
    let paragraph = writer.rng.usize(1..=3);
    if plan.kind == Kind::Copy {
        let parts = [seed, 0x636f_7079, number, u64::from(plan.number)];
        writer.rng = draw::rng(&parts);
        if chance(&mut writer.rng, 0.3) {
            title = writer.choose(part, None);
        }
        writer.print_again();
    }
    let body = writer.body;
    // Every part has a wording that needs nothing, which a test holds.
    let title = title
        .or_else(|| body.first().cloned())
        .unwrap_or_else(|| Chosen {
            sentence: &world.tables.sentences[0],
            voice: None,
        });
    Outline {
        title,
        body,
        paragraph,
    }
}

impl<'w> Writer<'w, '_> {
    fn write_body(&mut self) {
        let kind = self.plan.telling.kind;
        let (part, fewest, most) = match kind {
            Kind::Flash => ("flash", 2, 3),
            Kind::Report | Kind::Copy => ("lead", 3, 8),
            Kind::FollowUp => ("later", 3, 7),
        };
        let wanted = self.rng.usize(fewest..=most);
        self.add(part, None);
        let mut rest: Vec<usize> = (FIRM..ADDED.len()).collect();
        self.rng.shuffle(&mut rest);
        let firm = if kind == Kind::Flash { 0 } else { FIRM };
        for number in (0..firm).chain(rest) {
            let (part, gaps) = ADDED[number];
            let is_told = gaps.iter().any(|gap| self.used.contains(gap));
            if (self.body.len() < wanted || number < firm) && !is_told {
                self.add(part, gaps.first().copied());
            }
        }
        if self.leaves.contains_key("country") && kind != Kind::Flash {
            self.add("country", None);
        }
        while self.body.len() < wanted.max(fewest) {
            self.add("close", None);
        }
    }

    /// What another masthead changes: a sentence less, or one of its own.
    fn print_again(&mut self) {
        if chance(&mut self.rng, 0.3) && self.body.len() > 2 {
            self.body.pop();
        }
        if chance(&mut self.rng, 0.25) {
            self.add("own_close", None);
        }
    }

    fn add(&mut self, part: &str, gap: Option<&'static str>) {
        if let Some(chosen) = self.choose(part, gap) {
            let leaves = self.leaves;
            let told = chosen
                .sentence
                .gaps()
                .filter(|gap| leaves.contains_key(gap));
            self.used.extend(told);
            self.body.push(chosen);
        }
    }

    /// A wording of a part that the report can fill in, not used before, with `gap` if given. A publisher has its habits: one
    /// time in two, the same publisher chooses the same of the same wordings.
    fn choose(&mut self, part: &str, gap: Option<&str>) -> Option<Chosen<'w>> {
        let voice =
            chance(&mut self.rng, ATTRIBUTED).then(|| voices::voice(self.world, &mut self.rng));
        let tells = |gap: &str| match gap {
            "source" => voice.is_some(),
            _ => self.leaves.contains_key(gap),
        };
        let fit: Vec<&Sentence> = self
            .world
            .tables
            .sentences
            .iter()
            .filter(|sentence| sentence.suits(part, self.plan.incident.kind, tells))
            .filter(|sentence| gap.is_none_or(|gap| sentence.gaps().any(|own| own == gap)))
            .filter(|sentence| {
                self.body
                    .iter()
                    .all(|old| !std::ptr::eq(old.sentence, *sentence))
            })
            .collect();
        let particular: Vec<&Sentence> = fit
            .iter()
            .copied()
            .filter(|sentence| sentence.is_particular())
            .collect();
        let fit = if particular.is_empty() || chance(&mut self.rng, 0.3) {
            fit
        } else {
            particular
        };
        if fit.is_empty() {
            return None;
        }
        let habit = draw::rng(&[style(self.plan.publisher), part.len() as u64]).usize(..fit.len());
        let which = if self.plan.telling.agency.is_none() && self.rng.bool() {
            habit
        } else {
            self.rng.usize(..fit.len())
        };
        let sentence = fit[which];
        let voice = voice.filter(|_| sentence.gaps().any(|gap| gap == "source"));
        Some(Chosen { sentence, voice })
    }
}

fn style(publisher: Publisher) -> u64 {
    match publisher {
        Publisher::Local(town, masthead) => (town * 100 + masthead) as u64,
        Publisher::International(number) => 1000 + number as u64,
    }
}
