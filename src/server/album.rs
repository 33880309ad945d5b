//! Where the pictures of photos are kept, by the setting: in the database, or as
//! files in a folder of their own (`folder.rs`).
//!
//! A file is on disk before its photo is written down, so a photo never lacks its
//! picture; a file whose photo was not written down is removed, here or at the
//! next start. Photos that were kept in the database stay there when the setting
//! becomes a folder; while some are in a folder, the setting stays one.

use domain::ticket::Ticket;
use tokio::task;

use crate::{
    chance::{Chance, draw},
    failure::Failure,
    photo::CleanPhoto,
    store::{
        Store,
        photo::{KeptIn, NewPhoto, PhotoId, Picture},
    },
};

mod folder;

pub use folder::{Folder, FolderProblem};

/// Where pictures are kept.
#[derive(Clone, Debug, Default)]
pub enum Album {
    /// In the database.
    #[default]
    Database,
    /// In a folder.
    Folder(Folder),
}

impl Album {
    /// Gives a photo its name and keeps its picture, which is durable when this
    /// returns or will be with the photo.
    ///
    /// # Errors
    /// [`Failure::Unavailable`] when the folder cannot be written.
    pub async fn keep(&self, photo: CleanPhoto, chance: &dyn Chance) -> Result<NewPhoto, Failure> {
        let id = PhotoId(draw(chance));
        let (width, height) = (photo.width(), photo.height());
        let picture = photo.into_bytes();
        let Self::Folder(folder) = self else {
            return Ok(NewPhoto { id, width, height, picture, kept_in: KeptIn::Database });
        };
        let picture = folder.run(move |folder| folder.write(id, &picture).map(|()| picture)).await?;
        Ok(NewPhoto { id, width, height, picture, kept_in: KeptIn::Folder })
    }

    /// Removes the pictures of photos that were not written down, or are erased.
    pub async fn remove(&self, photos: Vec<PhotoId>) {
        let Self::Folder(folder) = self else { return };
        for id in photos {
            if let Err(failure) = folder.run(move |folder| folder.remove(id)).await {
                tracing::warn!(?failure, "the file of a photo was not removed; it is at the next start");
            }
        }
    }

    /// The picture of a complaint's photo.
    ///
    /// # Errors
    /// [`Failure::UnknownPhoto`]; otherwise the store's and the folder's.
    pub async fn show(&self, store: &dyn Store, ticket: Ticket, id: PhotoId) -> Result<Vec<u8>, Failure> {
        match (store.picture(ticket, id).await?.ok_or(Failure::UnknownPhoto)?, self) {
            (Picture::Here(picture), _) => Ok(picture),
            (Picture::InFolder, Self::Folder(folder)) => folder.run(move |folder| folder.read(id)).await,
            (Picture::InFolder, Self::Database) => {
                Err(Failure::Unavailable("a photo is in a folder, and none is set".to_owned()))
            }
        }
    }
}

impl Folder {
    /// Works on the files on a thread that may wait for the disk.
    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> std::io::Result<T> + Send + 'static,
    ) -> Result<T, Failure> {
        let folder = self.clone();
        let worked = task::spawn_blocking(move || work(&folder)).await;
        worked
            .map_err(|stopped| Failure::Broken(stopped.to_string()))?
            .map_err(|error| Failure::Unavailable(format!("the folder of photos: {error}")))
    }
}
