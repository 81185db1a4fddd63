//! One module a command.

mod code;
mod decide;
mod erase;
mod gazetteer;
mod history;
mod import;
mod incidents;
mod ingest;
mod recode;
mod review;
#[cfg(feature = "watch")]
mod watch;

use std::io::{self, Write};
use std::process::ExitCode;

use crate::args::gazetteer::GazetteerCommand;
use crate::args::history::HistoryCommand;
use crate::args::review::ReviewCommand;
use crate::args::{Arguments, Command};
use crate::failure::Failure;

/// Does what the arguments ask for.
pub fn run(arguments: Arguments) -> Result<ExitCode, Failure> {
    match arguments.command {
        Command::Code(arguments) => code::run(&arguments),
        Command::Ingest(arguments) => ingest::run(&arguments),
        #[cfg(feature = "watch")]
        Command::Watch(arguments) => watch::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Incidents(arguments) => incidents::list(&arguments),
        Command::Show(arguments) => incidents::show(&arguments),
        Command::Explain(arguments) => incidents::explain(&arguments),
        Command::Review(command) => reviewing(&command),
        Command::History(HistoryCommand::Recode(arguments)) => recode::run(&arguments),
        Command::History(HistoryCommand::Diff(arguments)) => history::diff(&arguments),
        Command::History(HistoryCommand::Deletions(arguments)) => history::deletions(&arguments),
        Command::Erase(arguments) => erase::run(&arguments),
        Command::Gazetteer(arguments) => match arguments.command {
            GazetteerCommand::Build(arguments) => gazetteer::build(&arguments),
        },
    }
}

fn reviewing(command: &ReviewCommand) -> Result<ExitCode, Failure> {
    match command {
        ReviewCommand::Review(arguments) => review::review(arguments),
        ReviewCommand::Log(arguments) => review::log(arguments),
        ReviewCommand::Accept(arguments) => decide::accept(arguments),
        ReviewCommand::Reject(arguments) => decide::reject(arguments),
        ReviewCommand::Correct(arguments) => decide::correct(arguments),
        ReviewCommand::Merge(arguments) => decide::merge(arguments),
        ReviewCommand::Split(arguments) => decide::split(arguments),
        ReviewCommand::Note(arguments) => decide::note(arguments),
        ReviewCommand::Undo(arguments) => decide::undo(arguments),
    }
}

/// A line on standard error. Nothing can be done if that is closed.
fn tell(line: impl std::fmt::Display) {
    let _ = writeln!(anstream::stderr(), "{line}");
}

/// What a failure to write the output means: a reader that has seen enough is no failure.
fn written<T>(result: io::Result<T>) -> Result<T, Failure> {
    result.map_err(|error| match error.kind() {
        io::ErrorKind::BrokenPipe => Failure::reader_left(),
        _ => Failure::job("cannot write the output", error)
            .hint("check the disk, or write to another place"),
    })
}

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
