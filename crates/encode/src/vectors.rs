//! The vector that each sub-token starts as.

use std::borrow::Cow;

use half::f16;

use crate::error::EncodeError;
use crate::incident::STATE;

/// Bytes of a vector.
const ROW: usize = STATE * 2;

/// The table of word embeddings: a row of `STATE` numbers at half precision, little-endian, for each sub-token of the vocabulary.
///
/// It stays as it was stored: at full precision it would take as much memory as the rest of the network, and a window needs a
/// few hundred of its 30,000 rows.
pub(crate) struct TokenVectors(Cow<'static, [u8]>);

impl TokenVectors {
    pub(crate) fn parse(table: Cow<'static, [u8]>) -> Result<Self, EncodeError> {
        if table.is_empty() || !table.len().is_multiple_of(ROW) {
            return Err(malformed(format!(
                "its {} bytes are no rows of {STATE} numbers",
                table.len()
            )));
        }
        Ok(Self(table))
    }

    /// The vectors of some sub-tokens, one after the other.
    pub(crate) fn of(&self, ids: &[i32]) -> Result<Vec<f32>, EncodeError> {
        let mut vectors = Vec::with_capacity(ids.len() * STATE);
        for &id in ids {
            let start = usize::try_from(id).ok().and_then(|id| id.checked_mul(ROW));
            let row = start.and_then(|start| self.0.get(start..start + ROW));
            let row = row.ok_or_else(|| malformed(format!("it has no row for sub-token {id}")))?;
            let (numbers, _) = row.as_chunks::<2>();
            vectors.extend(
                numbers
                    .iter()
                    .map(|&bytes| f16::from_le_bytes(bytes).to_f32()),
            );
        }
        Ok(vectors)
    }
}

fn malformed(cause: String) -> EncodeError {
    EncodeError::Malformed {
        what: "tokens-f16.bin".to_owned(),
        cause,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: usize) -> Vec<u8> {
        let number = |at: usize| f16::from_f32((at / STATE) as f32 + 0.5).to_le_bytes();
        (0..rows * STATE).flat_map(number).collect()
    }

    #[test]
    fn each_sub_token_gets_its_row() {
        let vectors = TokenVectors::parse(table(3).into()).unwrap();
        let found = vectors.of(&[2, 0]).unwrap();
        assert_eq!(found.len(), 2 * STATE);
        assert_eq!((found[0], found[STATE - 1], found[STATE]), (2.5, 2.5, 0.5));
    }

    #[test]
    fn a_sub_token_without_a_row_is_named() {
        let vectors = TokenVectors::parse(table(3).into()).unwrap();
        for id in [3, -1, i32::MAX] {
            let error = vectors.of(&[id]).unwrap_err().to_string();
            assert!(error.contains(&id.to_string()), "{error}");
        }
    }

    #[test]
    fn a_table_cut_short_is_refused() {
        for cut in [0, 2 * ROW - 1] {
            let error = TokenVectors::parse(table(2)[..cut].to_vec().into()).err();
            let error = error.expect("refused").to_string();
            assert!(error.contains("tokens-f16.bin"), "{error}");
        }
    }
}
