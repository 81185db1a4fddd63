//! Adding a link, a question or a withdrawal to the claims, with who says so.

use dateline_core::value::{Responsibility, Value};
use dateline_core::{
    ActorKind, Claim, PersonMention, ResponsibilityLink, Slot, Source, SourceKind, Span, Stance,
};
use dateline_normalize::{actors, nationalities};

use super::sides::{is_bare, is_side_of};
use super::{Tie, incident_near, words};
use crate::drafts::{Draft, Reading};
use crate::parties::organisations_in;
use crate::roles::actor_of;
use crate::statements::{Statement, Statements};
use crate::syntax::TokenId;

/// How many sentences back what is answered was said.
pub(super) const HOW_FAR: usize = 4;

/// All that a construction needs to claim something.
pub(super) struct Linker<'r, 's> {
    pub(super) reading: &'r Reading<'r>,
    pub(super) persons: &'r [PersonMention],
    pub(super) drafts: &'r [Draft<'r>],
    pub(super) statements: &'r mut Statements<'s>,
}

/// A tie of an actor to an incident, ready to be claimed.
pub(super) struct Link {
    pub(super) incident: usize,
    /// The words that name the actor.
    pub(super) actor: Span,
    pub(super) link: ResponsibilityLink,
    /// The stance, where it is not that of the words around.
    pub(super) stance: Option<Stance>,
    /// The word from which the source is looked up.
    pub(super) word: TokenId,
    /// The words that tie the actor to the act.
    pub(super) cue: Span,
    /// The source, where it is not that of the words around.
    pub(super) source: Option<Source>,
    pub(super) is_possible: bool,
}

impl Linker<'_, '_> {
    /// The incident that a word speaks of.
    pub(super) fn incident_of(&self, token: TokenId) -> Option<usize> {
        let held = |draft: &Draft<'_>| {
            let mut told = draft.events.iter();
            draft.part_of.is_none()
                && told.any(|&at| self.reading.events[at].trigger.token == token)
        };
        self.drafts.iter().position(held).or_else(|| {
            incident_near(
                self.reading,
                self.drafts,
                self.reading.syntax.sentence_of(token),
            )
        })
    }

    /// Claims a link, unless the same sentence has tied this actor to this incident by the same link already, whoever says so.
    pub(super) fn link(&mut self, link: Link) {
        let actor = actor_of(self.reading, self.persons, link.actor);
        let value = if self.is_unnamed(&link) {
            Value::Perpetrator(actor)
        } else {
            let link = link.link;
            Value::Responsibility(Responsibility { actor, link })
        };
        let syntax = self.reading.syntax;
        let sentence = syntax.sentence_of(link.word);
        let is_told = self.statements.claims().iter().any(|claim| {
            claim.value.as_ref() == Some(&value)
                && claim.incident == link.incident as u32
                && syntax.sentence_of(self.statements.token_of(claim.number)) == sentence
        });
        if is_told {
            return;
        }
        let mut spans = vec![link.actor];
        if !link.cue.overlaps(link.actor) {
            spans.push(link.cue);
        }
        let statement = Statement {
            spans,
            is_possible: link.is_possible,
            ..Statement::new(link.incident, value, link.actor, link.word)
        };
        let number = match link.source {
            Some(source) => {
                let stance = link.stance.unwrap_or(Stance::Asserts);
                self.statements
                    .add_as(statement, source, stance, Some(link.cue))
            }
            None => self.statements.add(statement),
        };
        if let Some(stance) = link.stance {
            self.statements.claims_mut()[number as usize].stance = stance;
        }
        deny_link(&mut self.statements.claims_mut()[number as usize]);
    }

    /// "blamed herders for the attack": whoever cannot be told apart stays a perpetrator (codebook, decision 30).
    fn is_unnamed(&self, link: &Link) -> bool {
        let syntax = self.reading.syntax;
        let is_charged = matches!(
            link.link,
            ResponsibilityLink::Accused
                | ResponsibilityLink::AccusedByAuthorities
                | ResponsibilityLink::Possible
        );
        is_charged
            && syntax.head_of_span(link.actor).is_some_and(|head| {
                // "the militants" are those told of before.
                let is_known = is_bare(self.reading, head, "fighters");
                let text = &self.reading.document.text;
                let is_of_somebody = !organisations_in(self.reading, link.actor).is_empty()
                    || !nationalities::find(text, link.actor).is_empty();
                words::is(syntax, head, "unnamed") && !is_known && !is_of_somebody
            })
    }

    /// Claims that it is open who answers for an incident.
    pub(super) fn question(&mut self, incident: usize, word: TokenId) -> u32 {
        let cue = self.reading.syntax.span(word);
        let statement = Statement::without_value(incident, Slot::Responsibility, cue, word);
        let number = self.statements.add(statement);
        self.statements.claims_mut()[number as usize].stance = Stance::Questions;
        number
    }

    /// An accusation weighs otherwise when authorities of the country make it.
    pub(super) fn accused_by(
        &self,
        incident: usize,
        kind: SourceKind,
        accuser: Option<Span>,
    ) -> ResponsibilityLink {
        let is_authority = matches!(
            kind,
            SourceKind::Government | SourceKind::SecurityForces | SourceKind::Judicial
        );
        if is_authority && !accuser.is_some_and(|span| self.is_foreign(incident, span)) {
            ResponsibilityLink::AccusedByAuthorities
        } else {
            ResponsibilityLink::Accused
        }
    }

    /// The weight of an accusation as worded, by who makes it: the accuser whom the wording names, else whoever speaks; other
    /// links are as they are.
    pub(super) fn weighed(
        &self,
        tie: &Tie,
        incident: usize,
        accuser: Option<TokenId>,
    ) -> ResponsibilityLink {
        if tie.link != ResponsibilityLink::Accused {
            return tie.link;
        }
        let named = accuser.map(|head| self.reading.syntax.noun_phrase(head));
        if let Some(span) = named {
            let words = self.reading.document.text.slice(span);
            let kind = dateline_normalize::speakers::describe(words).kind;
            return self.accused_by(incident, kind, Some(span));
        }
        let saying = self.statements.speaker_at(tie.word);
        saying.map_or(tie.link, |saying| {
            let speaker = saying.source.speaker();
            self.accused_by(incident, speaker.kind, speaker.span)
        })
    }

    /// Whether who speaks is told to be of another country than the incident's.
    fn is_foreign(&self, incident: usize, speaker: Span) -> bool {
        let syntax = self.reading.syntax;
        let places = self.drafts[incident].places.iter();
        let here: Vec<&str> = places
            .filter_map(|place| place.value.country_code.as_deref())
            .collect();
        let of = nationalities::find(&self.reading.document.text, speaker);
        let is_elsewhere = of.first().is_some_and(|(_, code)| !here.contains(code));
        (is_elsewhere && !here.is_empty())
            || (of.is_empty()
                && words::first(syntax, syntax.tokens_in(speaker), "foreign").is_some())
    }

    /// The actor whom "it", "they" or "the group" means where it answers for an incident: the last of its kind who was accused of
    /// it, took or denied responsibility, else the last such organisation named before. None for other phrases.
    pub(super) fn meant_by(&self, incident: usize, head: TokenId, word: TokenId) -> Option<Span> {
        let syntax = self.reading.syntax;
        if !stands_for_another(self.reading, head) {
            return None;
        }
        let sentence = syntax.sentence_of(word);
        let is_alike = |span: Span| self.is_alike(head, span);
        self.charged_before(incident, word, is_alike).or_else(|| {
            let first = syntax.sentence_span(sentence.saturating_sub(HOW_FAR)).start;
            let before = Span::new(first, syntax.span(head).start);
            let found = organisations_in(self.reading, before);
            found
                .iter()
                .rev()
                .map(|found| found.span)
                .find(|&span| is_alike(span))
        })
    }

    /// Whom "the group" or "its spokesman" speaks for: the actor charged before, or the phrase itself where nobody was.
    pub(super) fn spoken_for(&self, incident: usize, speaker: Span, word: TokenId) -> Span {
        let syntax = self.reading.syntax;
        let meant = syntax
            .head_of_span(speaker)
            // "the army" names itself well enough.
            .filter(|&head| !is_bare(self.reading, head, "state"))
            .filter(|&head| stands_for_another(self.reading, head) || self.is_mouthpiece(head))
            .and_then(|head| self.charged_before(incident, word, |span| self.is_alike(head, span)));
        meant.unwrap_or(speaker)
    }

    /// The charge that a speaker answers: the last one near before a word against the side that he speaks for.
    pub(super) fn charge_against(&self, source: &Source, word: TokenId) -> Option<Claim> {
        let syntax = self.reading.syntax;
        let speaker = source.speaker();
        let span = speaker.span.filter(|_| !source.is_publisher())?;
        let head = syntax.head_of_span(span)?;
        let name = speaker.words.to_lowercase();
        let is_of_side = |claim: &Claim, value: &Responsibility| {
            let actor = value.actor.mention.to_lowercase();
            let actor = actor.trim_start_matches("the ");
            let is_body = self.is_mouthpiece(head) || stands_for_another(self.reading, head);
            let accused = claim.evidence.spans[0];
            (!actor.is_empty() && name.contains(actor))
                || is_body && self.is_alike(head, accused)
                || is_side_of(self.reading, accused, speaker)
        };
        self.earlier(word).into_iter().find(|claim| {
            let told = syntax.sentence_of(self.statements.token_of(claim.number));
            syntax.sentence_of(word) - told <= HOW_FAR
                && claim.source.speaker().words != speaker.words
                && value_of(claim).is_some_and(|value| {
                    is_charge(value.link)
                        && value.link != ResponsibilityLink::Claimed
                        && is_of_side(claim, value)
                })
        })
    }

    /// Claims that a speaker denies the charge that was made against his side.
    pub(super) fn deny_charge(&mut self, charge: &Claim, word: TokenId, source: Source) {
        let (incident, actor) = (charge.incident as usize, charge.evidence.spans[0]);
        self.deny(incident, actor, word, source);
    }

    /// Claims that a speaker denies what an actor may have done, by a word of his.
    pub(super) fn deny(&mut self, incident: usize, actor: Span, word: TokenId, source: Source) {
        self.link(Link {
            incident,
            actor,
            link: ResponsibilityLink::Denied,
            stance: Some(Stance::Denies),
            word,
            cue: self.reading.syntax.span(word),
            source: Some(source),
            is_possible: false,
        });
    }

    /// "a spokesman", "its spokesman", "the group's leader": who speaks for a body that the phrase does not name.
    fn is_mouthpiece(&self, head: TokenId) -> bool {
        let syntax = self.reading.syntax;
        let phrase = syntax.tokens_in(syntax.noun_phrase(head));
        let is_of_none = phrase.clone().all(|id| syntax.upos(id) != "PROPN");
        words::is(syntax, head, "mouthpiece") && phrase.len() <= 5 && is_of_none
    }

    /// Whether "the group" or "the army" may mean an actor of this name.
    fn is_alike(&self, head: TokenId, span: Span) -> bool {
        let syntax = self.reading.syntax;
        let name = self.reading.document.text.slice(span);
        let is_state = actors::kind(name) == ActorKind::StateForces && !is_of_irregulars(name);
        let is_open = syntax.upos(head) == "PRON" || words::is(syntax, head, "mouthpiece");
        is_open || is_bare(self.reading, head, "state") == is_state
    }

    /// The last actor of an incident near a word who was accused of it, took or denied responsibility.
    fn charged_before(
        &self,
        incident: usize,
        word: TokenId,
        is_alike: impl Fn(Span) -> bool,
    ) -> Option<Span> {
        let syntax = self.reading.syntax;
        let sentence = syntax.sentence_of(word);
        let is_near = |token: TokenId| sentence - syntax.sentence_of(token) <= HOW_FAR;
        let charged = self.earlier(word).into_iter().find(|claim| {
            is_near(self.statements.token_of(claim.number))
                && claim.incident == incident as u32
                && is_alike(claim.evidence.spans[0])
                && value_of(claim).is_some_and(|value| {
                    is_charge(value.link) || value.link == ResponsibilityLink::Denied
                })
        });
        charged.map(|claim| claim.evidence.spans[0])
    }

    /// Claims of responsibility made before a word, the nearest first.
    pub(super) fn earlier(&self, token: TokenId) -> Vec<Claim> {
        let place = |claim: &Claim| self.statements.token_of(claim.number);
        let mut told: Vec<Claim> = self
            .statements
            .claims()
            .iter()
            .filter(|claim| claim.slot == Slot::Responsibility && place(claim) < token)
            .cloned()
            .collect();
        told.sort_by_key(|claim| std::cmp::Reverse(place(claim)));
        told
    }
}

/// "the Sahra Brigades": armies have one brigade by a name; groups that call themselves so have many.
fn is_of_irregulars(name: &str) -> bool {
    name.split_whitespace()
        .any(|word| matches!(word, "Brigades" | "Battalions" | "Squads"))
}

/// Whether a phrase names nobody itself: a pronoun of the third person, or "the group", "the army".
pub(super) fn stands_for_another(reading: &Reading<'_>, head: TokenId) -> bool {
    let syntax = reading.syntax;
    if syntax.upos(head) == "PRON" {
        return matches!(syntax.word(head), "it" | "they");
    }
    ["group", "fighters", "state"]
        .iter()
        .any(|kind| is_bare(reading, head, kind))
}

/// Whether a link says that somebody may have to answer.
pub(super) fn is_charge(link: ResponsibilityLink) -> bool {
    use ResponsibilityLink::{Accused, AccusedByAuthorities, Claimed, Possible};
    matches!(link, Accused | AccusedByAuthorities | Possible | Claimed)
}

/// The link and actor of a claim of responsibility.
pub(super) fn value_of(claim: &Claim) -> Option<&Responsibility> {
    match &claim.value {
        Some(Value::Responsibility(value)) => Some(value),
        _ => None,
    }
}

/// A denial of responsibility by anybody has the link `denied` (codebook, decision 49).
fn deny_link(claim: &mut Claim) {
    let is_denied = claim.stance == Stance::Denies;
    if let Some(Value::Responsibility(value)) = &mut claim.value
        && is_denied
        && value.link != ResponsibilityLink::Acquitted
    {
        value.link = ResponsibilityLink::Denied;
    }
}
