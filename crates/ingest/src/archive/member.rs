//! What comes out of an archive: counted and checked.

use std::io::{Error, Read, Result};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::Crc;

use crate::cause::Cause;
use crate::place::Place;

/// Unpacks a member: what is wrong with it becomes a cause, and no archive unpacks without end.
pub(super) struct Unpacked<R> {
    input: R,
    budget: Option<Arc<AtomicU64>>,
    /// All that the archive may unpack to.
    limit: u64,
    /// The sum that its bytes should have.
    expected: Option<u32>,
    sum: Crc,
}

impl<R: Read> Unpacked<R> {
    pub(super) fn new(input: R, place: &Place, expected: Option<u32>) -> Self {
        Self {
            input,
            budget: place.budget.clone(),
            limit: place.unpacked_limit,
            expected,
            sum: Crc::new(),
        }
    }

    /// Takes `count` bytes off what the archive may still unpack to.
    fn spend(&self, count: usize) -> Result<()> {
        let Some(budget) = &self.budget else {
            return Ok(());
        };
        let left = |left: u64| left.checked_sub(count as u64);
        let spent = budget.fetch_update(Ordering::Relaxed, Ordering::Relaxed, left);
        spent
            .map(|_| ())
            .map_err(|_| Error::other(Cause::TooMuch { limit: self.limit }))
    }
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        let count = self.input.read(into).map_err(broken)?;
        self.spend(count)?;
        self.sum.update(&into[..count]);
        let ended = count == 0 && !into.is_empty();
        if ended
            && self
                .expected
                .is_some_and(|expected| expected != self.sum.sum())
        {
            return Err(broken(Error::other("its checksum is wrong")));
        }
        Ok(count)
    }
}

/// An error of unpacking; those of this crate's own readers, and of the operating system, stay as they are.
fn broken(error: Error) -> Error {
    let own = error.get_ref().is_some_and(|inner| inner.is::<Cause>());
    if own || error.raw_os_error().is_some() {
        return error;
    }
    Error::other(Cause::Broken {
        what: "the packed file",
        message: error.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(place: &Place, expected: Option<u32>) -> std::result::Result<usize, Cause> {
        let mut unpacked = Unpacked::new(&b"They fled."[..], place, expected);
        let read = unpacked.read_to_end(&mut Vec::new());
        read.map_err(|error| crate::read::unreadable(&error))
    }

    #[test]
    fn all_members_of_an_archive_share_what_it_may_unpack_to() {
        let mut archive = Place::file("a.zip".to_owned());
        archive.limit_unpacked(25);
        let mut inner = archive.member("b.zip");
        inner.limit_unpacked(1000);
        assert_eq!(all(&archive.member("a.txt"), None), Ok(10));
        assert_eq!(all(&inner.member("b.txt"), None), Ok(10));
        assert_eq!(
            all(&archive.member("c.txt"), None),
            Err(Cause::TooMuch { limit: 25 })
        );
    }

    #[test]
    fn bytes_that_changed_are_told_by_their_sum() {
        let place = Place::file("a.zip".to_owned());
        let found = all(&place, Some(7)).expect_err("another sum");
        assert_eq!(found.name(), "broken");
    }
}
