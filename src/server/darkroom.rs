//! Cleans photos on blocking threads, few at a time: each takes a core for some
//! hundred milliseconds, and a large one 350 MB, so that it is alone. A crowd of
//! photos, or of files that only say they are photos, must not take those of
//! everybody else.

use std::sync::Arc;

use tokio::{sync::Semaphore, task};

use crate::{
    failure::Failure,
    limits,
    photo::{CleanPhoto, Unfit, clean, is_large},
    shares::{Share, Shares},
};

/// So many are cleaned at a time.
const AT_A_TIME: u32 = 2;

/// So many more wait, some seconds at most; beyond, the server says that it is
/// busy.
const WAITING: u32 = 30;

/// So many bytes of photos on their way in are in memory at a time: whoever sends
/// slowly takes no more room than what has arrived.
const ARRIVING: usize = 96 * 1024 * 1024;

/// So many of one address: one form as large as it may be, or many as they are.
/// Telephones of one provider may share an address, so it is not less.
const OF_ONE: usize = ARRIVING / 4;

/// Where photos are cleaned.
pub struct Darkroom {
    arriving: Arc<Shares>,
    taken_on: Arc<Semaphore>,
    running: Arc<Semaphore>,
}

impl Default for Darkroom {
    /// Nothing is being cleaned.
    fn default() -> Self {
        Self {
            arriving: Arc::new(Shares::new(ARRIVING, OF_ONE)),
            taken_on: Arc::new(Semaphore::new((AT_A_TIME + WAITING) as usize)),
            running: Arc::new(Semaphore::new(AT_A_TIME as usize)),
        }
    }
}

impl Darkroom {
    /// Room in memory, by the byte, for the photos of the request that is being answered.
    pub fn enter(&self) -> Share {
        self.arriving.enter(limits::source())
    }

    /// Makes a photo of what was sent.
    ///
    /// # Errors
    /// [`Failure::PhotoUnfit`] when it cannot be kept, [`Failure::Busy`] when too
    /// many wait.
    pub async fn clean(&self, sent: Vec<u8>) -> Result<CleanPhoto, Failure> {
        let _taken_on = Arc::clone(&self.taken_on).try_acquire_owned().map_err(|_| Failure::Busy)?;
        let share = if is_large(&sent) { AT_A_TIME } else { 1 };
        let running = Arc::clone(&self.running).acquire_many_owned(share).await;
        let running = running.map_err(|error| Failure::Broken(error.to_string()))?;
        let work = move || {
            // Whoever asked may go; the thread stays taken until it is done.
            let _running = running;
            clean(&sent)
        };
        match task::spawn_blocking(work).await {
            Ok(cleaned) => cleaned.map_err(Failure::PhotoUnfit),
            Err(stopped) => {
                tracing::error!(%stopped, "a photo could not be read");
                Err(Failure::PhotoUnfit(Unfit::Broken))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use image::{ImageFormat, RgbImage};

    use super::*;

    fn photo(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = std::io::Cursor::new(Vec::new());
        RgbImage::new(width, height).write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
        bytes.into_inner()
    }

    #[tokio::test]
    async fn a_crowd_of_photos_is_told_to_come_again() {
        let darkroom = Arc::new(Darkroom::default());
        let sent = photo(64, 48);
        // As if two large ones were being cleaned.
        let running = Arc::clone(&darkroom.running).acquire_many_owned(AT_A_TIME).await.unwrap();
        let cleaning: Vec<_> = (0..50)
            .map(|_| {
                let (darkroom, sent) = (Arc::clone(&darkroom), sent.clone());
                tokio::spawn(async move { darkroom.clean(sent).await })
            })
            .collect();

        let refused = 50 - (AT_A_TIME + WAITING) as usize;
        while cleaning.iter().filter(|cleaning| cleaning.is_finished()).count() < refused {
            task::yield_now().await;
        }
        drop(running);
        let mut told = Vec::new();
        for cleaned in cleaning {
            told.push(cleaned.await.unwrap());
        }

        let busy = told.iter().filter(|told| matches!(told, Err(Failure::Busy))).count();
        assert_eq!(busy, refused);
        assert_eq!(told.iter().filter(|told| told.is_ok()).count(), 50 - refused);
        assert!(darkroom.clean(sent).await.is_ok(), "afterwards there is room again");
    }

    #[tokio::test]
    async fn a_large_photo_waits_until_it_is_alone() {
        let darkroom = Arc::new(Darkroom::default());
        let one = Arc::clone(&darkroom.running).acquire_owned().await.unwrap();
        let clean = |sent| {
            let darkroom = Arc::clone(&darkroom);
            tokio::spawn(async move { darkroom.clean(sent).await })
        };

        let small = clean(photo(64, 48)).await.unwrap();
        let mut large = clean(photo(4_000, 4_000));
        let waited = tokio::time::timeout(Duration::from_secs(1), &mut large).await;

        assert!(small.is_ok(), "beside another");
        assert!(waited.is_err());
        drop(one);
        assert!(large.await.unwrap().is_ok());
    }

    #[tokio::test]
    async fn what_is_no_photo_is_told_so() {
        let cleaned = Darkroom::default().clean(b"GIF89a".to_vec()).await;

        assert!(matches!(cleaned, Err(Failure::PhotoUnfit(Unfit::WrongType))));
    }
}
