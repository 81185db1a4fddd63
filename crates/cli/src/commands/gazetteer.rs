//! `dateline gazetteer`, and the choice of a gazetteer for the other commands.

mod dump;

use std::fs::File;
use std::io::{BufWriter, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use dateline_normalize::places::Gazetteer;
use dateline_normalize::places::build::{Added, BuildError, Builder, Built};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use self::dump::{Dump, Skipped};
use super::tell;
use crate::args::gazetteer::Build;
use crate::failure::Failure;

/// Names a gazetteer for all runs.
const VARIABLE: &str = "DATELINE_GAZETTEER";

/// The gazetteer of the option, or else of the environment; `None` for the bundled one.
pub(super) fn chosen(option: Option<&Path>) -> Result<Option<Gazetteer>, Failure> {
    let named = std::env::var_os(VARIABLE).filter(|name| !name.is_empty());
    match (option, named) {
        (Some(path), _) => open(path, &path.display().to_string()).map(Some),
        (None, Some(name)) => {
            let path = PathBuf::from(name);
            open(&path, &format!("{} ({VARIABLE})", path.display())).map(Some)
        }
        (None, None) => Ok(None),
    }
}

fn open(path: &Path, told: &str) -> Result<Gazetteer, Failure> {
    const AGAIN: &str = "check the path, or build one: dateline gazetteer build DUMP... --out FILE";
    let unreadable =
        |error| Failure::job(format!("cannot read the gazetteer {told}"), error).hint(AGAIN);
    let mut file = File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    // What is no gazetteer at all may be large.
    (&mut file)
        .take(4)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if !Gazetteer::begins(&bytes) {
        return Err(Failure::told(format!("{told} is no gazetteer of Dateline")).hint(AGAIN));
    }
    file.read_to_end(&mut bytes).map_err(unreadable)?;
    Gazetteer::from_bytes(bytes.into()).map_err(|error| {
        let line = format!("{told}: {error}");
        match line.rsplit_once("; ") {
            Some((what, next)) => Failure::told(what).hint(next),
            None => Failure::told(line),
        }
    })
}

/// Adds dumps to the bundled gazetteer and writes one file.
pub(super) fn build(arguments: &Build) -> Result<ExitCode, Failure> {
    check(&arguments.out)?;
    let mut dumps = arguments
        .dumps
        .iter()
        .map(|path| Dump::open(path))
        .collect::<Result<Vec<Dump>, Failure>>()?;
    // Lists of divisions come first: what the dumps tell of a division counts.
    dumps.sort_by_key(|dump| dump.form);
    let base = Gazetteer::bundled()
        .map_err(|error| Failure::job("cannot load the bundled gazetteer", error))?;
    let progress = progress(arguments.quiet, dumps.iter().map(|dump| dump.bytes).sum());
    let mut builder = Builder::new(&base).map_err(too_large)?;
    for dump in &mut dumps {
        let told = read(dump, &mut builder, &progress)?;
        progress.suspend(|| told.iter().for_each(tell));
    }
    progress.set_message("sorting the names and writing");
    let written = write(builder, &arguments.out);
    progress.finish_and_clear();
    let built = written?;
    tell_built(&arguments.out, &base, &built);
    Ok(ExitCode::SUCCESS)
}

/// What can be known to fail at the end is told before the work: no folder, or a file that is no gazetteer.
fn check(out: &Path) -> Result<(), Failure> {
    let folder = folder_of(out);
    if !folder.is_dir() {
        return Err(Failure::told(format!(
            "cannot write {}: there is no folder {}",
            out.display(),
            folder.display()
        ))
        .hint("make the folder, or give another FILE with --out"));
    }
    let mut start = Vec::new();
    let older = File::open(out).and_then(|file| file.take(4).read_to_end(&mut start));
    match older {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Ok(_) if Gazetteer::begins(&start) => Ok(()),
        _ => Err(Failure::told(format!(
            "{} is there and is no gazetteer, so that it is not replaced",
            out.display()
        ))
        .hint("give another FILE with --out")),
    }
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Reads a dump to its end; what to tell of it.
fn read(
    dump: &mut Dump,
    builder: &mut Builder<'_>,
    progress: &ProgressBar,
) -> Result<Vec<String>, Failure> {
    const BETWEEN: u64 = 10_000;
    let name = dump.name();
    progress.set_message(name.clone());
    let (mut lines, mut kept) = (0u64, 0u64);
    let mut skipped = Skipped::default();
    let mut line = Vec::new();
    while dump.next(&mut line)? {
        let text = match std::str::from_utf8(&line) {
            Ok(text) if text.trim().is_empty() || text.starts_with('#') => continue,
            text => text,
        };
        lines += 1;
        if lines.is_multiple_of(BETWEEN) {
            progress.inc(dump.bytes_since());
        }
        let Ok(text) = text else {
            skipped.note(dump.line, "is not in UTF-8");
            continue;
        };
        match builder.add(dump.form, text).map_err(too_large)? {
            Ok(Added::Kept) => kept += 1,
            Ok(Added::PassedOver) => {}
            Err(error) => skipped.note(dump.line, error),
        }
    }
    progress.inc(dump.bytes_since());
    let mut told = vec![format!(
        "{name}: {} of {} lines are places that reports name",
        grouped(kept),
        grouped(lines)
    )];
    told.extend(skipped.told(&name, lines));
    Ok(told)
}

fn too_large(error: BuildError) -> Failure {
    Failure::job("cannot build the gazetteer", error)
}

/// Writes beside the file and renames, so that a run that is stopped leaves the older gazetteer as it was.
fn write(builder: Builder<'_>, out: &Path) -> Result<Built, Failure> {
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    let part = folder_of(out).join(format!(".{name}.{}.part", std::process::id()));
    let failed = |error: BuildError| {
        let _ = std::fs::remove_file(&part);
        Failure::job(format!("cannot write {}", out.display()), error)
            .hint("check the disk and the folder's permissions, or give another FILE with --out")
    };
    let file = File::create(&part).map_err(|error| failed(error.into()))?;
    let built = builder.finish(BufWriter::new(file)).map_err(failed)?;
    std::fs::rename(&part, out).map_err(|error| failed(error.into()))?;
    Ok(built)
}

fn tell_built(out: &Path, base: &Gazetteer, built: &Built) {
    let file = out.display();
    tell(format!(
        "{file}: {} places ({} bundled, {} of them told anew), {} names, {:.1} MB",
        grouped(built.places as u64),
        grouped(base.len() as u64),
        grouped(built.replaced as u64),
        grouped(built.names as u64),
        built.bytes as f64 / 1e6
    ));
    tell(format!(
        "use it with --gazetteer {file}, or set {VARIABLE} to its path"
    ));
}

fn progress(quiet: bool, bytes: u64) -> ProgressBar {
    let bar = ProgressBar::new(bytes);
    if quiet || !std::io::IsTerminal::is_terminal(&std::io::stderr()) {
        bar.set_draw_target(ProgressDrawTarget::hidden());
    }
    let template = "{spinner} {msg} · {bytes} of {total_bytes} · {elapsed}";
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(std::time::Duration::from_millis(200));
    bar
}

/// "25,000"
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_parted() {
        assert_eq!(
            [0, 999, 1_000, 1_234_567].map(grouped),
            ["0", "999", "1,000", "1,234,567"]
        );
    }
}
