//! One file that is read at several places.

use std::io::{Read, Result, Seek, SeekFrom};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::input::Seekable;

/// A reader with a place of its own in a file that it shares with others.
#[derive(Clone)]
pub(super) struct Shared {
    input: Arc<Mutex<Box<dyn Seekable>>>,
    at: u64,
}

impl Shared {
    pub(super) fn new(input: Box<dyn Seekable>) -> Self {
        Self {
            input: Arc::new(Mutex::new(input)),
            at: 0,
        }
    }

    /// Another reader of the same file, at `at`.
    pub(super) fn at(&self, at: u64) -> Self {
        Self {
            input: Arc::clone(&self.input),
            at,
        }
    }

    /// Bytes of the file.
    pub(super) fn size(&self) -> Result<u64> {
        self.lock().seek(SeekFrom::End(0))
    }

    fn lock(&self) -> MutexGuard<'_, Box<dyn Seekable>> {
        // Every use begins with a seek, so that what a panic left behind does no harm.
        self.input.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Read for Shared {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        let mut input = self.lock();
        input.seek(SeekFrom::Start(self.at))?;
        let count = input.read(into)?;
        drop(input);
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for Shared {
    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        let mut input = self.lock();
        if let SeekFrom::Current(_) = to {
            input.seek(SeekFrom::Start(self.at))?;
        }
        let at = input.seek(to)?;
        drop(input);
        self.at = at;
        Ok(at)
    }
}
