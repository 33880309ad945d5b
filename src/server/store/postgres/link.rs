//! A connection for as long as someone works with it, and the two handfuls of them.

use std::time::Duration;

use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, PoolError, RecyclingMethod, Runtime, Timeouts};
use tokio_postgres::{NoTls, Row, RowStream, config::SslMode, types::ToSql};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::{
    address::Address,
    fault::{Fault, words},
};
use crate::store::StoreError;

/// For citizens, and for all that is written. PostgreSQL is happy with a few per
/// core, and refuses more than a hundred by default: several servers share them.
pub const CITIZENS: usize = 16;

/// For the desk, whose questions read more: citizens do not wait for them.
pub const DESK: usize = 4;

/// So many may wait for a connection; beyond, the store says that it is busy.
const QUEUE: usize = 1_024;

/// And so long each.
const PATIENCE: Duration = Duration::from_secs(5);

/// A parameter of a statement.
pub type Value<'a> = &'a (dyn ToSql + Sync);

/// A handful of connections.
#[derive(Clone)]
pub struct Links(Pool);

impl Links {
    /// Connections that are made when they are needed.
    ///
    /// # Errors
    /// When the certificates that this machine trusts cannot be read.
    pub fn new(address: &Address, most: usize) -> Result<Self, StoreError> {
        let config = address.config().clone();
        let how = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let manager = if config.get_ssl_mode() == SslMode::Disable {
            Manager::from_config(config, NoTls, how)
        } else {
            let unread = || StoreError::Unavailable("no certificate is trusted by this machine".to_owned());
            let (tls, unreadable) = MakeRustlsConnect::with_native_certs().map_err(|_| unread())?;
            if !unreadable.is_empty() {
                tracing::warn!(count = unreadable.len(), "certificates of this machine could not be read");
            }
            Manager::from_config(config, tls, how)
        };
        let waiting = Timeouts { wait: Some(PATIENCE), create: Some(PATIENCE), recycle: Some(PATIENCE) };
        let pool = Pool::builder(manager).max_size(most).runtime(Runtime::Tokio1).timeouts(waiting).build();
        pool.map(Self).map_err(|error| StoreError::Unavailable(error.to_string()))
    }

    /// A connection.
    pub async fn link(&self) -> Result<Link, Fault> {
        if self.0.status().waiting > QUEUE {
            return Err(StoreError::Busy.into());
        }
        match self.0.get().await {
            Ok(client) => Ok(Link { client: Some(client), is_in_transaction: false }),
            Err(PoolError::Backend(error)) => {
                Err(StoreError::Unavailable(format!("the database cannot be reached: {}", words(&error))).into())
            }
            Err(PoolError::Timeout(deadpool_postgres::TimeoutType::Wait)) => Err(StoreError::Busy.into()),
            Err(error) => Err(StoreError::Unavailable(format!("the database cannot be reached: {error}")).into()),
        }
    }
}

/// What a transaction sees and may do.
#[derive(Clone, Copy)]
pub enum Transaction {
    /// Writes; each statement sees what was committed before it.
    Writing,
    /// Reads what was committed at one moment.
    Snapshot,
}

/// A connection. One whose transaction nobody ended is thrown away, and the
/// database undoes it.
pub struct Link {
    client: Option<Object>,
    is_in_transaction: bool,
}

impl Drop for Link {
    fn drop(&mut self) {
        if let Some(client) = self.client.take().filter(|_| self.is_in_transaction) {
            drop(Object::take(client));
        }
    }
}

impl Link {
    fn client(&self) -> &Object {
        self.client.as_ref().expect("it is there until it is dropped")
    }

    /// Every row that a statement answers.
    pub async fn query(&self, statement: &str, values: &[Value<'_>]) -> Result<Vec<Row>, Fault> {
        let prepared = self.client().prepare_cached(statement).await?;
        Ok(self.client().query(&prepared, values).await?)
    }

    /// As [`Link::query`], of a statement that is put together: there are too many of
    /// them to keep each prepared.
    pub async fn query_once(&self, statement: &str, values: &[Value<'_>]) -> Result<Vec<Row>, Fault> {
        Ok(self.client().query(statement, values).await?)
    }

    /// The first row, if there is one.
    pub async fn first(&self, statement: &str, values: &[Value<'_>]) -> Result<Option<Row>, Fault> {
        Ok(self.query(statement, values).await?.into_iter().next())
    }

    /// The row that a count or the like always answers.
    pub async fn one(&self, statement: &str, values: &[Value<'_>]) -> Result<Row, Fault> {
        let first = self.first(statement, values).await?;
        first.ok_or_else(|| StoreError::Corrupt("an answer without a row".to_owned()).into())
    }

    /// The rows one by one, for what does not fit into memory.
    pub async fn stream(&self, statement: &str, values: &[Value<'_>]) -> Result<RowStream, Fault> {
        Ok(self.client().query_raw(statement, values.iter().copied()).await?)
    }

    /// How many rows were changed.
    pub async fn execute(&self, statement: &str, values: &[Value<'_>]) -> Result<u64, Fault> {
        let prepared = self.client().prepare_cached(statement).await?;
        Ok(self.client().execute(&prepared, values).await?)
    }

    /// Statements without parameters.
    pub async fn batch(&self, statements: &str) -> Result<(), Fault> {
        Ok(self.client().batch_execute(statements).await?)
    }

    /// Begins a transaction.
    pub async fn begin(&mut self, kind: Transaction) -> Result<(), Fault> {
        self.is_in_transaction = true;
        self.batch(match kind {
            Transaction::Writing => "begin isolation level read committed",
            Transaction::Snapshot => "begin isolation level repeatable read, read only",
        })
        .await
    }

    /// Makes what was done last.
    pub async fn commit(&mut self) -> Result<(), Fault> {
        self.batch("commit").await?;
        self.is_in_transaction = false;
        Ok(())
    }

    /// Undoes what was done.
    pub async fn roll_back(&mut self) -> Result<(), Fault> {
        self.batch("rollback").await?;
        self.is_in_transaction = false;
        Ok(())
    }
}
