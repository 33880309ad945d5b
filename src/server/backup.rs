//! `sunwai backup`: database and photos as they were at one moment, also while a
//! server uses them. [`crate::restore`](mod@crate::restore) is the way back.
//!
//! Without a folder of photos it is one file. With one, or with the secret, it is a
//! folder ([`Parts`]). It stands under its name when it is whole and on the disk,
//! and not before.

use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::Args;

use crate::{
    album::Folder,
    config::{PhotoPlace, Settings},
    progress::Progress,
    secret,
    store::{StoreError, sqlite::copy},
    unfinished::Unfinished,
};

/// A photo may be erased between the copy of the database and its own.
const TRIES: u32 = 3;

/// What shall be copied, and where to.
#[derive(Args, Clone, Debug)]
#[command(after_help = "The copy is a file; a folder when photos are kept in one, or with the secret. It is whole \
    when the command ends well: nothing stands under the name before. Keep it on another disk, and the secret in \
    another place than the copies.")]
pub struct Asked {
    #[command(flatten)]
    place: Place,
    /// Put the secret into the copy as well: whoever gets hold of it can open every complaint
    #[arg(long, env = "SUNWAI_BACKUP_WITH_SECRET")]
    with_secret: bool,
}

#[derive(Args, Clone, Debug)]
#[group(required = true, multiple = false)]
struct Place {
    /// The copy's name; nothing may be there yet
    #[arg(long, env = "SUNWAI_BACKUP_TO", value_name = "PLACE")]
    to: Option<PathBuf>,
    /// The same, without --to
    #[arg(value_name = "PLACE")]
    named: Option<PathBuf>,
}

/// What a copy that is a folder has in it.
pub struct Parts {
    /// The database.
    pub database: PathBuf,
    /// The folder of photos, if there is one.
    pub photos: PathBuf,
    /// The secret, if it was asked for.
    pub secret: PathBuf,
}

impl Parts {
    /// The parts of a copy in this folder.
    pub fn of(folder: &Path) -> Self {
        Self { database: folder.join("sunwai.db"), photos: folder.join("photos"), secret: folder.join("sunwai.secret") }
    }

    /// A copy that is a file has no other parts.
    pub fn alone(database: &Path) -> Self {
        Self { database: database.to_owned(), photos: PathBuf::new(), secret: PathBuf::new() }
    }
}

/// Copies, and says what was copied.
///
/// # Errors
/// What is in the way, in a sentence; nothing is left behind then. Or that photos
/// were not there to be copied: all else is.
pub fn backup(settings: &Settings, asked: &Asked) -> Result<(), String> {
    let to = asked.place.to.as_ref().or(asked.place.named.as_ref()).expect("one of both is required");
    let file = settings.database.file()?;
    if !file.exists() {
        return Err(format!("There is no database {}.", file.display()));
    }
    match (&settings.photos, asked.with_secret) {
        (PhotoPlace::Database, false) => {
            let unfinished = Unfinished::file(to)?;
            database_alone(file, unfinished.path())?;
            unfinished.finish()?;
            println!("{}: the database", to.display());
            Ok(())
        }
        _ => in_a_folder(settings, file, asked.with_secret, to),
    }
}

fn in_a_folder(settings: &Settings, file: &Path, with_secret: bool, to: &Path) -> Result<(), String> {
    let unfinished = Unfinished::folder(to)?;
    let parts = Parts::of(unfinished.path());
    let secret = secret::load(&settings.secret_file).map_err(|problem| problem.to_string())?;
    if with_secret {
        secret::keep(&parts.secret, &secret).map_err(|problem| problem.to_string())?;
    }
    let photos = match &settings.photos {
        PhotoPlace::Folder(path) => {
            let copy = Folder::open(&parts.photos, &secret.mark()).map_err(|problem| problem.to_string())?;
            Some(with_photos(file, &parts.database, &Folder::to_read(path), &copy)?)
        }
        PhotoPlace::Database => {
            new_file(&parts.database)?;
            database_alone(file, &parts.database)?;
            None
        }
    };
    unfinished.finish()?;
    print!("{}: the database", to.display());
    if let Some(photos) = &photos {
        print!(", {} photos", photos.known - photos.lacking);
    }
    println!("{}", if with_secret { ", the secret" } else { "" });
    match photos {
        Some(Photos { lacking: 1.., .. }) => {
            Err("Photos were not in the folder; `sunwai check` says which. All else is copied.".to_owned())
        }
        _ => Ok(()),
    }
}

/// So many photos belong to the copy, and so many of them were not there.
struct Photos {
    known: u64,
    lacking: u64,
}

/// Database first: a photo is in the folder before it is in the database.
fn with_photos(from: &Path, to: &Path, folder: &Folder, copy_of_folder: &Folder) -> Result<Photos, String> {
    let mut photos = Photos { known: 0, lacking: 0 };
    for _ in 0..TRIES {
        let _first_time_there_is_none = fs::remove_file(to);
        new_file(to)?;
        database(from, to)?;
        let known = copy::photos_in_folder(to).map_err(unreadable)?;
        let progress = Progress::new("photos", known.len() as u64);
        let lacking = folder.copy_to(copy_of_folder, &known, &|| progress.step());
        progress.finish();
        let lacking = lacking.map_err(|error| format!("The photos cannot be copied: {error}"))?;
        photos = Photos { known: known.len() as u64, lacking };
        if lacking == 0 {
            break;
        }
    }
    Ok(photos)
}

/// A copy that lacks photos is not mistaken for a whole one.
fn database_alone(from: &Path, to: &Path) -> Result<(), String> {
    database(from, to)?;
    match copy::photos_in_folder(to).map_err(unreadable)?.len() {
        0 => Ok(()),
        photos => Err(format!(
            "{photos} photos of this database are in a folder, and it is not said in which: set SUNWAI_PHOTOS."
        )),
    }
}

/// Copies the database into a file that is there and empty.
pub fn database(from: &Path, to: &Path) -> Result<(), String> {
    let mut progress = None;
    let copied = copy::copy(from, to, &mut |pages| {
        progress.get_or_insert_with(|| Progress::new("pages of the database", pages.all)).steps(pages.more);
    });
    if let Some(progress) = progress {
        progress.finish();
    }
    copied.map_err(unreadable)
}

fn new_file(path: &Path) -> Result<(), String> {
    // The folder around it is readable by nobody else.
    fs::File::create_new(path).map(|_| ()).map_err(|error| format!("{} cannot be made: {error}", path.display()))
}

fn unreadable(error: StoreError) -> String {
    format!("The database cannot be copied: {error}")
}
