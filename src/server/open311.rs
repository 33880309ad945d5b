//! Who speaks Open311 with this office: the tools of other cities, which bring
//! complaints, and the systems of departments, which get what is forwarded to them.
//!
//! The conversation itself is in [`crate::api::open311`]; how a complaint gets to a
//! department's system, in [`crate::outbox::department`]; a system that does not
//! post its updates is asked for them in [`polling`].

use std::{collections::BTreeMap, time::Duration};

use domain::reference::{Category, Department};
use subtle::ConstantTimeEq as _;
use tokio::sync::{Semaphore, SemaphorePermit};

pub mod polling;

use crate::{channels::http::BaseUrl, failure::Failure, outbox::setup::Token};

/// A list reads up to a thousand rows: so many lists are made at once, and whoever
/// asks for one more waits for this long.
const LISTS: usize = 2;
const PATIENCE: Duration = Duration::from_secs(2);

/// The settings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Open311Settings {
    /// What tools must send with what they file; nothing without.
    pub api_key: Option<Token>,
    /// The systems of departments.
    pub departments: Vec<DepartmentSettings>,
}

/// The system of a department.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DepartmentSettings {
    /// Whose it is.
    pub department: Department,
    /// Where it takes what is forwarded; without, it only answers.
    pub url: Option<BaseUrl>,
    /// What it knows us by, and we know it by.
    pub api_key: Token,
    /// For which place it is asked, where it serves several.
    pub jurisdiction_id: Option<String>,
    /// How it calls our categories, where it has names of its own.
    pub services: BTreeMap<Category, String>,
    /// How often it is asked for its updates; never without.
    pub every: Option<Duration>,
}

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller {
    /// Somebody whom this office does not know.
    Anyone,
    /// A tool with the office's key.
    Tool,
    /// The system of a department.
    Department(Department),
}

/// Whom this office knows.
pub struct Open311 {
    settings: Open311Settings,
    lists: Semaphore,
}

impl Default for Open311 {
    fn default() -> Self {
        Self::new(Open311Settings::default())
    }
}

impl Open311 {
    /// By the settings.
    pub fn new(settings: Open311Settings) -> Self {
        Self { settings, lists: Semaphore::new(LISTS) }
    }

    /// True if a tool needs a key to file.
    pub fn needs_key(&self) -> bool {
        self.settings.api_key.is_some()
    }

    /// Who has this key. Every key is compared, each in a time that does not tell how
    /// much of it was right.
    pub fn caller(&self, sent: Option<&str>) -> Caller {
        let sent = sent.unwrap_or_default().as_bytes();
        let is_key = |key: &Token| bool::from(key.0.as_bytes().ct_eq(sent));
        let mut caller = Caller::Anyone;
        for known in &self.settings.departments {
            if is_key(&known.api_key) {
                caller = Caller::Department(known.department);
            }
        }
        if self.settings.api_key.as_ref().is_some_and(is_key) {
            caller = Caller::Tool;
        }
        caller
    }

    /// Room for one more list.
    ///
    /// # Errors
    /// [`Failure::Busy`] when too many are being made.
    pub async fn begin_list(&self) -> Result<SemaphorePermit<'_>, Failure> {
        match tokio::time::timeout(PATIENCE, self.lists.acquire()).await {
            Ok(Ok(permit)) => Ok(permit),
            _ => Err(Failure::Busy),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Open311 {
        let departments = [("FOOD", "key-of-food"), ("WCD", "key-of-wcd")].map(|(code, key)| DepartmentSettings {
            department: Department::from_code(code).unwrap(),
            url: None,
            api_key: key.parse().unwrap(),
            jurisdiction_id: None,
            services: BTreeMap::new(),
            every: None,
        });
        Open311::new(Open311Settings { api_key: "key-of-tools".parse().ok(), departments: departments.into() })
    }

    #[test]
    fn whoever_asks_is_known_by_the_key() {
        let known = known();

        assert_eq!(known.caller(Some("key-of-tools")), Caller::Tool);
        assert_eq!(known.caller(Some("key-of-wcd")), Caller::Department(Department::from_code("WCD").unwrap()));
        for wrong in [None, Some(""), Some("key-of-"), Some("key-of-tools "), Some("KEY-OF-TOOLS")] {
            assert_eq!(known.caller(wrong), Caller::Anyone, "{wrong:?}");
        }
    }

    #[test]
    fn without_settings_nobody_is_known() {
        assert_eq!(Open311::default().caller(Some("")), Caller::Anyone);
        assert!(!Open311::default().needs_key());
    }

    #[test]
    fn no_setting_prints_a_key() {
        let printed = format!("{:?}", known().settings);

        assert!(!printed.contains("key-of"), "{printed}");
    }
}
