//! Photos, by the event that brought them.

use async_trait::async_trait;
use domain::{event::EventKind, standing::Standing, ticket::Ticket};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::{SqliteStore, code};
use crate::store::{
    StoreError,
    inspect::SeenPhoto,
    photo::{KeptIn, NewPhoto, PhotoId, PhotoLine, PhotoStore, Picture},
};

/// Writes a photo down beside its event.
pub fn add(connection: &Connection, ticket: Ticket, version: u32, photo: &NewPhoto) -> Result<(), StoreError> {
    let mut insert = connection.prepare_cached(
        "insert into photo (ticket, version, id, size, width, height, picture)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    let picture = (photo.kept_in == KeptIn::Database).then_some(&photo.picture);
    insert.execute(params![
        code::number(ticket),
        version,
        photo.id.0,
        i64::try_from(photo.picture.len()).expect("a photo fits into memory"),
        photo.width,
        photo.height,
        picture
    ])?;
    Ok(())
}

/// The photos of a complaint that stands here, oldest first: none that came after
/// it was read.
pub fn list(connection: &Connection, standing: &Standing) -> Result<Vec<PhotoLine>, StoreError> {
    // Few have any.
    if standing.photos == 0 {
        return Ok(Vec::new());
    }
    let mut select = connection.prepare_cached(
        "select id, version, size, width, height
         from photo
         where ticket = ?1
         and version <= ?2
         order by version",
    )?;
    let rows = select.query_map(params![code::number(standing.ticket), standing.version], |row| {
        Ok(PhotoLine {
            id: PhotoId(row.get(0)?),
            version: row.get(1)?,
            size: row.get(2)?,
            width: row.get(3)?,
            height: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

#[async_trait]
impl PhotoStore for SqliteStore {
    async fn picture(&self, ticket: Ticket, id: PhotoId) -> Result<Option<Picture>, StoreError> {
        self.readers.read_apart(move |connection| picture(connection, ticket, id)).await
    }

    async fn photos_in_folder(&self) -> Result<Vec<PhotoId>, StoreError> {
        self.readers.read_apart(in_folder).await
    }
}

fn picture(connection: &Connection, ticket: Ticket, id: PhotoId) -> Result<Option<Picture>, StoreError> {
    let mut select = connection.prepare_cached(
        "select picture
         from photo
         where ticket = ?1
         and id = ?2",
    )?;
    Ok(select.query_row(params![code::number(ticket), id.0], |row| where_it_is(row, 0)).optional()?)
}

fn where_it_is(row: &Row<'_>, place: usize) -> rusqlite::Result<Picture> {
    Ok(row.get::<_, Option<Vec<u8>>>(place)?.map_or(Picture::InFolder, Picture::Here))
}

/// Those whose pictures are in a folder.
pub fn in_folder(connection: &Connection) -> Result<Vec<PhotoId>, StoreError> {
    let mut select = connection.prepare(
        "select id
         from photo
         where picture is null",
    )?;
    let rows = select.query_map([], |row| row.get(0).map(PhotoId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Those of a complaint.
pub fn in_folder_of(connection: &Connection, ticket: Ticket) -> Result<Vec<PhotoId>, StoreError> {
    let mut select = connection.prepare_cached(
        "select id
         from photo
         where ticket = ?1
         and picture is null",
    )?;
    let rows = select.query_map([code::number(ticket)], |row| row.get(0).map(PhotoId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Shows every photo.
pub fn inspect(connection: &Connection, visit: &mut (dyn FnMut(SeenPhoto) + Send)) -> Result<(), StoreError> {
    let mut select = connection.prepare(
        "select p.ticket, p.version, p.id, p.size, p.width, p.height, p.picture, e.text_digest
         from photo p
         left join event e on e.ticket = p.ticket and e.version = p.version and e.kind = ?1
         order by p.ticket, p.version",
    )?;
    let mut rows = select.query([EventKind::PhotoAdded.code()])?;
    while let Some(row) = rows.next()? {
        visit(SeenPhoto {
            number: row.get(0)?,
            version: row.get(1)?,
            id: row.get(2).ok().map(PhotoId),
            said: (row.get(3)?, row.get(4)?, row.get(5)?),
            picture: where_it_is(row, 6)?,
            sealed: row.get(7).ok().flatten(),
        });
    }
    Ok(())
}
