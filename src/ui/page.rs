//! Which page an address names: the one table of the citizens' pages.

use domain::paths::page;

use crate::text::Text;

/// A page of the citizens' app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// Three clear ways.
    Home,
    /// The form and, once it is sent, the receipt.
    Complain,
    /// The number is asked for.
    Status,
    /// The status of this ticket, as it was typed into the address.
    Ticket(String),
    /// The figures.
    Results,
    /// The complaints on this phone.
    Mine,
    /// What is asked, why, for how long.
    Privacy,
    /// What works for whom.
    Accessibility,
    /// There is no such page.
    Unknown,
}

impl Page {
    /// The page at a path.
    pub fn at(path: &str) -> Self {
        let path = path.strip_suffix('/').filter(|shorter| !shorter.is_empty()).unwrap_or(path);
        match path {
            page::HOME => Self::Home,
            page::COMPLAIN => Self::Complain,
            page::STATUS => Self::Status,
            page::RESULTS => Self::Results,
            page::MINE => Self::Mine,
            page::PRIVACY => Self::Privacy,
            page::ACCESSIBILITY => Self::Accessibility,
            _ => match path.strip_prefix(page::TICKET).and_then(|rest| rest.strip_prefix('/')) {
                Some(ticket) if !ticket.contains('/') => Self::Ticket(ticket.to_owned()),
                _ => Self::Unknown,
            },
        }
    }

    /// The page of an address, whatever it asks for.
    pub fn of(address: &str) -> Self {
        Self::at(address.split(['?', '#']).next().unwrap_or_default())
    }

    /// The page's name, for the title before its heading is there.
    pub fn title(&self) -> Text {
        match self {
            Self::Home => Text::HomeTitle,
            Self::Complain => Text::ComplainTitle,
            Self::Status | Self::Ticket(_) => Text::StatusTitle,
            Self::Results => Text::ResultsTitle,
            Self::Mine => Text::MineTitle,
            Self::Privacy => Text::PrivacyTitle,
            Self::Accessibility => Text::AccessibilityTitle,
            Self::Unknown => Text::UnknownTitle,
        }
    }

    /// One sentence about the page, for those who find it in a search.
    pub fn description(&self) -> Text {
        match self {
            Self::Complain => Text::ComplainDescription,
            Self::Status | Self::Ticket(_) => Text::StatusDescription,
            Self::Results => Text::ResultsDescription,
            _ => Text::HomeLead,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_names_its_page() {
        assert_eq!(Page::at("/"), Page::Home);
        assert_eq!(Page::at("/complain"), Page::Complain);
        assert_eq!(Page::at("/complain/"), Page::Complain);
        assert_eq!(Page::at("/t/HR%20214"), Page::Ticket("HR%20214".to_owned()));
        assert_eq!(Page::at("/t"), Page::Unknown);
        assert_eq!(Page::at("/tea"), Page::Unknown);
        assert_eq!(Page::of("/results?by=month#main"), Page::Results);
        assert_eq!(Page::at("/api/v1/statistics"), Page::Unknown);
    }
}
