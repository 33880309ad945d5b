//! `sunwai copy`: moves an office from one kind of database to the other, into an
//! empty one, all of it or nothing. Every row is read back and compared before it is
//! made last.

use clap::Args;
use tokio::sync::mpsc;

use crate::{
    config::{Database, Written},
    store::{
        StoreError,
        copy::{CopySide, Row, Sum, TABLES},
        postgres::PostgresSide,
        sqlite::SqliteSide,
    },
};

/// Batches that wait to be taken in.
const WAITING: usize = 2;

/// From where to where.
#[derive(Args, Clone, Debug)]
#[command(after_help = "The secret and the folder of photos are not in the database: name the same ones to the \
    servers of the new one (SUNWAI_SECRET_FILE, SUNWAI_PHOTOS). Then: sunwai check --database ADDRESS")]
pub struct Asked {
    /// The database that is copied: sqlite: and a file that no server uses, or postgres://…
    #[arg(long, env = "SUNWAI_COPY_FROM", value_name = "ADDRESS", hide_env_values = true)]
    from: Written,
    /// The database that becomes the copy; it must be empty
    #[arg(long, env = "SUNWAI_COPY_TO", value_name = "ADDRESS", hide_env_values = true)]
    to: Written,
}

/// Copies, and says how far it is.
///
/// # Errors
/// What is wrong, in a sentence; then nothing was copied.
pub async fn copy(asked: &Asked) -> Result<(), String> {
    let named = |name: &str, wrong: String| format!("--{name}: {wrong}");
    let source = asked.from.database().map_err(|wrong| named("from", wrong))?;
    let target = asked.to.database().map_err(|wrong| named("to", wrong))?;
    let from = open_from(&source).await?;
    let to = open_to(&target).await?;
    let broken = |error: StoreError| format!("Nothing was copied: {error}");
    refuse_unless_empty(&*to, &target).await?;
    let mut sums = Vec::with_capacity(TABLES.len());
    for table in TABLES {
        sums.push(copy_table(&*from, &*to, table).await.map_err(broken)?);
    }
    let (figures, version) = from.figures().await.map_err(broken)?;
    to.count_figures(version + 1).await.map_err(broken)?;
    eprintln!("Reading back …");
    for (table, copied) in TABLES.into_iter().zip(&sums) {
        if read_back(&*to, table).await.map_err(broken)? != *copied {
            return Err(format!("Nothing was copied: what stands in {table} is not what was read."));
        }
    }
    if to.figures().await.map_err(broken)?.0 != figures {
        return Err(format!(
            "Nothing was copied: the figures of {} are not those of its complaints. See: sunwai check",
            source
        ));
    }
    to.commit().await.map_err(broken)?;
    let rows: u64 = sums.iter().map(|sum| sum.rows).sum();
    println!(
        "{} complaints, {} events, {rows} rows in all: copied to {}, read back and found the same.",
        sums[0].rows, sums[1].rows, target
    );
    Ok(())
}

async fn open_from(database: &Database) -> Result<Box<dyn CopySide>, String> {
    let closed = |error: StoreError| format!("The database {database} cannot be opened: {error}");
    Ok(match database {
        Database::File(path) if !path.exists() => return Err(format!("There is no database {database}.")),
        Database::File(path) => Box::new(SqliteSide::open(path).map_err(closed)?),
        Database::Postgres(address) => Box::new(PostgresSide::to_read(address).await.map_err(closed)?),
    })
}

async fn open_to(database: &Database) -> Result<Box<dyn CopySide>, String> {
    let closed = |error: StoreError| format!("The database {database} cannot be opened: {error}");
    Ok(match database {
        Database::File(path) => Box::new(SqliteSide::open(path).map_err(closed)?),
        Database::Postgres(address) => Box::new(PostgresSide::to_write(address).await.map_err(closed)?),
    })
}

async fn refuse_unless_empty(to: &dyn CopySide, database: &Database) -> Result<(), String> {
    for table in TABLES {
        let held = to.count(table).await.map_err(|error| format!("The database {database} cannot be read: {error}"))?;
        if held > 0 {
            return Err(format!("The database {database} is not empty: {table} has {held} rows. Name a new one."));
        }
    }
    Ok(())
}

/// What the rows of a table come to that went over.
async fn copy_table(from: &dyn CopySide, to: &dyn CopySide, table: &'static str) -> Result<Sum, StoreError> {
    let columns = from.columns(table).await?;
    if columns != to.columns(table).await? {
        return Err(StoreError::Unavailable(format!("{table} has other columns there")));
    }
    let all = from.count(table).await?;
    let (sender, mut sent) = mpsc::channel::<Vec<Row>>(WAITING);
    let named = &columns;
    // Moved in, so that whoever sends is told when nobody takes any more.
    let taking = async move {
        let mut sum = Sum::default();
        while let Some(rows) = sent.recv().await {
            let before = sum.rows;
            sum.add(&rows);
            to.take(table, named, rows).await?;
            tell(table, before, sum.rows, all);
        }
        Ok::<_, StoreError>(sum)
    };
    let (sent, taken) = tokio::join!(from.send(table, &columns, sender), taking);
    // Why nobody took the rows any more is what there is to know.
    let sum = taken?;
    sent?;
    Ok(sum)
}

/// A line at every tenth.
fn tell(table: &str, before: u64, now: u64, all: u64) {
    let tenths = |rows: u64| (rows * 10).checked_div(all).unwrap_or(10);
    if tenths(now) > tenths(before) || (before == 0 && now > 0) {
        eprintln!("{table}: {now} of {all} rows");
    }
}

async fn read_back(to: &dyn CopySide, table: &'static str) -> Result<Sum, StoreError> {
    let columns = to.columns(table).await?;
    let (sender, mut sent) = mpsc::channel::<Vec<Row>>(WAITING);
    let adding = async {
        let mut sum = Sum::default();
        while let Some(rows) = sent.recv().await {
            sum.add(&rows);
        }
        sum
    };
    let (sent, sum) = tokio::join!(to.send(table, &columns, sender), adding);
    sent.map(|()| sum)
}
