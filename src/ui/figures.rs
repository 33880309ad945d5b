//! How figures are named: the columns of a table, and the group of each line.
//!
//! The tables of the results page, the CSV and the drawing all say it this way.

use domain::{
    complaint::Channel,
    reference::{Category, Department, District, Reason},
    statistics::{UNASSIGNED, WITHHELD},
    wire::{Grouping, StatisticsGroup},
};

use crate::text::{Text, Texts};

/// A column of figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Filed.
    Received,
    /// Solved.
    Resolved,
    /// Closed with a reason.
    NotTenable,
    /// Resolved and not tenable together.
    Disposed,
    /// Someone still has to act.
    Pending,
    /// Joined with another complaint.
    Duplicate,
    /// Taken back.
    Withdrawn,
}

impl Column {
    /// All columns, in the order of a table; the last two are seldom wanted.
    pub const ALL: [Self; 7] = [
        Self::Received,
        Self::Resolved,
        Self::NotTenable,
        Self::Disposed,
        Self::Pending,
        Self::Duplicate,
        Self::Withdrawn,
    ];

    /// The number of this column in a line.
    pub fn of(self, line: &StatisticsGroup) -> u32 {
        match self {
            Self::Received => line.received,
            Self::Resolved => line.resolved,
            Self::NotTenable => line.not_tenable,
            Self::Disposed => line.disposed,
            Self::Pending => line.pending,
            Self::Duplicate => line.duplicate,
            Self::Withdrawn => line.withdrawn,
        }
    }

    /// What an address calls it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Resolved => "resolved",
            Self::NotTenable => "not_tenable",
            Self::Disposed => "disposed",
            Self::Pending => "pending",
            Self::Duplicate => "duplicate",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The heading.
    pub fn text(self) -> Text {
        match self {
            Self::Received => Text::FiguresReceived,
            Self::Resolved => Text::FiguresResolved,
            Self::NotTenable => Text::FiguresNotTenable,
            Self::Disposed => Text::FiguresDisposed,
            Self::Pending => Text::FiguresPending,
            Self::Duplicate => Text::FiguresDuplicate,
            Self::Withdrawn => Text::FiguresWithdrawn,
        }
    }
}

/// The heading of the column that names the groups.
pub fn grouping(by: Grouping) -> Text {
    match by {
        Grouping::Month => Text::FiguresMonth,
        Grouping::Department => Text::FiguresDepartment,
        Grouping::District => Text::FiguresDistrict,
        Grouping::Category => Text::FiguresCategory,
        Grouping::Channel => Text::FiguresChannel,
        Grouping::Reason => Text::FiguresReason,
    }
}

/// The name of a channel.
pub fn channel(channel: Channel) -> Text {
    match channel {
        Channel::Portal => Text::FiguresChannelPortal,
        Channel::Kiosk => Text::FiguresChannelKiosk,
        Channel::Embed => Text::FiguresChannelEmbed,
        Channel::X => Text::FiguresChannelX,
        Channel::Mastodon => Text::FiguresChannelMastodon,
        Channel::Open311 => Text::FiguresChannelOpen311,
        Channel::Paper => Text::FiguresChannelPaper,
    }
}

impl Texts {
    /// The name of a group; a code that is newer than this app stays as it is.
    pub fn figures_of(self, by: Grouping, key: &str) -> String {
        let name = match (by, key) {
            (_, WITHHELD) => Some(self.get(Text::FiguresWithheld)),
            (_, UNASSIGNED) => Some(self.get(Text::FiguresUnassigned)),
            (Grouping::Month, _) => return self.month(key),
            (Grouping::Department, _) => Department::from_code(key).map(|department| self.department(department)),
            (Grouping::District, _) => District::from_code(key).map(|district| self.district(district)),
            (Grouping::Category, _) => Category::from_code(key).map(|category| self.category(category)),
            (Grouping::Channel, _) => Channel::from_code(key).map(|known| self.get(channel(known))),
            (Grouping::Reason, _) => Reason::from_code(key).map(|reason| self.reason(reason)),
        };
        name.unwrap_or(key).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use domain::language::Language;

    use super::*;
    use crate::text::pack;

    #[test]
    fn every_group_has_a_name() {
        let texts = Texts::read(Language::Hi, pack(Language::Hi), "HR").unwrap();

        let name = |by, key| texts.figures_of(by, key);

        assert_eq!(name(Grouping::Month, "2020-01"), "जनवरी 2020");
        assert_eq!(name(Grouping::District, "bhiwani"), "भिवानी");
        assert_eq!(name(Grouping::District, WITHHELD), texts.get(Text::FiguresWithheld));
        assert_eq!(name(Grouping::Department, UNASSIGNED), texts.get(Text::FiguresUnassigned));
        assert_eq!(name(Grouping::Channel, "kiosk"), "सेवा केंद्र");
        assert_eq!(name(Grouping::Category, "NEWER"), "NEWER");
    }
}
