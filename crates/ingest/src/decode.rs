//! From bytes to characters.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::cause::Cause;

/// Of the bytes of a Western text, at most this share lies outside ASCII.
const MAX_SHARE_OUTSIDE_ASCII: f64 = 0.15;

/// Characters outside ASCII that English-language text in Windows-1252 does have, beside letters.
const WINDOWS_PUNCTUATION: &str = "€‚„…†‡‹‘’“”•–—˜™› ¡¢£¥§©ª«\u{ad}®°±²³´·¹º»¼½¾¿×÷";

/// The characters of a text file or field.
///
/// UTF-8 with or without a byte order mark, UTF-16 with one, and Windows-1252 where that is plausible. A
/// character that was cut in two at the very end is dropped.
pub(crate) fn text(bytes: &[u8]) -> Result<Cow<'_, str>, Cause> {
    decode(bytes, None)
}

/// The characters of a page, which may name its own encoding near its head.
pub(crate) fn page(bytes: &[u8]) -> Result<Cow<'_, str>, Cause> {
    decode(bytes, declared_encoding(bytes))
}

fn decode<'a>(bytes: &'a [u8], declared: Option<&'static Encoding>) -> Result<Cow<'a, str>, Cause> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes).filter(|(found, _)| *found != UTF_8) {
        return Ok(encoding.decode_without_bom_handling(&bytes[mark..]).0);
    }
    if let Some(offset) = bytes.iter().position(|&byte| is_binary(byte)) {
        return Err(Cause::Binary { offset });
    }
    let start = if bytes.starts_with(b"\xef\xbb\xbf") {
        3
    } else {
        0
    };
    let bytes = &bytes[start..];
    let error = match std::str::from_utf8(bytes) {
        Ok(string) => return Ok(Cow::Borrowed(string)),
        Err(error) => error,
    };
    let valid = error.valid_up_to();
    let cut_at_end = error.error_len().is_none();
    if cut_at_end {
        return Ok(String::from_utf8_lossy(&bytes[..valid]));
    }
    if let Some(encoding) = declared.filter(|declared| *declared != UTF_8) {
        return Ok(encoding.decode_without_bom_handling(bytes).0);
    }
    windows_1252(bytes)
        .map(Cow::Owned)
        .ok_or(Cause::InvalidUtf8 {
            offset: start + valid,
        })
}

fn is_binary(byte: u8) -> bool {
    matches!(byte, 0..=8 | 14..=25 | 27..=31 | 127)
}

/// The text, if the bytes are such as a Western editor would have written.
fn windows_1252(bytes: &[u8]) -> Option<String> {
    let outside = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    let plausible_share = outside as f64 <= bytes.len() as f64 * MAX_SHARE_OUTSIDE_ASCII;
    if !plausible_share || has_utf8_sequence(bytes) {
        return None;
    }
    let (string, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    let plausible = |c: char| c.is_ascii() || c.is_alphabetic() || WINDOWS_PUNCTUATION.contains(c);
    string.chars().all(plausible).then(|| string.into_owned())
}

/// Whether some part is UTF-8 beyond ASCII: then the whole is broken UTF-8 rather than another encoding.
fn has_utf8_sequence(bytes: &[u8]) -> bool {
    bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii())
}

fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let label = head
        .split("charset=")
        .nth(1)?
        .trim_start_matches(['"', '\'']);
    let end = label.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_')?;
    Encoding::for_label(&label.as_bytes()[..end])
}
