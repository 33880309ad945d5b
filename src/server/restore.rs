//! `sunwai restore`: makes a database of a copy ([`crate::backup`](mod@crate::backup)),
//! after the same look at it that `sunwai check` takes.
//!
//! Nothing is overwritten, and nothing stands under its name that was not found
//! whole: what is restored is written beside, looked at, and renamed.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::{
    album::Folder,
    backup::{Parts, database},
    check,
    config::{Database, PhotoPlace, Settings},
    open::MARK,
    progress::Progress,
    secret::{self, Secret, SecretProblem},
    store::{StoreError, sqlite::copy},
    unfinished::{Unfinished, beside, refuse_if_there},
};

/// From where.
#[derive(Args, Clone, Debug)]
#[command(after_help = "--database, --photos and --secret-file say where to; nothing may be there but the secret. \
    Without the secret nothing can be restored: it is in the copy only if that was asked for.")]
pub struct Asked {
    #[command(flatten)]
    place: Place,
}

#[derive(Args, Clone, Debug)]
#[group(required = true, multiple = false)]
struct Place {
    /// The copy
    #[arg(long, env = "SUNWAI_RESTORE_FROM", value_name = "PLACE")]
    from: Option<PathBuf>,
    /// The same, without --from
    #[arg(value_name = "PLACE")]
    named: Option<PathBuf>,
}

/// Restores, and says what was.
///
/// # Errors
/// What is in the way, or what is wrong with the copy, in sentences; nothing is
/// left behind then.
pub async fn restore(settings: &Settings, asked: &Asked) -> Result<(), String> {
    let from = asked.place.from.as_ref().or(asked.place.named.as_ref()).expect("one of both is required");
    let parts = parts(from)?;
    let file = settings.database.file()?;
    refuse_if_there(file)?;
    // A log that was left over would be played into the new database.
    refuse_if_there(&beside(file, "-wal"))?;
    let (secret, is_from_copy) = secret(&settings.secret_file, &parts.secret)?;
    let restored = Unfinished::file(file)?;
    database(&parts.database, restored.path())
        .map_err(|told| format!("The copy is damaged, or is none. Nothing was restored. {told}"))?;
    make_usable(restored.path(), &secret)?;
    let photos = photos(&settings.photos, &parts.photos, restored.path(), &secret)?;

    let place = photos.as_ref().map_or(PhotoPlace::Database, |photos| PhotoPlace::Folder(photos.path().to_owned()));
    let found = check::look(&Database::File(restored.path().to_owned()), &secret, &place).await?;
    if !found.differences.is_empty() {
        return Err(format!("{}is damaged, and nothing was restored:\n{found}", begin(from)));
    }
    if is_from_copy {
        secret::keep(&settings.secret_file, &secret).map_err(told)?;
    }
    if let Some(photos) = photos {
        photos.finish()?;
    }
    // Last: where a database is, the rest is as well.
    restored.finish()?;
    print!("{}is restored as {}\n{found}", begin(from), file.display());
    Ok(())
}

fn begin(from: &Path) -> String {
    format!("{} ", from.display())
}

/// A file is a database; a folder has more in it.
fn parts(from: &Path) -> Result<Parts, String> {
    let parts = if from.is_dir() { Parts::of(from) } else { Parts::alone(from) };
    if parts.database.exists() { Ok(parts) } else { Err(format!("There is no copy {}.", parts.database.display())) }
}

/// The secret that is there, or the one of the copy.
fn secret(place: &Path, in_copy: &Path) -> Result<(Secret, bool), String> {
    match (secret::load(place), secret::load(in_copy)) {
        (Err(SecretProblem::Missing(_)), Ok(secret)) => Ok((secret, true)),
        (Err(SecretProblem::Missing(_)), Err(SecretProblem::Missing(_))) => Err(format!(
            "There is no secret {}, and none in the copy. Without it no PIN and no link of any receipt opens, and \
             nobody can say whether the copy is whole. Put it there, or name it with --secret-file.",
            place.display()
        )),
        (found, _) => found.map(|secret| (secret, false)).map_err(told),
    }
}

fn told(problem: SecretProblem) -> String {
    problem.to_string()
}

fn make_usable(database: &Path, secret: &Secret) -> Result<(), String> {
    let damaged = |error: StoreError| format!("The copy is damaged, and nothing was restored: {error}");
    copy::make_usable(database).map_err(damaged)?;
    match copy::setting(database, MARK).map_err(damaged)? {
        Some(mark) if mark == secret.mark() => Ok(()),
        _ => Err("The secret belongs to another database: no PIN and no link of this one would open.".to_owned()),
    }
}

/// The photos that are in a folder go into a folder.
fn photos(place: &PhotoPlace, from: &Path, database: &Path, secret: &Secret) -> Result<Option<Unfinished>, String> {
    let unreadable = |error| format!("The copy cannot be read: {error}");
    let known = copy::photos_in_folder(database).map_err(unreadable)?;
    let PhotoPlace::Folder(path) = place else {
        return match known.len() {
            0 => Ok(None),
            photos => Err(format!("{photos} photos of the copy are in a folder; say into which: set SUNWAI_PHOTOS.")),
        };
    };
    let unfinished = Unfinished::folder(path)?;
    let folder = Folder::open(unfinished.path(), &secret.mark()).map_err(|problem| problem.to_string())?;
    let progress = Progress::new("photos", known.len() as u64);
    // Those that are lacking are found by the look at all of them.
    let copied = Folder::to_read(from).copy_to(&folder, &known, &|| progress.step());
    progress.finish();
    copied.map(|_| Some(unfinished)).map_err(|error| format!("The photos cannot be copied: {error}"))
}
