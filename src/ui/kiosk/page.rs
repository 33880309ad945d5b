//! Which page an address names: the one table of the kiosk's pages.

use domain::paths::kiosk::{APP, page};

/// A page of the kiosk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KioskPage {
    /// The form, and then the slip.
    Form,
    /// What was filed today.
    Today,
    /// Whether everything works.
    Health,
    /// There is no such page.
    Unknown,
}

impl KioskPage {
    /// The page at a path.
    pub fn at(path: &str) -> Self {
        match path.strip_suffix('/').unwrap_or(path) {
            APP => Self::Form,
            page::TODAY => Self::Today,
            page::HEALTH => Self::Health,
            _ => Self::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_names_its_page() {
        assert_eq!(KioskPage::at("/kiosk"), KioskPage::Form);
        assert_eq!(KioskPage::at("/kiosk/"), KioskPage::Form);
        assert_eq!(KioskPage::at("/kiosk/today"), KioskPage::Today);
        assert_eq!(KioskPage::at("/kiosk/health"), KioskPage::Health);
        assert_eq!(KioskPage::at("/kiosk/nowhere"), KioskPage::Unknown);
    }
}
