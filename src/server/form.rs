//! A form as a browser without an app sends it: the fields, and the photos where
//! the page asks for some.

use std::{error::Error, sync::Arc, time::Duration};

use axum::{
    body::Body,
    extract::{FromRequest, Request},
    http::header,
};
use domain::{
    paths::page,
    standing::{PHOTOS_MAX, Refusal},
};
use http_body_util::BodyDataStream;
use multer::{Constraints, Field, Multipart, SizeLimit};

use self::arriving::{Arriving, Halt, Unused};
use crate::{
    body::{self, WORDS, is_sent_as},
    failure::Failure,
    office::Office,
    photo::{FILE_MAX, Unfit},
    shares::Share,
};

mod arriving;

/// The photos of a form have at most so many bytes: three as telephones write them.
const LARGEST: usize = 24 * 1024 * 1024;

/// So much is read of a form in which more was sent, for the words behind it.
const READ_MAX: u64 = 64 * 1024 * 1024;

/// So many parts has a form at most, and so long a boundary (RFC 2046).
const PARTS_MAX: usize = 64;
const BOUNDARY_MAX: usize = 70;

/// It arrives within this: at a megabit a second the largest takes 200 seconds.
const PATIENCE: Duration = Duration::from_secs(300);

/// The fields of a form, and its photos as they were sent.
#[derive(Default)]
pub struct FormBody {
    fields: Vec<(String, String)>,
    photos: Vec<Vec<u8>>,
    /// Why the photos cannot be taken; the words are there all the same.
    refused: Option<Failure>,
    /// Kept as long as the photos are in memory.
    room: Option<Share>,
}

impl FormBody {
    /// What stands in the field of this name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The photos, each as it was sent: nobody has looked into them yet.
    ///
    /// # Errors
    /// [`Failure::PhotoUnfit`] for one that is too large, [`Failure::Refused`] for too
    /// many, [`Failure::Busy`].
    pub fn photos(&self) -> Result<&[Vec<u8>], Failure> {
        self.refused.clone().map_or(Ok(&self.photos), Err)
    }
}

impl FromRequest<Arc<Office>> for FormBody {
    type Rejection = Failure;

    async fn from_request(request: Request, office: &Arc<Office>) -> Result<Self, Failure> {
        let (parts, mut body) = request.into_parts();
        if is_sent_as(&parts.headers, "application/x-www-form-urlencoded") {
            return fields(&body::read(body, &WORDS).await?);
        }
        // Only the form of a complaint asks for files.
        let takes_files = parts.uri.path().ends_with(page::COMPLAIN);
        if !(takes_files && is_sent_as(&parts.headers, "multipart/form-data")) {
            return Err(Failure::BodyNotForm);
        }
        let said = parts.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let boundary = multer::parse_boundary(said).ok().filter(|boundary| boundary.len() <= BOUNDARY_MAX);
        let boundary = boundary.ok_or(Failure::BodyMalformed)?;
        let reading = tokio::time::timeout(PATIENCE, read(&mut body, boundary, office)).await;
        let read = reading.unwrap_or(Err(Failure::BodyTooSlow));
        if read.is_err() {
            body::throw_away(body).await;
        }
        read
    }
}

fn fields(bytes: &[u8]) -> Result<FormBody, Failure> {
    Ok(FormBody { fields: pairs(bytes)?, ..FormBody::default() })
}

/// Names and values of a form without files, or of an address.
///
/// # Errors
/// [`Failure::BodyMalformed`] for what is no UTF-8.
pub fn pairs(bytes: &[u8]) -> Result<Vec<(String, String)>, Failure> {
    let fields = form_urlencoded::parse(bytes);
    // What is no UTF-8 is decoded to replacement characters that nobody sent.
    let is_meant = || String::from_utf8_lossy(bytes).to_ascii_uppercase().contains("%EF%BF%BD");
    if fields.clone().any(|(_, value)| value.contains('\u{fffd}')) && !is_meant() {
        return Err(Failure::BodyMalformed);
    }
    Ok(fields.map(|(name, value)| (name.into_owned(), line_ends(&value))).collect())
}

async fn read(body: &mut Body, boundary: String, office: &Office) -> Result<FormBody, Failure> {
    let words = WORDS.largest as u64;
    let limit = SizeLimit::new().whole_stream(READ_MAX).per_field(words).for_field("photo", READ_MAX);
    let constraints = Constraints::new().size_limit(limit);
    let unused = Unused::default();
    let arriving = BodyDataStream::new(Arriving::new(body, &unused));
    let mut parts = Multipart::with_constraints(arriving, boundary, constraints);
    let mut form = FormBody::default();
    let mut words = 0;
    for number in 0.. {
        unused.forget();
        let Some(part) = parts.next_field().await.map_err(unfit)? else { break };
        if number == PARTS_MAX {
            return Err(Failure::BodyTooLarge);
        }
        let name = part.name().unwrap_or_default().to_owned();
        if part.file_name().is_some() {
            form.take(part, &unused, office).await?;
            continue;
        }
        let value = text(part, &unused).await?;
        words += name.len() + value.len();
        if words > WORDS.largest {
            return Err(Failure::BodyTooLarge);
        }
        let value = String::from_utf8(value).map_err(|_| Failure::BodyMalformed)?;
        form.fields.push((name, line_ends(&value)));
    }
    Ok(form)
}

/// Its length is watched by the parser.
async fn text(mut part: Field<'_>, unused: &Unused) -> Result<Vec<u8>, Failure> {
    let mut text = Vec::new();
    while let Some(piece) = part.chunk().await.map_err(unfit)? {
        unused.forget();
        text.extend_from_slice(&piece);
    }
    Ok(text)
}

impl FormBody {
    /// Takes a file, unless it is the empty one that stands for none. Of one that
    /// cannot be taken nothing is kept, but what comes behind it is read.
    async fn take(&mut self, mut part: Field<'_>, unused: &Unused, office: &Office) -> Result<(), Failure> {
        let mut photo = Vec::new();
        while let Some(piece) = part.chunk().await.map_err(unfit)? {
            unused.forget();
            if self.refused.is_some() {
                continue;
            }
            match self.make_room(photo.len(), piece.len(), office) {
                Ok(()) => photo.extend_from_slice(&piece),
                Err(failure) => {
                    *self =
                        Self { fields: std::mem::take(&mut self.fields), refused: Some(failure), ..Self::default() };
                    photo = Vec::new();
                }
            }
        }
        if !photo.is_empty() {
            self.photos.push(photo);
        }
        Ok(())
    }

    /// Room for so much more of a photo.
    fn make_room(&mut self, so_far: usize, more: usize, office: &Office) -> Result<(), Failure> {
        if self.photos.len() == usize::from(PHOTOS_MAX) {
            return Err(Failure::Refused(Refusal::TooManyPhotos));
        }
        let together: usize = self.photos.iter().map(Vec::len).sum();
        if so_far + more > FILE_MAX || together + so_far + more > LARGEST {
            return Err(Failure::PhotoUnfit(Unfit::TooLarge));
        }
        self.room.get_or_insert_with(|| office.darkroom.enter()).grow(more)
    }
}

fn unfit(error: multer::Error) -> Failure {
    match error {
        multer::Error::StreamSizeExceeded { .. } => Failure::PhotoUnfit(Unfit::TooLarge),
        multer::Error::FieldSizeExceeded { .. } => Failure::BodyTooLarge,
        multer::Error::StreamReadFailed(error) if is_too_slow(error.as_ref()) => Failure::BodyTooSlow,
        _ => Failure::BodyMalformed,
    }
}

/// The error comes wrapped, as deep as the parser likes.
fn is_too_slow(error: &(dyn Error + 'static)) -> bool {
    error.downcast_ref::<Halt>().map_or_else(|| error.source().is_some_and(is_too_slow), |halt| *halt == Halt::TooSlow)
}

/// A browser sends the end of a line as CR LF (HTML standard); we keep LF.
fn line_ends(typed: &str) -> String {
    typed.replace("\r\n", "\n").replace('\r', "\n")
}
