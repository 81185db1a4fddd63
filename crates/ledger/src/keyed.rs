//! Hashes keyed with the ledger's secret: they recognise what was erased without holding it.

use dateline_core::{DocumentId, LedgerSecret};

/// The key under which an erased document is known again.
pub(crate) fn document(secret: &LedgerSecret, id: &DocumentId) -> [u8; 32] {
    keyed(secret, "document", &id.0)
}

/// The key of a text, so that the same words under other metadata stay erased too.
pub(crate) fn content(secret: &LedgerSecret, text: &str) -> [u8; 32] {
    keyed(secret, "content", text)
}

/// The key of what a document is at its source.
pub(crate) fn identity(secret: &LedgerSecret, identity: &str) -> [u8; 32] {
    keyed(secret, "identity", identity)
}

/// The key of a person's name, letter case and the signs between words left aside.
pub(crate) fn person(secret: &LedgerSecret, name: &str) -> [u8; 32] {
    let words: Vec<String> = name
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    keyed(secret, "person", &words.join(" "))
}

/// The id of a document once a name in it was erased: its own id is a plain hash of the words, and would betray them.
pub(crate) fn veiled(secret: &LedgerSecret, id: &DocumentId) -> String {
    hex(&document(secret, id))
}

/// The hash of the bytes as read, once a name in them was erased.
pub(crate) fn veiled_bytes(secret: &LedgerSecret, bytes_hash: &str) -> String {
    hex(&keyed(secret, "bytes", bytes_hash))
}

fn keyed(secret: &LedgerSecret, domain: &str, words: &str) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new_keyed(&secret.0);
    for part in [domain, words] {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    *hasher.finalize().as_bytes()
}

fn hex(bytes: &[u8; 32]) -> String {
    blake3::Hash::from_bytes(*bytes).to_hex().to_string()
}
