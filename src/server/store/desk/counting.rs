//! What the board counts of the rows that a store shows to it.

use std::collections::HashMap;

use domain::{
    ageing::{self, Ages},
    likeness::{CLUSTER_MIN, place_key},
    reference::{Category, District},
    statistics::UNASSIGNED,
    time::Timestamp,
    wire::desk::{Ageing, Cluster},
};

/// How old the open complaints are, by department and by district.
pub struct Counting {
    ages: Ages,
    departments: Counts,
    districts: Counts,
}

impl Counting {
    /// Nothing yet, at this moment.
    pub fn at(now: Timestamp) -> Self {
        Self { ages: Ages::at(now), departments: Counts::default(), districts: Counts::default() }
    }

    /// Counts a complaint.
    pub fn count(
        &mut self,
        department: Option<&str>,
        district: &str,
        received_at: Timestamp,
        due_at: Timestamp,
        owes_reply: bool,
    ) {
        let places = [(&mut self.departments, department.unwrap_or(UNASSIGNED)), (&mut self.districts, district)];
        for (counts, code) in places {
            self.ages.count(counts.of(code), received_at, due_at, owes_reply);
        }
    }

    /// By department and by district.
    pub fn sorted(self) -> (Vec<Ageing>, Vec<Ageing>) {
        (self.departments.sorted(), self.districts.sorted())
    }
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

/// Complaints by what they are about, where, and how their place is written.
#[derive(Default)]
pub struct Clusters(HashMap<(Category, District, String), Alike>);

impl Clusters {
    /// Adds a complaint; the oldest first.
    pub fn add(&mut self, category: Category, district: District, place: String, since: Timestamp) {
        let Some(key) = place_key(&place) else { return };
        let first = || Alike { since, spellings: HashMap::new() };
        let alike = self.0.entry((category, district, key)).or_insert_with(first);
        *alike.spellings.entry(place).or_default() += 1;
    }

    /// Where many are alike, most first.
    pub fn sorted(self) -> Vec<Cluster> {
        let clusters = self.0.into_iter();
        let mut clusters: Vec<_> =
            clusters.filter_map(|((category, district, _), alike)| alike.cluster(category, district)).collect();
        clusters
            .sort_by(|one, other| (other.count, one.since, &one.place).cmp(&(one.count, other.since, &other.place)));
        clusters
    }
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
