//! Errors of the command: one line that says what failed, where and why, and a line that says what to do next.

use std::fmt::Display;
use std::process::ExitCode;

use dateline_ledger::LedgerError;

/// Why the command stopped.
#[derive(Debug)]
pub struct Failure {
    /// What, where, why: one line.
    pub line: String,
    /// What to do next: one line.
    pub hint: Option<String>,
    code: u8,
}

impl Failure {
    /// The run could not do its job: exit code 1.
    pub fn job(what: impl Display, cause: impl std::error::Error) -> Self {
        Self {
            line: one_line(&format!("{what}: {}", chain(&cause))),
            hint: None,
            code: 1,
        }
    }

    /// The run could not do its job, for no deeper cause.
    pub fn told(line: impl Display) -> Self {
        Self {
            line: one_line(&line.to_string()),
            hint: None,
            code: 1,
        }
    }

    /// The ledger could not do what was asked; its messages say what happened, then what to do.
    pub fn ledger(error: &LedgerError) -> Self {
        let line = chain(error);
        match line.rsplit_once("; ") {
            Some((what, next)) => Self::told(what).hint(next),
            None => Self::told(line),
        }
    }

    /// The command was used wrongly: exit code 2.
    pub fn usage(line: impl Display) -> Self {
        Self {
            line: one_line(&line.to_string()),
            hint: None,
            code: 2,
        }
    }

    /// The reader of the output has gone (`| head`): nothing to tell, exit code 0.
    pub fn reader_left() -> Self {
        Self {
            line: String::new(),
            hint: None,
            code: 0,
        }
    }

    /// With a line that says what to do next.
    pub fn hint(mut self, hint: impl Display) -> Self {
        self.hint = Some(one_line(&hint.to_string()));
        self
    }

    /// Its exit code.
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(self.code)
    }
}

/// An error and all its causes, each once.
pub fn chain(error: &dyn std::error::Error) -> String {
    let mut line = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        let text = inner.to_string();
        if !line.contains(&text) {
            line.push_str(": ");
            line.push_str(&text);
        }
        cause = inner.source();
    }
    one_line(&line)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
