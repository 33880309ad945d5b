//! The parameters of a statement that is put together: each gets its number when
//! it is named, because PostgreSQL takes none that is not used.

use tokio_postgres::types::ToSql;

use crate::store::postgres::link::Value;

/// The parameters so far.
#[derive(Default)]
pub struct Values(Vec<Box<dyn ToSql + Send + Sync>>);

impl Values {
    /// Adds one; what stands for it in the statement.
    pub fn name(&mut self, value: impl ToSql + Send + Sync + 'static) -> String {
        self.0.push(Box::new(value));
        format!("${}", self.0.len())
    }

    /// All of them.
    pub fn all(&self) -> Vec<Value<'_>> {
        self.0.iter().map(|value| &**value as Value<'_>).collect()
    }
}
