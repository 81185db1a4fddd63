//! From bytes to characters.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::cause::ImportError;

/// Bytes that Windows-1252 leaves undefined.
const UNDEFINED: [u8; 5] = [0x81, 0x8d, 0x8f, 0x90, 0x9d];

/// The characters of a table: UTF-8 with or without a byte order mark, UTF-16 with one, or Windows-1252, which is what
/// spreadsheets write.
pub(crate) fn text(bytes: &[u8]) -> Result<Cow<'_, str>, ImportError> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes).filter(|(found, _)| *found != UTF_8) {
        return Ok(encoding.decode_without_bom_handling(&bytes[mark..]).0);
    }
    let bare = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let start = bytes.len() - bare.len();
    if let Some(offset) = bare.iter().position(|&byte| is_binary(byte)) {
        return Err(ImportError::Binary {
            offset: start + offset,
        });
    }
    let valid = match std::str::from_utf8(bare) {
        Ok(text) => return Ok(Cow::Borrowed(text)),
        Err(error) => error.valid_up_to(),
    };
    // Some part that is UTF-8 beyond ASCII: then the whole is broken UTF-8 rather than another encoding.
    let is_utf8 = bare.utf8_chunks().any(|chunk| !chunk.valid().is_ascii());
    if is_utf8 || bare.iter().any(|byte| UNDEFINED.contains(byte)) {
        return Err(ImportError::Encoding {
            offset: start + valid,
        });
    }
    Ok(WINDOWS_1252.decode_without_bom_handling(bare).0)
}

fn is_binary(byte: u8) -> bool {
    matches!(byte, 0..=8 | 14..=25 | 27..=31 | 127)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_of_spreadsheets_are_read() {
        let utf16: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain("día;país".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        for bytes in [&utf16[..], b"d\xeda;pa\xeds", "\u{feff}día;país".as_bytes()] {
            assert_eq!(text(bytes).unwrap(), "día;país");
        }
    }

    #[test]
    fn what_is_no_text_says_where() {
        assert_eq!(text(b"PK\x03\x04"), Err(ImportError::Binary { offset: 2 }));
        assert_eq!(
            text(b"pa\xc3\xads \xed"),
            Err(ImportError::Encoding { offset: 6 })
        );
    }
}
