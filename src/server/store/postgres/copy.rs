//! A database on either side of a copy, as of one moment.

use std::{collections::BTreeMap, error::Error, pin::pin};

use async_trait::async_trait;
use domain::statistics::{Facet, Figures};
use futures_util::{TryStreamExt as _, future::try_join_all};
use tokio::sync::{Mutex, mpsc::Sender};
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, private::BytesMut, to_sql_checked};

use super::{
    Address, code,
    fault::Fault,
    figure, filing,
    link::{Link, Links, Transaction, Value},
    migration, standing,
};
use crate::store::{
    StoreError,
    copy::{Batch, Cell, CopySide, OWN_SETTINGS, Row},
};

/// A database on one side of a copy.
pub struct PostgresSide {
    link: Mutex<Link>,
    // Complaints that were taken in: each next one is filed after it.
    filed: Mutex<i64>,
}

impl PostgresSide {
    /// To copy from it: everything is read as of this moment, also while servers go on.
    ///
    /// # Errors
    /// When it cannot be used.
    pub async fn to_read(address: &Address) -> Result<Self, StoreError> {
        Self::open(address, Transaction::Snapshot).await
    }

    /// To copy into it: everything in one transaction.
    ///
    /// # Errors
    /// When it cannot be used.
    pub async fn to_write(address: &Address) -> Result<Self, StoreError> {
        Self::open(address, Transaction::Writing).await
    }

    async fn open(address: &Address, transaction: Transaction) -> Result<Self, StoreError> {
        let links = Links::new(address, 1)?;
        let begin = async {
            let mut link = links.link().await?;
            migration::run(&mut link).await?;
            link.begin(transaction).await?;
            Ok(link)
        };
        let link = begin.await.map_err(Fault::into_error)?;
        Ok(Self { link: Mutex::new(link), filed: Mutex::new(0) })
    }
}

#[async_trait]
impl CopySide for PostgresSide {
    async fn columns(&self, table: &'static str) -> Result<Vec<String>, StoreError> {
        columns(&*self.link.lock().await, table).await.map_err(Fault::into_error)
    }

    async fn count(&self, table: &'static str) -> Result<u64, StoreError> {
        count(&*self.link.lock().await, table).await.map_err(Fault::into_error)
    }

    async fn send(&self, table: &'static str, columns: &[String], to: Sender<Vec<Row>>) -> Result<(), StoreError> {
        send(&*self.link.lock().await, table, columns, &to).await.map_err(Fault::into_error)
    }

    async fn figures(&self) -> Result<(Figures, u64), StoreError> {
        let link = self.link.lock().await;
        let read = async { Ok((figure::load(&link).await?, figure::version(&link).await?)) };
        read.await.map_err(Fault::into_error)
    }

    async fn take(&self, table: &'static str, columns: &[String], rows: Vec<Row>) -> Result<(), StoreError> {
        let link = self.link.lock().await;
        if table == "complaint" {
            let mut filed = self.filed.lock().await;
            file(&link, columns, &rows, &mut filed).await.map_err(Fault::into_error)?;
        }
        take(&link, table, columns, &rows).await.map_err(Fault::into_error)
    }

    async fn count_figures(&self, version: u64) -> Result<(), StoreError> {
        count_figures(&*self.link.lock().await, version).await.map_err(Fault::into_error)
    }

    async fn commit(&self) -> Result<(), StoreError> {
        self.link.lock().await.commit().await.map_err(Fault::into_error)
    }
}

async fn columns(link: &Link, table: &str) -> Result<Vec<String>, Fault> {
    let rows = link
        .query(
            "select cast(column_name as text)
             from information_schema.columns
             where table_schema = current_schema()
             and table_name = $1",
            &[&table],
        )
        .await?;
    let mut columns = rows.iter().map(|row| Ok(row.try_get(0)?)).collect::<Result<Vec<String>, Fault>>()?;
    columns.sort();
    Ok(columns)
}

async fn count(link: &Link, table: &str) -> Result<u64, Fault> {
    let row = link.one(&format!("select count(*) from {table} t{}", but_own(table)), &[]).await?;
    code::small(&row, 0)
}

/// Settings that say how far this database is are not copied.
fn but_own(table: &str) -> String {
    if table == "setting" { format!(" where t.name not in ('{}')", OWN_SETTINGS.join("', '")) } else { String::new() }
}

async fn send(link: &Link, table: &str, columns: &[String], to: &Sender<Vec<Row>>) -> Result<(), Fault> {
    let order = if table == "complaint" { " join filing f on f.ticket = t.ticket order by f.position" } else { "" };
    let named: Vec<_> = columns.iter().map(|column| format!("t.{column}")).collect();
    let statement = format!("select {} from {table} t{}{order}", named.join(", "), but_own(table));
    let mut rows = pin!(link.stream(&statement, &[]).await?);
    let mut batch = Batch::default();
    let gone = |_| StoreError::Unavailable("nobody takes the rows".to_owned());
    while let Some(row) = rows.try_next().await? {
        let row =
            (0..columns.len()).map(|place| Ok(row.try_get::<_, Kept>(place)?.0)).collect::<Result<Row, Fault>>()?;
        if let Some(full) = batch.add(row) {
            to.send(full).await.map_err(gone)?;
        }
    }
    to.send(batch.rest()).await.map_err(gone)?;
    Ok(())
}

async fn take(link: &Link, table: &str, columns: &[String], rows: &[Row]) -> Result<(), Fault> {
    let places: Vec<_> = (1..=columns.len()).map(|place| format!("${place}")).collect();
    let statement = format!("insert into {table} ({}) values ({})", columns.join(", "), places.join(", "));
    let inserts = rows.iter().map(|row| {
        let statement = &statement;
        async move {
            let values: Vec<Value<'_>> = row.iter().map(|cell| cell as Value<'_>).collect();
            link.execute(statement, &values).await
        }
    });
    // Sent one behind the other without waiting for each.
    try_join_all(inserts).await?;
    Ok(())
}

/// Gives complaints their places in the order of filing, before any that will be
/// filed here.
async fn file(link: &Link, columns: &[String], rows: &[Row], filed: &mut i64) -> Result<(), Fault> {
    let unknown = || StoreError::Corrupt("a complaint without a number".to_owned());
    let place = columns.iter().position(|column| column == "ticket").ok_or_else(unknown)?;
    let mut adding = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(Cell::Number(number)) = row.get(place) else { return Err(unknown().into()) };
        let ticket = code::ticket(*number)?;
        *filed += 1;
        adding.push(filing::add(link, figure::slot_of(ticket), *filed, ticket));
    }
    try_join_all(adding).await?;
    Ok(())
}

/// Counts every complaint in its slot.
async fn count_figures(link: &Link, version: u64) -> Result<(), Fault> {
    let mut counts: BTreeMap<i64, BTreeMap<Facet, i64>> = BTreeMap::new();
    {
        let statement = format!("select {} from complaint c", standing::COLUMNS);
        let mut rows = pin!(link.stream(&statement, &[]).await?);
        while let Some(row) = rows.try_next().await? {
            let standing = standing::read(&row)?;
            let slot = counts.entry(figure::slot_of(standing.ticket)).or_default();
            *slot.entry(standing.facet()).or_default() += 1;
        }
    }
    // The first slot carries the version on, so that no cache takes these figures for
    // others.
    let version = i64::try_from(version).unwrap_or(i64::MAX);
    for slot in 0..figure::SLOTS {
        let version = if slot == 0 { version } else { 1 };
        link.execute("update figure_slot set version = $2 where slot = $1", &[&slot, &version]).await?;
        let changes: Vec<_> = counts.remove(&slot).unwrap_or_default().into_iter().collect();
        for some in changes.chunks(500) {
            try_join_all(some.iter().map(|change| figure::change(link, slot, version, std::slice::from_ref(change))))
                .await?;
        }
    }
    Ok(())
}

/// Written as the type of its column.
impl ToSql for Cell {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Self::Absent => Ok(IsNull::Yes),
            Self::Number(number) if *kind == Type::BOOL => (*number != 0).to_sql(kind, out),
            Self::Number(number) => number.to_sql(kind, out),
            Self::Text(text) => text.to_sql(kind, out),
            Self::Bytes(bytes) => bytes.to_sql(kind, out),
        }
    }

    fn accepts(kind: &Type) -> bool {
        matches!(*kind, Type::BOOL | Type::INT8 | Type::TEXT | Type::BYTEA)
    }

    to_sql_checked!();
}

/// A cell as it is read.
struct Kept(Cell);

impl<'a> FromSql<'a> for Kept {
    fn from_sql(kind: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self(match *kind {
            Type::BOOL => Cell::Number(i64::from(bool::from_sql(kind, raw)?)),
            Type::INT8 => Cell::Number(i64::from_sql(kind, raw)?),
            Type::BYTEA => Cell::Bytes(Vec::from_sql(kind, raw)?),
            _ => Cell::Text(String::from_sql(kind, raw)?),
        }))
    }

    fn from_sql_null(_kind: &Type) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self(Cell::Absent))
    }

    fn accepts(kind: &Type) -> bool {
        <Cell as ToSql>::accepts(kind)
    }
}
