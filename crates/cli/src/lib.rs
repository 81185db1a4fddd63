//! The `dateline` command: reads its arguments, calls the other crates, and prints. The only crate that prints.

pub mod args;
pub mod coding;
pub mod commands;
pub mod correction;
pub mod doubt;
pub mod failure;
pub mod present;
pub mod redact;
pub mod render;
pub mod wire;

use std::io::Write;
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};
use clap::Parser;

/// Runs the command: exit code 0 all went well, 1 the run could not do its job, 2 wrong usage.
pub fn main() -> ExitCode {
    match commands::run(args::Arguments::parse()) {
        Ok(code) => code,
        Err(failure) => {
            tell(&failure);
            failure.exit_code()
        }
    }
}

/// One line, and a hint. Nothing can be done if standard error is closed.
fn tell(failure: &failure::Failure) {
    const ERROR: Style = AnsiColor::Red.on_default().bold();
    const HINT: Style = AnsiColor::Cyan.on_default();
    let mut out = anstream::stderr().lock();
    if !failure.line.is_empty() {
        let _ = writeln!(out, "{ERROR}error:{ERROR:#} {}", failure.line);
    }
    if let Some(hint) = &failure.hint {
        let _ = writeln!(out, "{HINT}hint:{HINT:#} {hint}");
    }
}
