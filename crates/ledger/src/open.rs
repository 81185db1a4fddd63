//! Opening a ledger: permissions, marks, settings.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use dateline_core::LedgerSecret;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, MAIN_DB, OpenFlags, TransactionBehavior};

use crate::error::{Fault, LedgerError};
use crate::{Ledger, erase, replay, schema, versions};

/// How long to wait for another process.
const PATIENCE: Duration = Duration::from_secs(5);

/// Pages of a ledger that are kept in memory, in KiB, below 0 as SQLite has it: the keys by which reports find one another lie scattered.
const CACHE_KIB: i64 = -65_536;

/// Statements that are kept ready: recording a report takes more than the few that are kept otherwise.
const STATEMENTS: usize = 256;

/// Pages of the log of changes from which on it is written back into the ledger: most pages that a report changes are changed by the next too.
const LOGGED_PAGES: i64 = 4_000;

impl Ledger {
    /// Opens the ledger at `path`.
    ///
    /// A file that may not be written is opened for reading; writing to it is then an error.
    ///
    /// # Errors
    /// If there is none, it is something else, it is of a later version, or it is in use.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, LedgerError> {
        let path = path.as_ref();
        if !path.exists() {
            return Err(LedgerError::NotFound { path: path.into() });
        }
        open(path, false).map_err(|fault| LedgerError::at(path, fault))
    }

    /// Opens the ledger at `path`, or makes one that only its owner may read.
    ///
    /// # Errors
    /// As [`Ledger::open`], and if no file can be made there.
    pub fn create_or_open(path: impl AsRef<Path>) -> Result<Self, LedgerError> {
        let path = path.as_ref();
        if !path.exists() {
            create_file(path).map_err(|source| refused(path, source))?;
        }
        open(path, true).map_err(|fault| LedgerError::at(path, fault))
    }

    /// Whether the file can only be read.
    pub fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

fn refused(path: &Path, source: std::io::Error) -> LedgerError {
    let path = path.to_owned();
    match source.kind() {
        std::io::ErrorKind::StorageFull => LedgerError::DiskFull { path },
        std::io::ErrorKind::ReadOnlyFilesystem => LedgerError::ReadOnly { path },
        _ => LedgerError::Io { path, source },
    }
}

/// SQLite gives its side files the mode of the ledger, so the ledger is made before SQLite sees it.
fn create_file(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

fn open(path: &Path, may_create: bool) -> Result<Ledger, Fault> {
    let metadata = std::fs::metadata(path).map_err(|source| Box::new(refused(path, source)))?;
    if metadata.is_dir() {
        return Err(Box::new(LedgerError::NotALedger { path: path.into() }).into());
    }
    let mut connection = connect(path, metadata.permissions().readonly())?;
    let read_only = connection.is_readonly(MAIN_DB)?;
    recognise(path, &connection, may_create)?;
    configure(&connection, read_only)?;
    if !read_only {
        make_private(path, &metadata);
        bring_up_to_date(&mut connection)?;
    }
    let secret = secret(&connection)?;
    let mut ledger = Ledger {
        path: path.to_owned(),
        secret,
        connection,
        read_only,
    };
    if !read_only {
        finish_erasure(&ledger.connection, path)?;
        replay::catch_up(&mut ledger).map_err(Box::new)?;
    }
    Ok(ledger)
}

/// Whoever erased was told that words remain in a side file; while a reader still holds them, others can go on.
fn finish_erasure(connection: &Connection, path: &Path) -> Result<(), Fault> {
    if !erase::is_unfinished(connection)? {
        return Ok(());
    }
    connection.busy_timeout(Duration::ZERO)?;
    let outcome = erase::scrub(connection, path).map_err(|fault| LedgerError::at(path, fault));
    connection.busy_timeout(PATIENCE)?;
    match outcome {
        Err(LedgerError::OldCopyRemains { .. } | LedgerError::Locked { .. }) => Ok(()),
        other => Ok(other.map_err(Box::new)?),
    }
}

fn connect(path: &Path, read_only: bool) -> Result<Connection, Fault> {
    let access = if read_only {
        OpenFlags::SQLITE_OPEN_READ_ONLY
    } else {
        OpenFlags::SQLITE_OPEN_READ_WRITE
    };
    let flags = access | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = match Connection::open_with_flags(path, flags) {
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::CannotOpen) => {
            let source = std::io::Error::new(std::io::ErrorKind::PermissionDenied, error);
            return Err(Box::new(refused(path, source)).into());
        }
        other => other?,
    };
    connection.busy_timeout(PATIENCE)?;
    if read_only && first_read(&connection).is_err() && !beside(path, "-wal").exists() {
        // On a medium that cannot be written there is no room for the side files of the log, and nobody can add to it.
        let uri = format!("file:{}?immutable=1", escaped(path));
        return Ok(Connection::open_with_flags(
            uri,
            flags | OpenFlags::SQLITE_OPEN_URI,
        )?);
    }
    Ok(connection)
}

fn first_read(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
}

fn escaped(path: &Path) -> String {
    path.to_string_lossy()
        .replace('%', "%25")
        .replace('?', "%3f")
        .replace('#', "%23")
}

/// The side file of `path` that ends in `suffix`.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// Refuses what is not ours before anything is written to it.
fn recognise(path: &Path, connection: &Connection, may_create: bool) -> Result<(), Fault> {
    let path = path.to_owned();
    let known = schema::SCHEMA;
    match schema::found(connection)? {
        Some(found) if found > known => {
            Err(Box::new(LedgerError::NewerSchema { path, found, known }).into())
        }
        Some(_) => Ok(()),
        None if may_create && schema::is_blank(connection)? => Ok(()),
        None => Err(Box::new(LedgerError::NotALedger { path }).into()),
    }
}

fn configure(connection: &Connection, read_only: bool) -> Result<(), Fault> {
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cache_size", CACHE_KIB)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    // Or else a statement is prepared anew whenever it is given other values.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    if read_only {
        return Ok(());
    }
    connection.pragma_update(None, "secure_delete", true)?;
    write_ahead(connection)?;
    connection.pragma_update(None, "wal_autocheckpoint", LOGGED_PAGES)?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    Ok(())
}

/// SQLite does not wait by itself when two processes switch a new file over at once.
fn write_ahead(connection: &Connection) -> Result<(), Fault> {
    let started = Instant::now();
    loop {
        match connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(())) {
            Err(error)
                if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy)
                    && started.elapsed() < PATIENCE =>
            {
                std::thread::sleep(Duration::from_millis(20));
            }
            other => return Ok(other?),
        }
    }
}

/// Takes group and others off a ledger that came with wider permissions, such as a restored backup.
#[cfg(unix)]
fn make_private(path: &Path, metadata: &std::fs::Metadata) {
    use std::os::unix::fs::PermissionsExt;
    if metadata.permissions().mode() & 0o077 == 0 {
        return;
    }
    let files = [path.to_owned(), beside(path, "-wal"), beside(path, "-shm")];
    for file in files.iter().filter(|file| file.exists()) {
        // Only the owner can; for anyone else the owner's choice stands.
        let _ = std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o600));
    }
}

#[cfg(not(unix))]
fn make_private(_path: &Path, _metadata: &std::fs::Metadata) {}

/// One transaction, so that of two processes that make the same ledger only one lays it out.
fn bring_up_to_date(connection: &mut Connection) -> Result<(), Fault> {
    if schema::found(connection)? == Some(schema::SCHEMA) {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    schema::migrate(&transaction)?;
    let mut secret = [0u8; 32];
    getrandom::fill(&mut secret).map_err(|error| {
        Fault::Unreadable(format!("the system's source of randomness: {error}"))
    })?;
    transaction.execute(
        "INSERT OR IGNORE INTO meta (name, value) VALUES ('secret', ?1)",
        [secret],
    )?;
    versions::identify_all(&transaction, &self::secret(&transaction)?)?;
    transaction.commit()?;
    Ok(())
}

fn secret(connection: &Connection) -> Result<LedgerSecret, Fault> {
    let bytes: [u8; 32] =
        connection.query_row("SELECT value FROM meta WHERE name = 'secret'", [], |row| {
            row.get(0)
        })?;
    Ok(LedgerSecret(bytes))
}
