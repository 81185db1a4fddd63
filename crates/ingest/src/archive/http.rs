//! The answer of a web server, as a crawler kept it.

use std::io::{BufRead, Read};

use flate2::read::{MultiGzDecoder, ZlibDecoder};

use super::member::Unpacked;
use super::warc::{fields, line};
use crate::cause::Cause;
use crate::place::Place;
use crate::read::all;

/// The head of an answer.
pub(super) struct Answer {
    /// Whether the server found what it was asked for.
    pub(super) is_found: bool,
    /// Kind of the body, in lower case.
    pub(super) content_type: String,
    is_chunked: bool,
    packing: String,
}

/// Reads the head of an answer.
pub(super) fn answer(block: &mut impl BufRead) -> Result<Answer, Cause> {
    let status = line(block)?.unwrap_or_default();
    let fields = fields(block)?;
    let value = |name| fields.get(name).to_ascii_lowercase();
    Ok(Answer {
        is_found: status.split_whitespace().nth(1) == Some("200"),
        content_type: value("content-type"),
        is_chunked: value("transfer-encoding").contains("chunked"),
        packing: value("content-encoding"),
    })
}

impl Answer {
    /// A body without a head.
    pub(super) fn plain(content_type: String) -> Self {
        Self {
            is_found: true,
            content_type,
            is_chunked: false,
            packing: String::new(),
        }
    }

    /// The body as the server meant it. Crawlers that unpack what they keep do not always change the head accordingly,
    /// so that a body that is not packed as the head says is taken as it is.
    ///
    /// # Errors
    /// As [`all`], and [`Cause::Unsupported`] for bodies that are packed in an unknown way.
    pub(super) fn body(
        &self,
        block: &mut impl Read,
        limit: usize,
        place: &Place,
    ) -> Result<Vec<u8>, Cause> {
        let mut body = all(block, limit).map_err(|(_, cause)| cause)?;
        if self.is_chunked {
            body = unchunked(&body).unwrap_or(body);
        }
        let packed = body.as_slice();
        let unpacked = match self.packing.as_str() {
            "gzip" | "x-gzip" if packed.starts_with(b"\x1f\x8b") => all(
                Unpacked::new(MultiGzDecoder::new(packed), place, None),
                limit,
            ),
            "deflate" if packed.starts_with(b"\x78") => {
                all(Unpacked::new(ZlibDecoder::new(packed), place, None), limit)
            }
            "br" | "zstd" if std::str::from_utf8(packed).is_err() => {
                return Err(Cause::Unsupported {
                    format: "a page that the server packed with Brotli or Zstandard",
                });
            }
            _ => Ok(body),
        };
        unpacked.map_err(|(_, cause)| cause)
    }
}

/// The body of which the chunks are those of `bytes`; `None` if they are not chunks.
fn unchunked(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes;
    let mut body = Vec::with_capacity(bytes.len());
    loop {
        let end = rest.iter().position(|&byte| byte == b'\n')?;
        let size = std::str::from_utf8(&rest[..end]).ok()?;
        let size = size.split(';').next().unwrap_or_default().trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        rest = &rest[end + 1..];
        if size == 0 {
            return Some(body);
        }
        body.extend_from_slice(rest.get(..size)?);
        rest = rest.get(size..)?;
        rest = rest
            .strip_prefix(b"\r")
            .unwrap_or(rest)
            .strip_prefix(b"\n")?;
    }
}
