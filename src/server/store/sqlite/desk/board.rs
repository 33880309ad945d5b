//! The board: how old the open complaints are, and where many are alike.

use std::collections::HashMap;

use domain::{
    ageing::{self, Ages},
    likeness::{CLUSTER_MIN, LIKE_DAYS, place_key},
    reference::{Category, District},
    staff::Sight,
    statistics::UNASSIGNED,
    time::Timestamp,
    wire::desk::{Ageing, Board, Cluster},
};
use rusqlite::{Connection, params};

use super::scope::{self, Scope};
use crate::store::{
    StoreError,
    desk::{Filter, Status},
    sqlite::code,
};

/// What the role may see of what is open, of one moment.
pub fn board(connection: &Connection, sight: &Sight, now: Timestamp) -> Result<Board, StoreError> {
    let mut board = Board { as_of: now, departments: Vec::new(), districts: Vec::new(), clusters: Vec::new() };
    let open = Filter { status: Some(Status::Open), ..Filter::default() };
    if let Some(scope) = Scope::of(sight, &open) {
        let snapshot = connection.unchecked_transaction()?;
        (board.departments, board.districts) = ages(&snapshot, &scope, now)?;
        board.clusters = clusters(&snapshot, &scope, now)?;
        snapshot.finish()?;
    }
    Ok(board)
}

/// Counts by department and by district.
fn ages(connection: &Connection, scope: &Scope, now: Timestamp) -> Result<(Vec<Ageing>, Vec<Ageing>), StoreError> {
    let mut select = connection.prepare_cached(&format!(
        "select department, district, received_at, due_at, {}
         from complaint indexed by complaint_by_state
         where {}{}",
        scope::owes_reply(),
        scope.state_condition(),
        scope.conditions(),
    ))?;
    let ages = Ages::at(now);
    let (mut departments, mut districts) = (Counts::default(), Counts::default());
    let mut rows = select.query(params![None::<i64>, None::<i64>, now.0])?;
    while let Some(row) = rows.next()? {
        let code = |place| row.get_ref(place)?.as_str_or_null().map_err(rusqlite::Error::from);
        let (received_at, due_at) = (code::moment(row, 2)?, code::moment(row, 3)?);
        let owes_reply = row.get(4)?;
        for (counts, code) in [(&mut departments, code(0)?), (&mut districts, code(1)?)] {
            ages.count(counts.of(code.unwrap_or(UNASSIGNED)), received_at, due_at, owes_reply);
        }
    }
    Ok((departments.sorted(), districts.sorted()))
}

/// Counts by code.
#[derive(Default)]
struct Counts(HashMap<String, Ageing>);

impl Counts {
    fn of(&mut self, code: &str) -> &mut Ageing {
        if !self.0.contains_key(code) {
            self.0.insert(code.to_owned(), Ageing { key: code.to_owned(), ..Ageing::default() });
        }
        self.0.get_mut(code).expect("it was put there")
    }

    fn sorted(self) -> Vec<Ageing> {
        let mut all: Vec<_> = self.0.into_values().collect();
        ageing::sort(&mut all);
        all
    }
}

/// Open complaints of the last days that are alike.
fn clusters(connection: &Connection, scope: &Scope, now: Timestamp) -> Result<Vec<Cluster>, StoreError> {
    let mut select = connection.prepare_cached(&format!(
        "select category, district, place, received_at
         from complaint indexed by complaint_by_receipt
         where received_at >= ?1
         and place is not null
         and {}{}
         order by received_at",
        scope.state_condition(),
        scope.conditions()
    ))?;
    let mut alike: HashMap<(Category, District, String), Alike> = HashMap::new();
    let mut rows = select.query([now.plus_days(-LIKE_DAYS).0])?;
    while let Some(row) = rows.next()? {
        let category = code::required(row, 0, Category::from_code)?;
        let district = code::required(row, 1, District::from_code)?;
        let place: String = row.get(2)?;
        let Some(key) = place_key(&place) else { continue };
        let since = code::moment(row, 3)?;
        let alike =
            alike.entry((category, district, key)).or_insert_with(|| Alike { since, spellings: HashMap::new() });
        *alike.spellings.entry(place).or_default() += 1;
    }
    let mut clusters: Vec<_> =
        alike.into_iter().filter_map(|((category, district, _), alike)| alike.cluster(category, district)).collect();
    clusters.sort_by(|one, other| (other.count, one.since, &one.place).cmp(&(one.count, other.since, &other.place)));
    Ok(clusters)
}

/// Complaints that are alike, by how their place was written.
struct Alike {
    since: Timestamp,
    spellings: HashMap<String, u32>,
}

impl Alike {
    fn cluster(self, category: Category, district: District) -> Option<Cluster> {
        let count = self.spellings.values().sum();
        let (place, _) =
            self.spellings.into_iter().max_by(|one, other| one.1.cmp(&other.1).then_with(|| other.0.cmp(&one.0)))?;
        (count >= CLUSTER_MIN).then_some(Cluster { category, district, place, count, since: self.since })
    }
}
