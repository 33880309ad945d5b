//! Which page an address names: the one table of the desk's pages.

use domain::{
    paths::desk::{APP, page},
    staff::Role,
};

/// A page of the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeskPage {
    /// Where one lands after signing in; which page that is depends on the role.
    Home,
    /// What has to be done.
    Queue,
    /// Messages that nobody has looked at yet.
    Inbox,
    /// Takes in messages by hand.
    Paste,
    /// The complaint with this number, as it was typed into the address.
    Complaint(String),
    /// How old the open complaints are.
    Board,
    /// Files for someone else.
    File,
    /// What comes in and goes out.
    Channels,
    /// Accounts.
    Staff,
    /// One's own account.
    Account,
    /// There is no such page.
    Unknown,
}

impl DeskPage {
    /// The page at a path.
    pub fn at(path: &str) -> Self {
        let path = path.strip_suffix('/').unwrap_or(path);
        match path {
            APP => Self::Home,
            page::QUEUE => Self::Queue,
            page::INBOX => Self::Inbox,
            page::PASTE => Self::Paste,
            page::BOARD => Self::Board,
            page::FILE => Self::File,
            page::CHANNELS => Self::Channels,
            page::STAFF => Self::Staff,
            page::ACCOUNT => Self::Account,
            _ => match path.strip_prefix(page::COMPLAINT).and_then(|rest| rest.strip_prefix('/')) {
                Some(ticket) if !ticket.contains('/') => Self::Complaint(ticket.to_owned()),
                _ => Self::Unknown,
            },
        }
    }

    /// True if the path belongs to the desk, whether there is such a page or not.
    pub fn is_below(path: &str) -> bool {
        path.strip_prefix(APP).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The page for this role: an admin reads no complaint, nobody else keeps
    /// accounts, and only the team files and looks at messages. What is not theirs does not exist.
    pub fn for_role(self, role: Role) -> Self {
        let is_admin = role == Role::Admin;
        match self {
            Self::Home if is_admin => Self::Staff,
            Self::Home => Self::Queue,
            Self::Queue | Self::Complaint(_) | Self::Board if is_admin => Self::Unknown,
            Self::File | Self::Inbox | Self::Paste if is_admin || role == Role::Officer => Self::Unknown,
            Self::Channels if role == Role::Officer => Self::Unknown,
            Self::Staff if !is_admin => Self::Unknown,
            page => page,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_names_its_page() {
        assert_eq!(DeskPage::at("/desk"), DeskPage::Home);
        assert_eq!(DeskPage::at("/desk/"), DeskPage::Home);
        assert_eq!(DeskPage::at("/desk/queue"), DeskPage::Queue);
        assert_eq!(DeskPage::at("/desk/c/21482736900"), DeskPage::Complaint("21482736900".to_owned()));
        assert_eq!(DeskPage::at("/desk/inbox"), DeskPage::Inbox);
        assert_eq!(DeskPage::at("/desk/inbox/paste"), DeskPage::Paste);
        assert_eq!(DeskPage::at("/desk/c"), DeskPage::Unknown);
        assert_eq!(DeskPage::at("/desk/nowhere"), DeskPage::Unknown);
    }

    #[test]
    fn what_lies_below_the_desk_is_told_by_whole_parts_of_the_path() {
        assert!(DeskPage::is_below("/desk") && DeskPage::is_below("/desk/c/1"));
        assert!(!DeskPage::is_below("/desktop") && !DeskPage::is_below("/"));
    }

    #[test]
    fn an_admin_sees_accounts_and_channels_and_no_complaint() {
        let seen = |path| DeskPage::at(path).for_role(Role::Admin);

        assert_eq!(seen("/desk"), DeskPage::Staff);
        assert_eq!(seen(page::CHANNELS), DeskPage::Channels);
        for path in [page::QUEUE, "/desk/c/21482736900", page::BOARD, page::FILE] {
            assert_eq!(seen(path), DeskPage::Unknown, "{path}");
        }
    }

    #[test]
    fn the_inbox_is_the_teams() {
        let sees = |role| [DeskPage::Inbox, DeskPage::Paste].map(|page| page.for_role(role) != DeskPage::Unknown);

        assert_eq!([Role::Tracker, Role::Supervisor].map(sees), [[true, true], [true, true]]);
        assert_eq!([Role::Officer, Role::Admin].map(sees), [[false, false], [false, false]]);
    }

    #[test]
    fn nobody_else_keeps_accounts() {
        for role in [Role::Tracker, Role::Officer, Role::Supervisor] {
            assert_eq!(DeskPage::Staff.for_role(role), DeskPage::Unknown);
            assert_eq!(DeskPage::Home.for_role(role), DeskPage::Queue);
        }
    }
}
