//! What is written under another name until it is whole, so that whatever stands
//! under its own name is.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io,
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
};

/// A file or a folder that is being written; removed unless it is finished.
#[derive(Debug)]
pub struct Unfinished {
    place: PathBuf,
    path: PathBuf,
}

impl Unfinished {
    /// Begins an empty file that nobody else may read.
    ///
    /// # Errors
    /// When something is at the place, or nothing can be made there; in a sentence.
    pub fn file(place: &Path) -> Result<Self, String> {
        Self::begin(place, |path| OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map(|_| ()))
    }

    /// Begins an empty folder that nobody else may read.
    ///
    /// # Errors
    /// As [`Unfinished::file`].
    pub fn folder(place: &Path) -> Result<Self, String> {
        Self::begin(place, |path| DirBuilder::new().mode(0o700).create(path))
    }

    fn begin(place: &Path, make: impl FnOnce(&Path) -> io::Result<()>) -> Result<Self, String> {
        refuse_if_there(place)?;
        let path = beside(place, &format!(".unfinished-{}", std::process::id()));
        // What a process of this number left that was killed.
        remove(&path);
        make(&path).map_err(|error| format!("{} cannot be made: {error}", path.display()))?;
        Ok(Self { place: place.to_owned(), path })
    }

    /// Where it is being written.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Brings it to the disk, and to its own name.
    ///
    /// # Errors
    /// When it cannot be written, or something came to the place; in a sentence.
    pub fn finish(self) -> Result<(), String> {
        refuse_if_there(&self.place)?;
        let finish = || {
            File::open(&self.path)?.sync_all()?;
            fs::rename(&self.path, &self.place)?;
            File::open(folder_of(&self.place))?.sync_all()
        };
        finish().map_err(|error| format!("{} cannot be written: {error}", self.place.display()))
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        remove(&self.path);
    }
}

/// The same name with something at its end.
pub fn beside(place: &Path, end: &str) -> PathBuf {
    let mut name = place.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

/// Says that nothing is overwritten.
///
/// # Errors
/// When something is there, in a sentence.
pub fn refuse_if_there(place: &Path) -> Result<(), String> {
    match place.symlink_metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        _ => Err(format!("{} is there already, and nothing is overwritten. Say another name.", place.display())),
    }
}

fn remove(path: &Path) {
    // SQLite's own files, too, of a database that was given up.
    for file in ["", "-journal", "-wal", "-shm"].map(|end| beside(path, end)) {
        let _not_there_or_a_folder = fs::remove_file(file);
    }
    let _not_there = fs::remove_dir_all(path);
}

fn folder_of(place: &Path) -> &Path {
    place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
