//! Readers of other hands' formats that must not end the run.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::cause::Cause;

/// What `read` gives; a panic in it is a broken file, `what` for the message ("the PDF file").
pub(crate) fn guarded<T>(
    what: &'static str,
    read: impl FnOnce() -> Result<T, Cause>,
) -> Result<T, Cause> {
    // Whatever the reader left half-done is dropped with it.
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| {
        Err(Cause::Broken {
            what,
            message: "its reader gave up".to_owned(),
        })
    })
}
