//! Bytes to read, from wherever they come.

use std::io::{BufRead, BufReader, Cursor, Read, Result, Seek, SeekFrom};

use crate::MAX_FILE_BYTES;
use crate::cause::Cause;
use crate::read::all;

/// What an archive needs: its directory stands at its end.
pub(crate) trait Seekable: BufRead + Seek + Send {}

impl<T: BufRead + Seek + Send> Seekable for T {}

/// Bytes to read once, from the first to the last, or in any order where the source allows it.
pub(crate) enum Input {
    Seekable(Box<dyn Seekable>),
    Stream(Box<dyn BufRead + Send>),
}

impl Input {
    /// Bytes in memory.
    pub(crate) fn bytes(bytes: Vec<u8>) -> Self {
        Self::Seekable(Box::new(Cursor::new(bytes)))
    }

    /// What can be read only once.
    pub(crate) fn stream(input: impl Read + Send + 'static) -> Self {
        Self::Stream(Box::new(BufReader::with_capacity(1 << 16, input)))
    }

    /// To read in any order: what comes as a stream is taken into memory.
    ///
    /// # Errors
    /// As [`all`], for streams of more than [`MAX_FILE_BYTES`].
    pub(crate) fn seekable(self) -> std::result::Result<Box<dyn Seekable>, Cause> {
        match self {
            Self::Seekable(input) => Ok(input),
            Self::Stream(input) => all(input, MAX_FILE_BYTES)
                .map(|bytes| Box::new(Cursor::new(bytes)) as Box<dyn Seekable>)
                .map_err(|(_, cause)| cause),
        }
    }

    /// Bytes from the first to the last, of which none was consumed yet; 0 where that cannot be told.
    pub(crate) fn size(&mut self) -> u64 {
        let Self::Seekable(input) = self else {
            return 0;
        };
        // Where the first seek fails, as it does in a pipe, the input stays where it is.
        let size = input.seek(SeekFrom::End(0));
        size.and_then(|size| input.seek(SeekFrom::Start(0)).map(|_| size))
            .unwrap_or(0)
    }

    fn inner(&mut self) -> &mut dyn BufRead {
        match self {
            Self::Seekable(input) => input,
            Self::Stream(input) => input,
        }
    }
}

impl Read for Input {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        self.inner().read(into)
    }
}

impl BufRead for Input {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        self.inner().fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.inner().consume(count);
    }
}
