//! A folder of pictures: one file each, called after its photo, written once and
//! never changed.

use std::{
    collections::HashSet,
    fmt,
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Write as _},
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
};

use crate::store::photo::PhotoId;

/// Says to which database the folder belongs.
const MARK: &str = "sunwai.mark";

/// A folder of pictures.
#[derive(Clone, Debug)]
pub struct Folder(PathBuf);

/// Why a folder cannot be used, in words that name it.
#[derive(Debug)]
pub enum FolderProblem {
    /// It cannot be made, read or written.
    Unusable(PathBuf, io::Error),
    /// It belongs to another database, whose pictures would be removed.
    OfAnother(PathBuf),
}

impl fmt::Display for FolderProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unusable(path, error) => {
                write!(formatter, "The folder of photos {} cannot be used: {error}", path.display())
            }
            Self::OfAnother(path) => {
                write!(formatter, "{} has the photos of another database. Say another folder.", path.display())
            }
        }
    }
}

impl std::error::Error for FolderProblem {}

impl Folder {
    /// Opens the folder of the database with this mark; makes it at the first
    /// time, readable by nobody else.
    ///
    /// # Errors
    /// When it cannot be used, or is another's.
    pub fn open(path: &Path, mark: &str) -> Result<Self, FolderProblem> {
        let unusable = |error| FolderProblem::Unusable(path.to_owned(), error);
        DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(unusable)?;
        let folder = Self(path.to_owned());
        match fs::read_to_string(path.join(MARK)) {
            Ok(known) if known.trim() == mark => Ok(folder),
            Ok(_) => Err(FolderProblem::OfAnother(path.to_owned())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                folder.create(MARK, mark.as_bytes()).map_err(unusable)?;
                Ok(folder)
            }
            Err(error) => Err(unusable(error)),
        }
    }

    /// A folder that is only read.
    pub fn to_read(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// Writes a picture; it is on disk when this returns.
    pub(super) fn write(&self, id: PhotoId, picture: &[u8]) -> io::Result<()> {
        self.create(&name(id), picture).inspect_err(|_| {
            // A full disk leaves half a file behind.
            let _not_even_begun = self.remove(id);
        })
    }

    /// Reads a picture.
    ///
    /// # Errors
    /// When it is not there or cannot be read.
    pub fn read(&self, id: PhotoId) -> io::Result<Vec<u8>> {
        fs::read(self.0.join(name(id)))
    }

    /// Removes a picture, if it is there.
    pub(super) fn remove(&self, id: PhotoId) -> io::Result<()> {
        match fs::remove_file(self.0.join(name(id))) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Removes the pictures of no photo; how many there were. What is not called
    /// like a picture is left alone.
    ///
    /// # Errors
    /// When the folder cannot be read or written.
    pub fn sweep(&self, known: &HashSet<PhotoId>) -> Result<usize, FolderProblem> {
        let sweep = || {
            let mut removed = 0;
            for file in fs::read_dir(&self.0)? {
                let name = file?.file_name();
                if let Some(id) = name.to_str().and_then(photo_of).filter(|id| !known.contains(id)) {
                    self.remove(id)?;
                    removed += 1;
                }
            }
            Ok(removed)
        };
        sweep().map_err(|error| FolderProblem::Unusable(self.0.clone(), error))
    }

    /// Copies pictures into another folder; they are on disk when this returns. How
    /// many were not there to be copied.
    ///
    /// # Errors
    /// When a folder cannot be read or written.
    pub fn copy_to(&self, other: &Self, photos: &[PhotoId], each: &dyn Fn()) -> io::Result<u64> {
        let mut lacking = 0;
        for id in photos {
            let copy = other.0.join(name(*id));
            match fs::copy(self.0.join(name(*id)), &copy) {
                Ok(_) => File::open(&copy)?.sync_all()?,
                Err(error) if error.kind() == io::ErrorKind::NotFound => lacking += 1,
                Err(error) => return Err(error),
            }
            each();
        }
        File::open(&other.0)?.sync_all()?;
        Ok(lacking)
    }

    /// Writes a new file and its entry in the folder to the disk.
    fn create(&self, name: &str, content: &[u8]) -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(self.0.join(name))?;
        file.write_all(content)?;
        file.sync_all()?;
        File::open(&self.0)?.sync_all()
    }
}

fn name(id: PhotoId) -> String {
    format!("{id}.jpg")
}

fn photo_of(name: &str) -> Option<PhotoId> {
    PhotoId::parse(name.strip_suffix(".jpg")?)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    const ID: PhotoId = PhotoId([7; 16]);

    #[test]
    fn a_picture_is_written_once_for_nobody_else_to_read() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("photos");
        let folder = Folder::open(&path, "mark").unwrap();

        folder.write(ID, b"picture").unwrap();

        assert_eq!(folder.read(ID).unwrap(), b"picture");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(&path.join(name(ID)))), (0o700, 0o600));
        folder.remove(ID).unwrap();
        folder.remove(ID).unwrap();
        assert!(folder.read(ID).is_err());
    }

    #[test]
    fn pictures_of_no_photo_are_removed_and_nothing_else() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::open(place.path(), "mark").unwrap();
        let left_over = PhotoId([8; 16]);
        folder.write(ID, b"picture").unwrap();
        folder.write(left_over, b"picture").unwrap();
        fs::write(place.path().join("holiday.jpg"), b"mine").unwrap();

        let removed = folder.sweep(&HashSet::from([ID])).unwrap();

        assert_eq!(removed, 1);
        assert!(folder.read(ID).is_ok() && folder.read(left_over).is_err());
        assert!(place.path().join("holiday.jpg").exists() && place.path().join(MARK).exists());
    }

    #[test]
    fn a_folder_belongs_to_one_database() {
        let place = tempfile::tempdir().unwrap();
        Folder::open(place.path(), "mine").unwrap();

        assert!(Folder::open(place.path(), "mine").is_ok());
        assert!(matches!(Folder::open(place.path(), "another"), Err(FolderProblem::OfAnother(_))));
    }

    #[test]
    fn a_file_in_the_place_of_the_folder_is_told() {
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("photos");
        fs::write(&file, b"").unwrap();

        let told = Folder::open(&file, "mark").unwrap_err().to_string();

        assert!(told.contains("photos") && told.starts_with("The folder of photos"), "{told}");
    }
}
