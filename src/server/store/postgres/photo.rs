//! Photos, by the event that brought them.

use std::pin::pin;

use async_trait::async_trait;
use domain::{event::EventKind, standing::Standing, ticket::Ticket};
use futures_util::TryStreamExt as _;
use tokio_postgres::Row;

use super::{PostgresStore, code, fault::Fault, link::Link};
use crate::store::{
    StoreError,
    inspect::SeenPhoto,
    photo::{KeptIn, NewPhoto, PhotoId, PhotoLine, PhotoStore, Picture},
};

/// Writes a photo down beside its event.
pub async fn add(link: &Link, ticket: Ticket, version: u32, photo: &NewPhoto) -> Result<(), Fault> {
    let picture = (photo.kept_in == KeptIn::Database).then_some(photo.picture.as_slice());
    link.execute(
        "insert into photo (ticket, version, id, size, width, height, picture)
         values ($1, $2, $3, $4, $5, $6, $7)",
        &[
            &code::number(ticket),
            &i64::from(version),
            &photo.id.0.as_slice(),
            &i64::try_from(photo.picture.len()).expect("a photo fits into memory"),
            &i64::from(photo.width),
            &i64::from(photo.height),
            &picture,
        ],
    )
    .await?;
    Ok(())
}

/// The photos of a complaint that stands here, oldest first: none that came after
/// it was read.
pub async fn list(link: &Link, standing: &Standing) -> Result<Vec<PhotoLine>, Fault> {
    // Few have any.
    if standing.photos == 0 {
        return Ok(Vec::new());
    }
    let rows = link
        .query(
            "select id, version, size, width, height
             from photo
             where ticket = $1
             and version <= $2
             order by version",
            &[&code::number(standing.ticket), &i64::from(standing.version)],
        )
        .await?;
    let line = |row: &Row| {
        Ok(PhotoLine {
            id: PhotoId(code::bytes(row, 0)?),
            version: code::small(row, 1)?,
            size: code::small(row, 2)?,
            width: code::small(row, 3)?,
            height: code::small(row, 4)?,
        })
    };
    rows.iter().map(line).collect()
}

#[async_trait]
impl PhotoStore for PostgresStore {
    async fn picture(&self, ticket: Ticket, id: PhotoId) -> Result<Option<Picture>, StoreError> {
        self.links.read(&(ticket, id), |link, (ticket, id)| Box::pin(picture(link, *ticket, *id))).await
    }

    async fn photos_in_folder(&self) -> Result<Vec<PhotoId>, StoreError> {
        self.links.read(&(), |link, ()| Box::pin(in_folder(link))).await
    }
}

async fn picture(link: &Link, ticket: Ticket, id: PhotoId) -> Result<Option<Picture>, Fault> {
    let row = link
        .first(
            "select picture
             from photo
             where ticket = $1
             and id = $2",
            &[&code::number(ticket), &id.0.as_slice()],
        )
        .await?;
    row.map(|row| where_it_is(&row, 0)).transpose()
}

fn where_it_is(row: &Row, place: usize) -> Result<Picture, Fault> {
    Ok(row.try_get::<_, Option<Vec<u8>>>(place)?.map_or(Picture::InFolder, Picture::Here))
}

async fn in_folder(link: &Link) -> Result<Vec<PhotoId>, Fault> {
    let rows = link
        .query(
            "select id
             from photo
             where picture is null",
            &[],
        )
        .await?;
    rows.iter().map(|row| code::bytes(row, 0).map(PhotoId)).collect()
}

/// Those of a complaint.
pub async fn in_folder_of(link: &Link, ticket: Ticket) -> Result<Vec<PhotoId>, Fault> {
    let rows = link
        .query(
            "select id
             from photo
             where ticket = $1
             and picture is null",
            &[&code::number(ticket)],
        )
        .await?;
    rows.iter().map(|row| code::bytes(row, 0).map(PhotoId)).collect()
}

/// Shows every photo.
pub async fn inspect(link: &Link, visit: &mut (dyn FnMut(SeenPhoto) + Send)) -> Result<(), Fault> {
    let rows = link
        .stream(
            "select p.ticket, p.version, p.id, p.size, p.width, p.height, p.picture, e.text_digest
             from photo p
             left join event e on e.ticket = p.ticket and e.version = p.version and e.kind = $1
             order by p.ticket, p.version",
            &[&EventKind::PhotoAdded.code()],
        )
        .await?;
    let mut rows = pin!(rows);
    while let Some(row) = rows.try_next().await? {
        visit(SeenPhoto {
            number: row.try_get(0)?,
            version: row.try_get(1)?,
            id: code::bytes(&row, 2).ok().map(PhotoId),
            said: (row.try_get(3)?, row.try_get(4)?, row.try_get(5)?),
            picture: where_it_is(&row, 6)?,
            sealed: code::bytes_or_none(&row, 7).ok().flatten(),
        });
    }
    Ok(())
}
