//! Which persons a document names, and how each is shown (codebook section 8).

mod evidence;
mod lexicon;
mod names;
mod page;
mod roles;
mod runs;
#[cfg(test)]
mod tests;

use dateline_core::{Document, Encoding, PersonMention, Redaction};

use crate::syntax::Syntax;

use roles::{Class, Role, Roles};

/// What is shown for a private person of whom nothing is told.
const UNTOLD: &str = "a private person";

/// Every personal name of a document with the role that is shown in its place. All mentions of one person, the surname
/// alone among them, are shown alike.
pub(crate) fn persons(
    document: &Document,
    syntax: &Syntax<'_>,
    encoding: &Encoding,
) -> Vec<PersonMention> {
    let table = Roles::bundled();
    let names = names::find(document, syntax, encoding, table);
    let roles: Vec<Vec<Role>> = names
        .iter()
        .map(|name| roles::around(syntax, table, name))
        .collect();
    let persons = names::same_person(&names, &roles);
    names
        .iter()
        .zip(&persons)
        .map(|(name, person)| {
            let told = persons
                .iter()
                .zip(&roles)
                .filter(|(other, _)| *other == person)
                .flat_map(|(_, roles)| roles);
            let (redaction, role) = shown(told.collect());
            PersonMention {
                span: name.span,
                role,
                redaction,
            }
        })
        .collect()
}

/// Minors and victims of sexual violence first, then an office, then witnesses, then any other role.
fn shown(told: Vec<&Role>) -> (Redaction, String) {
    let first = |class: Class| told.iter().find(|role| role.class == class);
    let ranked = [
        (Class::Minor, Redaction::Sensitive),
        (Class::Public, Redaction::Public),
        (Class::SexualViolence, Redaction::Sensitive),
        (Class::Witness, Redaction::Sensitive),
        (Class::Private, Redaction::Private),
    ];
    ranked
        .into_iter()
        .find_map(|(class, redaction)| Some((redaction, first(class)?.shown.clone())))
        .unwrap_or_else(|| (Redaction::Private, UNTOLD.to_owned()))
}
