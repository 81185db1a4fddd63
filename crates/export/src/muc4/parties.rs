//! Perpetrators: individuals, organisations, on what footing they are named, and whose violence it was.

use dateline_core::value::{Actor, Value};
use dateline_core::{ActorKind, Category, Incident, ResponsibilityLink, Slot};

use super::acronyms;
use super::confidence::{self, ConfidenceSigns};
use super::footing::{claims, footing, linked, named};
use super::lexicon::{PARTIES, PERSONS, crosswalk, words_of};
use super::people;
use super::phrase::{self, Word, at_end, trimmed, words};
use super::template::Fill;
use super::told::{Report, single};
use super::{Private, Words};

/// Slots of the perpetrators.
#[derive(Default)]
pub(super) struct Parties {
    pub(super) individuals: Vec<Vec<Words>>,
    pub(super) organisations: Vec<Vec<Words>>,
    pub(super) confidence: Vec<Fill<String, Words>>,
    pub(super) category: Option<&'static str>,
    /// What speaks for the confidence of each organisation.
    pub(super) signs: Vec<ConfidenceSigns>,
}

/// One organisation under all its names.
struct Organisation {
    canonical: Option<String>,
    names: Vec<String>,
    footing: &'static str,
    rank: u8,
}

impl Organisation {
    fn is(&self, other: &Organisation) -> bool {
        let has = |name: &String| {
            self.names
                .iter()
                .any(|known| known.eq_ignore_ascii_case(name))
        };
        let same_group = self.canonical.is_some() && self.canonical == other.canonical;
        same_group || other.names.iter().any(has)
    }

    /// Its other names, and the weightier footing.
    fn join(&mut self, other: Organisation) {
        for name in other.names {
            if !self
                .names
                .iter()
                .any(|known| known.eq_ignore_ascii_case(&name))
            {
                self.names.push(name);
            }
        }
        if other.rank > self.rank {
            (self.footing, self.rank) = (other.footing, other.rank);
        }
    }
}

pub(super) fn parties(report: &Report<'_>, incident: &Incident, kind: &'static str) -> Parties {
    let actors = report.list(incident, Slot::Perpetrator, |value| match value {
        Value::Perpetrator(actor) => Some(actor),
        _ => None,
    });
    let links = report.list(incident, Slot::Responsibility, |value| match value {
        Value::Responsibility(one) => Some(one),
        _ => None,
    });
    let mut made = Parties::default();
    let mut found: Vec<Organisation> = Vec::new();
    let mut is_state = false;
    for told in &links {
        if told.value.link == ResponsibilityLink::Denied {
            continue;
        }
        let acting = Acting {
            actor: &told.value.actor,
            before: told.before,
            after: told.after,
        };
        is_state |= read(&acting, linked(told), &mut made, &mut found);
    }
    for told in &actors {
        let acting = Acting {
            actor: told.value,
            before: told.before,
            after: told.after,
        };
        is_state |= read(&acting, (named(footing(told)), 0), &mut made, &mut found);
    }
    made.category = category(
        incident,
        kind,
        is_state,
        found.len(),
        made.individuals.len(),
    );
    for organisation in found {
        made.add(organisation, report, kind);
    }
    made
}

impl Parties {
    /// The longest name first; a form that the report sets beside it in brackets is a name too.
    fn add(&mut self, organisation: Organisation, report: &Report<'_>, kind: &'static str) {
        let text = report.line();
        let mut names = organisation.names;
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        for at in 0..names.len() {
            let other = acronyms::beside(text, &names[at]);
            names[at] = acronyms::bare(&names[at]).to_owned();
            names.extend(other);
        }
        let mut seen: Vec<String> = Vec::new();
        names.retain(|name| {
            let low = name.to_lowercase();
            let is_new = !seen.contains(&low);
            seen.push(low);
            is_new
        });
        let is_other = organisation.footing != named(ResponsibilityLink::Claimed);
        let told = match is_other && names.iter().any(|name| claims(text, name)) {
            true => named(ResponsibilityLink::Claimed),
            false => organisation.footing,
        };
        let signs = confidence::signs(report, &names, told, self.category);
        let footing = confidence::likeliest(told, &signs);
        self.signs.push(ConfidenceSigns {
            incident_type: kind,
            names: names.clone(),
            told,
            signs,
        });
        let names: Vec<Words> = names.into_iter().map(Words::public).collect();
        self.confidence.push(Fill {
            value: footing.to_owned(),
            of: names[..1].to_vec(),
        });
        self.organisations.push(names);
    }
}

/// Reads one actor into individuals and organisations; says whether a state acted.
fn read(
    told: &Acting<'_>,
    (footing, rank): (&'static str, u8),
    made: &mut Parties,
    found: &mut Vec<Organisation>,
) -> bool {
    let phrase = trimmed(&told.actor.mention);
    let all = words(&phrase);
    let (individual, organisation) = split(&phrase, &all, told);
    let actor = told.actor;
    if let Some(name) = individual {
        // "GUERRILLAS" beside "URBAN GUERRILLAS" are those guerrillas.
        let same = |known: &Vec<Words>| {
            let known = &known[0].text;
            phrase::ends_with(known, &name) || phrase::ends_with(&name, known)
        };
        if !made.individuals.iter().any(same) {
            let private = actor.private.then_some(Private::Actor(actor.kind));
            made.individuals.push(vec![Words {
                text: name,
                private,
            }]);
        }
    }
    if let Some(name) = organisation {
        let new = Organisation {
            canonical: actor.organisation.clone(),
            names: vec![name],
            footing,
            rank,
        };
        match found.iter_mut().find(|known| known.is(&new)) {
            Some(known) => known.join(new),
            None => found.push(new),
        }
    }
    is_state(actor, &all)
}

/// Whether a state acts: by the register, else by the noun; no "ARMY OF NATIONAL LIBERATION", no "FORMER OFFICER".
fn is_state(actor: &Actor, all: &[Word<'_>]) -> bool {
    let is_irregular = all.iter().any(|word| {
        ["irregular", "former"]
            .iter()
            .any(|list| words_of(list).contains(word.low.as_str()))
    });
    let is_named = || phrase::by_head(&PARTIES, all).is_some_and(|kind| kind.starts_with("state"));
    !is_irregular && (actor.kind == ActorKind::StateForces || is_named())
}

/// Individuals and the organisation that a phrase names.
fn split(phrase: &str, all: &[Word<'_>], told: &Acting<'_>) -> (Option<String>, Option<String>) {
    let parts = phrase::parts(all);
    let whole = || Some(phrase.to_owned());
    match parts.first().and_then(|head| at_end(&PARTIES, head)) {
        Some((kind, _)) if kind.ends_with("organisation") => (None, whole()),
        Some(_) if is_modifier(all, told) => (None, None),
        Some((_, length)) => members(phrase, all, length, told),
        None if told.actor.organisation.is_some() => (None, Some(told.complete(phrase))),
        None => {
            let is_person = told.actor.private
                || phrase::by_head(&PERSONS, all).is_some()
                || people::described(phrase).name.is_some();
            (whole().filter(|_| is_person), None)
        }
    }
}

/// "FMLN GUERRILLAS", "GUERRILLAS OF THE FMLN": the noun for individuals, whose last words are `length`, and the
/// organisation that their description names. Members keep its name, since they are told by nothing else.
fn members(
    phrase: &str,
    all: &[Word<'_>],
    length: usize,
    told: &Acting<'_>,
) -> (Option<String>, Option<String>) {
    let parts = phrase::parts(all);
    let (modifiers, noun) = parts[0].split_at(parts[0].len() - length);
    let (named, bare) = match (parts.get(1), modifiers.first()) {
        (Some(rest), _) if rest[0].low == "of" => (name(phrase, rest, all), &phrase[..rest[0].at]),
        (_, Some(word)) => {
            let name = phrase[word.at..noun[0].at].trim();
            (Some(told.complete(name)), &phrase[noun[0].at..])
        }
        _ => (None, phrase),
    };
    let belongs = words_of("belonging").contains(noun[0].low.trim_end_matches('s'));
    match named.filter(|_| told.actor.organisation.is_some()) {
        Some(name) if !belongs => (Some(bare.trim().to_owned()), Some(name)),
        named => (Some(phrase.to_owned()), named),
    }
}

/// "TERRORIST" of "TERRORIST ATTACK": an adjective, and no word of a clause after it.
fn is_modifier(all: &[Word<'_>], told: &Acting<'_>) -> bool {
    let is_adjective = all.len() == 1 && words_of("adjectival").contains(all[0].low.as_str());
    let next = words(told.after).first().map(|word| word.low.clone());
    let goes_on = told.after.trim_start().starts_with(char::is_alphanumeric);
    let is_clause = |word: &String| {
        ["end", "clause", "verb"]
            .iter()
            .any(|list| words_of(list).contains(word.as_str()))
    };
    is_adjective && goes_on && !next.as_ref().is_some_and(is_clause)
}

/// An actor with the words around it.
struct Acting<'a> {
    actor: &'a Actor,
    before: &'a str,
    after: &'a str,
}

impl Acting<'_> {
    /// The organisation's name from where it begins, if the mention holds only its end: "SHINING | PATH".
    fn complete(&self, name: &str) -> String {
        let Some(canonical) = self.actor.organisation.as_deref() else {
            return name.to_owned();
        };
        let said = format!(
            "{} {name}",
            self.before.split_whitespace().collect::<Vec<_>>().join(" ")
        );
        let tail = said
            .len()
            .checked_sub(canonical.len())
            .and_then(|at| said.get(at..));
        tail.filter(|tail| tail.eq_ignore_ascii_case(canonical) && tail.len() > name.len())
            .unwrap_or(name)
            .to_owned()
    }
}

/// What stands after "of the".
fn name(phrase: &str, part: &[Word<'_>], all: &[Word<'_>]) -> Option<String> {
    let from = part.get(1)?.at;
    let last = part.last()?;
    let to = all
        .iter()
        .find(|word| word.at > last.at)
        .map_or(phrase.len(), |word| word.at);
    let name = trimmed(phrase[from..to].trim());
    (!name.is_empty()).then_some(name)
}

/// Violence of the state, or terrorism; none where the motive is criminal and no organisation acted, or nobody is told to have
/// acted and the act itself, no bombing, does not tell.
fn category(
    incident: &Incident,
    kind: &str,
    is_state: bool,
    organisations: usize,
    individuals: usize,
) -> Option<&'static str> {
    let is_criminal = matches!(
        single(incident, Slot::Category),
        Some(Value::Category(Category::Criminal))
    );
    let usual = crosswalk("usual_category", kind);
    match (is_state, organisations, individuals) {
        (true, _, _) => crosswalk("category", "state"),
        (_, 0, _) if is_criminal => None,
        (_, 0, 0) => usual,
        _ => crosswalk("category", "other"),
    }
}
