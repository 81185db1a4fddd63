//! ZIP archives, and the formats that are ZIP archives within.

use std::io::{BufReader, Read};
use std::path::Path;

use ::zip::read::ZipFile;
use ::zip::{CompressionMethod, ZipArchive};
use flate2::bufread::DeflateDecoder;

use super::member::Unpacked;
use super::shared::Shared;
use super::{MAX_ARCHIVES, unpacked_bytes};
use crate::cause::Cause;
use crate::guard::guarded;
use crate::input::Input;
use crate::options::ReadOptions;
use crate::paragraph::one_line;
use crate::place::Place;
use crate::read::{DOCX, Items, once, read, rejected, unreadable, whole};

type Archive = ZipArchive<BufReader<Shared>>;

/// What files that are ZIP archives within are called, by a member that they have.
const UNSUPPORTED: [(&str, &str); 4] = [
    ("xl/workbook.xml", "an Excel workbook"),
    ("ppt/presentation.xml", "a PowerPoint presentation"),
    ("META-INF/container.xml", "an EPUB book"),
    ("META-INF/manifest.xml", "an OpenDocument file"),
];

/// What messages call a member.
const MEMBER: &str = "the archive's member";

/// The reports of a ZIP archive, member by member, or the one report of an office document.
pub(crate) fn zip(place: Place, input: Input, options: ReadOptions) -> Items {
    let path = place.path.clone();
    opened(place, input, options).unwrap_or_else(|cause| rejected(&path, cause))
}

fn opened(mut place: Place, input: Input, options: ReadOptions) -> Result<Items, Cause> {
    let shared = Shared::new(input.seekable()?);
    let archive = guarded("the ZIP archive", || {
        ZipArchive::new(BufReader::new(shared.clone())).map_err(|error| Cause::Broken {
            what: "the ZIP archive",
            message: one_line(&error.to_string()),
        })
    })?;
    let has = |name: &str| archive.index_for_name(name).is_some();
    if has("word/document.xml") || is_docx(&place) && has("[Content_Types].xml") {
        return Ok(once(whole(&place, shared.at(0), &options, &DOCX)));
    }
    if let Some((_, format)) = UNSUPPORTED.iter().find(|(member, _)| has(member)) {
        return Err(Cause::Unsupported { format });
    }
    if place.depth >= MAX_ARCHIVES {
        return Err(Cause::TooDeep {
            limit: MAX_ARCHIVES,
        });
    }
    let size = shared.size().map_err(|error| unreadable(&error))?;
    place.limit_unpacked(unpacked_bytes(size));
    Ok(members(place, archive, shared, options))
}

fn is_docx(place: &Place) -> bool {
    let ending = Path::new(&place.name).extension().unwrap_or_default();
    ending.eq_ignore_ascii_case("docx")
}

/// Where a WACZ file keeps what was crawled; the rest of it are indexes and lists.
const WACZ_ARCHIVE: &str = "archive/";

/// The reports of all members; one member is open at a time.
fn members(place: Place, mut archive: Archive, shared: Shared, options: ReadOptions) -> Items {
    let names = || archive.file_names().flatten();
    let is_wacz = names().any(|name| name == "datapackage.json")
        && names().any(|name| name.starts_with(WACZ_ARCHIVE));
    let all = 0..archive.len();
    let reports = move |index| -> Option<Items> {
        let member = match guarded(MEMBER, || Member::of(&mut archive, index)) {
            Ok(member) => member,
            Err(cause) => {
                let place = place.member(&format!("member {}", index + 1));
                return Some(rejected(&place.path, cause));
            }
        };
        if !member.is_shown() || is_wacz && !member.name.starts_with(WACZ_ARCHIVE) {
            return None;
        }
        let place = place.member(&member.name);
        Some(match member.unpacked(&shared, &place) {
            Ok(input) => read(place, input, options.clone()),
            Err(cause) => rejected(&place.path, cause),
        })
    };
    Box::new(all.filter_map(reports).flatten())
}

/// What the archive's directory says of a member.
struct Member {
    name: String,
    is_file: bool,
    is_encrypted: bool,
    method: CompressionMethod,
    begin: u64,
    packed_size: u64,
    sum: u32,
}

impl Member {
    fn of(archive: &mut Archive, index: usize) -> Result<Self, Cause> {
        let broken = |message: String| Cause::Broken {
            what: MEMBER,
            message: one_line(&message),
        };
        let file: ZipFile<'_, _> = archive
            .by_index_raw(index)
            .map_err(|error| broken(error.to_string()))?;
        let name = file.name().map_err(|error| broken(error.to_string()))?;
        Ok(Self {
            name: one_line(&name),
            is_file: file.is_file() && !file.is_symlink(),
            is_encrypted: file.encrypted(),
            method: file.compression(),
            begin: file
                .data_start()
                .ok_or_else(|| broken("it has no place".to_owned()))?,
            packed_size: file.compressed_size(),
            sum: file.crc32(),
        })
    }

    /// As in folders, hidden files and those of the operating system are skipped.
    fn is_shown(&self) -> bool {
        let hidden = |part: &str| part.starts_with('.') || part == "__MACOSX";
        self.is_file && !self.name.split('/').any(hidden)
    }

    fn unpacked(&self, shared: &Shared, place: &Place) -> Result<Input, Cause> {
        if self.is_encrypted {
            return Err(Cause::Encrypted { what: MEMBER });
        }
        let packed =
            BufReader::with_capacity(1 << 16, shared.at(self.begin).take(self.packed_size));
        let sum = Some(self.sum);
        match self.method {
            CompressionMethod::Stored => Ok(Input::stream(Unpacked::new(packed, place, sum))),
            CompressionMethod::Deflated => {
                let unpacked = DeflateDecoder::new(packed);
                Ok(Input::stream(Unpacked::new(unpacked, place, sum)))
            }
            _ => Err(Cause::Unsupported {
                format: "a member that is packed otherwise than by deflate",
            }),
        }
    }
}
