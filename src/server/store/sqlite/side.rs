//! A file on either side of a copy. Nobody else uses it meanwhile.

use std::{
    fs::File,
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use async_trait::async_trait;
use domain::statistics::Figures;
use rusqlite::{Connection, params_from_iter, types::Value};
use tokio::sync::mpsc::Sender;

use super::{connect, dossier, figure, lock, migration, setting};
use crate::store::{
    StoreError,
    copy::{Batch, Cell, CopySide, OWN_SETTINGS, Row},
    kept::Changes,
};

/// A file on one side of a copy.
pub struct SqliteSide {
    connection: Arc<Mutex<Connection>>,
    _lock: File,
}

impl SqliteSide {
    /// Opens the file, brings it to the newest migration and begins a transaction.
    ///
    /// # Errors
    /// When it cannot be used, or a server uses it.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let lock = lock(path)?;
        let mut connection = connect(path)?;
        migration::run(&mut connection)?;
        connection.execute_batch("begin")?;
        Ok(Self { connection: Arc::new(Mutex::new(connection)), _lock: lock })
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        free(&self.connection)
    }
}

fn free(connection: &Mutex<Connection>) -> MutexGuard<'_, Connection> {
    connection.lock().unwrap_or_else(PoisonError::into_inner)
}

#[async_trait]
impl CopySide for SqliteSide {
    async fn columns(&self, table: &'static str) -> Result<Vec<String>, StoreError> {
        let connection = self.connection();
        let mut select = connection.prepare("select name from pragma_table_info(?1) order by name")?;
        let rows = select.query_map([table], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    async fn count(&self, table: &'static str) -> Result<u64, StoreError> {
        let statement = format!("select count(*) from {table}{}", but_own(table));
        let count: i64 = self.connection().query_row(&statement, [], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }

    async fn send(&self, table: &'static str, columns: &[String], to: Sender<Vec<Row>>) -> Result<(), StoreError> {
        let (connection, columns) = (Arc::clone(&self.connection), columns.to_vec());
        let sent = tokio::task::spawn_blocking(move || send(&free(&connection), table, &columns, &to)).await;
        sent.unwrap_or_else(|stopped| Err(StoreError::Unavailable(stopped.to_string())))
    }

    async fn figures(&self) -> Result<(Figures, u64), StoreError> {
        let connection = self.connection();
        Ok((figure::load(&connection)?, setting::figures_version(&connection)?))
    }

    async fn take(&self, table: &'static str, columns: &[String], rows: Vec<Row>) -> Result<(), StoreError> {
        let places: Vec<_> = (1..=columns.len()).map(|place| format!("?{place}")).collect();
        let statement = format!("insert into {table} ({}) values ({})", columns.join(", "), places.join(", "));
        let connection = self.connection();
        let mut insert = connection.prepare_cached(&statement)?;
        for row in rows {
            insert.execute(params_from_iter(row.into_iter().map(value)))?;
        }
        Ok(())
    }

    async fn count_figures(&self, version: u64) -> Result<(), StoreError> {
        let connection = self.connection();
        let counted = dossier::count(&connection)?;
        let changes: Changes = counted.cells().map(|(facet, count)| (facet, i64::from(count))).collect();
        figure::change(&connection, &changes)?;
        setting::keep(&connection, setting::FIGURES_VERSION, &version.to_string())
    }

    async fn commit(&self) -> Result<(), StoreError> {
        Ok(self.connection().execute_batch("commit")?)
    }
}

/// Settings that say how far this file is are not copied.
fn but_own(table: &str) -> String {
    if table == "setting" { format!(" where name not in ('{}')", OWN_SETTINGS.join("', '")) } else { String::new() }
}

fn send(connection: &Connection, table: &str, columns: &[String], to: &Sender<Vec<Row>>) -> Result<(), StoreError> {
    // Row numbers are the order of filing.
    let order = if table == "complaint" { " order by rowid" } else { "" };
    let mut select =
        connection.prepare(&format!("select {} from {table}{}{order}", columns.join(", "), but_own(table)))?;
    let mut rows = select.query([])?;
    let mut batch = Batch::default();
    let gone = |_| StoreError::Unavailable("nobody takes the rows".to_owned());
    while let Some(row) = rows.next()? {
        let row = (0..columns.len()).map(|place| Ok(cell(row.get(place)?))).collect::<Result<Row, StoreError>>()?;
        if let Some(full) = batch.add(row) {
            to.blocking_send(full).map_err(gone)?;
        }
    }
    to.blocking_send(batch.rest()).map_err(gone)
}

fn cell(value: Value) -> Cell {
    match value {
        Value::Null => Cell::Absent,
        Value::Integer(number) => Cell::Number(number),
        Value::Text(text) => Cell::Text(text),
        Value::Blob(bytes) => Cell::Bytes(bytes),
        // No column holds fractions.
        Value::Real(number) => Cell::Text(number.to_string()),
    }
}

fn value(cell: Cell) -> Value {
    match cell {
        Cell::Absent => Value::Null,
        Cell::Number(number) => Value::Integer(number),
        Cell::Text(text) => Value::Text(text),
        Cell::Bytes(bytes) => Value::Blob(bytes),
    }
}
