//! Opens the office: database and secret, each made at the first start.

use std::{collections::HashSet, path::Path, sync::Arc};

use crate::{
    album::{Album, Folder},
    chance::SystemChance,
    channels,
    clock::SystemClock,
    config::{Database, PhotoPlace, Settings},
    limits::Limits,
    metrics::WriterMeter,
    office::Office,
    open311::Open311,
    outbox::setup::{set_up, set_up_departments},
    secret::{Secret, load, load_or_make},
    store::{
        BesideStore, InspectStore, PhotoStore, SettingStore, Store, StoreError,
        postgres::PostgresStore,
        sqlite::{SqliteReader, SqliteStaff, SqliteStore},
    },
    texts,
};

/// The setting under which a database remembers its secret.
pub const MARK: &str = "secret_mark";

/// The setting that says that the complaints of a database are made up.
const MADE_UP: &str = "made_up";

/// The office of these settings, from which no letter goes out and for which none
/// is written.
///
/// # Errors
/// What is wrong and what to do about it, in a sentence.
pub async fn open(settings: &Settings) -> Result<Arc<Office>, String> {
    office(settings).await.map(Arc::new)
}

/// The office of these settings, which tells citizens what happens; but nobody of
/// made-up complaints, whose telephones may be anybody's.
///
/// # Errors
/// What is wrong and what to do about it, in a sentence.
pub async fn open_to_citizens(settings: &Settings) -> Result<Arc<Office>, String> {
    let office = office(settings).await?.with_helpline(settings.helpline.clone());
    let office = office.with_embed_hosts(settings.embed_hosts.clone());
    let office = office.with_open311(Open311::new(settings.open311.clone()));
    let office = match &settings.limits {
        Some(trusted) => office.with_limits(Limits::new(trusted.clone())),
        None => office,
    };
    if office.store.setting(MADE_UP).await.map_err(unreadable)?.is_some() {
        tracing::warn!("the complaints of this database are made up: no letter goes out, and no post is read");
        return Ok(Arc::new(office));
    }
    let channels = channels::setup::set_up(&settings.channels)?;
    let outbox = set_up(&settings.outbox)?.with_departments(set_up_departments(&settings.open311.departments)?);
    Ok(Arc::new(office.with_outbox(outbox).with_channels(channels).with_keep_years(settings.keep_years)))
}

/// Says for ever that the complaints of this office are made up.
///
/// # Errors
/// When it cannot be written, in a sentence.
pub async fn mark_as_made_up(office: &Office) -> Result<(), String> {
    let marked = office.store.keep_setting(MADE_UP, "yes".to_owned()).await;
    marked.map_err(|error| format!("The database cannot be written: {error}"))
}

fn unreadable(error: StoreError) -> String {
    format!("The database cannot be read: {error}")
}

async fn office(settings: &Settings) -> Result<Office, String> {
    texts::prepare(&settings.prefix);
    let Opened { store, secret, meter } = database(settings).await?;
    let album = album(&settings.photos, &*store, &secret).await?;
    let (clock, chance) = (Arc::new(SystemClock), Arc::new(SystemChance));
    let office = Office::new(store, clock, chance, secret, &settings.prefix, &settings.public_url);
    Ok(office.with_album(album).with_writer(meter))
}

/// Opens the folder of photos, if there is one, and removes what a start before
/// this one began and did not finish.
///
/// # Errors
/// What is wrong and what to do about it, in a sentence.
pub async fn album(place: &PhotoPlace, store: &dyn PhotoStore, secret: &Secret) -> Result<Album, String> {
    let known = store.photos_in_folder().await;
    let known: HashSet<_> =
        known.map_err(|error| format!("The database cannot be read: {error}"))?.into_iter().collect();
    match place {
        PhotoPlace::Database if known.is_empty() => Ok(Album::Database),
        PhotoPlace::Database => Err(format!(
            "{} photos of this database are in a folder, and it is not said in which: set SUNWAI_PHOTOS.",
            known.len()
        )),
        PhotoPlace::Folder(path) => {
            let folder = Folder::open(path, &secret.mark()).map_err(|problem| problem.to_string())?;
            let removed = folder.sweep(&known).map_err(|problem| problem.to_string())?;
            if removed > 0 {
                tracing::info!(removed, "files of photos that were never written down were removed");
            }
            Ok(Album::Folder(folder))
        }
    }
}

/// Opens the accounts alone, also while servers use the database.
///
/// # Errors
/// What is wrong and what to do about it, in a sentence.
pub async fn open_staff(settings: &Settings) -> Result<(Box<dyn BesideStore>, Secret), String> {
    let database = &settings.database;
    let path = match database {
        Database::File(path) => path,
        Database::Postgres(address) => {
            let store =
                PostgresStore::connect(address, &SystemChance).await.map_err(|error| closed(database, &error))?;
            let secret = secret_of(&store, settings).await?;
            return Ok((Box::new(store), secret));
        }
    };
    let secret = secret_beside(path, settings)?;
    let store = SqliteStaff::open(path).map_err(|error| closed(database, &error))?;
    check_mark(&store, &secret, &settings.secret_file).await?;
    Ok((Box::new(store), secret))
}

/// Opens a database that is there to look at all that is in it, also while servers
/// use it.
///
/// # Errors
/// What is wrong, in a sentence.
pub async fn open_to_inspect(database: &Database) -> Result<Box<dyn InspectStore>, String> {
    match database {
        Database::File(path) if !path.exists() => Err(format!("There is no database {database}.")),
        Database::File(path) => {
            let reader = SqliteReader::open(path).map_err(|error| closed(database, &error))?;
            Ok(Box::new(reader))
        }
        Database::Postgres(address) => {
            let store =
                PostgresStore::connect(address, &SystemChance).await.map_err(|error| closed(database, &error))?;
            Ok(Box::new(store))
        }
    }
}

/// A database, its secret, and what its writer does; without one, nothing is counted.
struct Opened {
    store: Arc<dyn Store>,
    secret: Secret,
    meter: Arc<WriterMeter>,
}

/// Opens the database with its secret; each is made at the first start.
async fn database(settings: &Settings) -> Result<Opened, String> {
    let database = &settings.database;
    match database {
        Database::File(path) => {
            let secret = secret_beside(path, settings)?;
            let store = SqliteStore::open(path).map_err(|error| closed(database, &error))?;
            check_mark(&store, &secret, &settings.secret_file).await?;
            Ok(Opened { meter: store.meter(), store: Arc::new(store), secret })
        }
        Database::Postgres(address) => {
            let store = PostgresStore::open(address, &SystemChance).await.map_err(|error| closed(database, &error))?;
            let secret = secret_of(&store, settings).await?;
            Ok(Opened { meter: Arc::default(), store: Arc::new(store), secret })
        }
    }
}

fn closed(database: &Database, error: &StoreError) -> String {
    format!("The database {database} cannot be opened: {error}")
}

/// The secret of a database in a file. A database without its secret is refused: a
/// new one would make every slip that was handed out worthless.
fn secret_beside(path: &Path, settings: &Settings) -> Result<Secret, String> {
    let is_new = !path.exists();
    let secret = if is_new { load_or_make(&settings.secret_file, &SystemChance) } else { load(&settings.secret_file) };
    secret.map_err(|problem| problem.to_string())
}

/// The secret of a database that is there in any case: it is new as long as no
/// secret has marked it. Of two servers that start at the same moment with secrets
/// of their own the second one is refused.
async fn secret_of(store: &dyn SettingStore, settings: &Settings) -> Result<Secret, String> {
    let is_new = store.setting(MARK).await.map_err(unreadable)?.is_none();
    let secret = if is_new { load_or_make(&settings.secret_file, &SystemChance) } else { load(&settings.secret_file) };
    let secret = secret.map_err(|problem| problem.to_string())?;
    check_mark(store, &secret, &settings.secret_file).await?;
    Ok(secret)
}

/// Another database's secret is noticed before it opens nothing.
async fn check_mark(store: &dyn SettingStore, secret: &Secret, path: &Path) -> Result<(), String> {
    let mark = secret.mark();
    let known = match store.setting(MARK).await.map_err(unreadable)? {
        Some(known) => known,
        None => store.keep_first(MARK, mark.clone()).await.map_err(unreadable)?,
    };
    if known == mark {
        return Ok(());
    }
    Err(format!("{} is the secret of another database: no PIN and no link of this one would open.", path.display()))
}
