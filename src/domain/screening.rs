//! Why a message of the inbox is no complaint. Screened messages are counted
//! apart, never as complaints.

/// Why a message is no complaint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Screening {
    /// Thanks, praise, a greeting.
    Thanks,
    /// An opinion, a question, news: nobody is to act.
    NoGrievance,
    /// Asks for something that this office does not decide.
    NotOurs,
    /// The same was posted or filed before.
    SeenBefore,
    /// Nobody can tell what it is about, and nobody answers.
    Unclear,
    /// Advertising, or posted by a machine.
    Spam,
    /// Nothing but insults.
    Abuse,
}

impl Screening {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 7] =
        [Self::Thanks, Self::NoGrievance, Self::NotOurs, Self::SeenBefore, Self::Unclear, Self::Spam, Self::Abuse];

    /// The stable code, as in JSON and tables.
    pub fn code(self) -> &'static str {
        match self {
            Self::Thanks => "thanks",
            Self::NoGrievance => "no_grievance",
            Self::NotOurs => "not_ours",
            Self::SeenBefore => "seen_before",
            Self::Unclear => "unclear",
            Self::Spam => "spam",
            Self::Abuse => "abuse",
        }
    }

    /// The reason of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_read_back() {
        for reason in Screening::ALL {
            assert_eq!(Screening::from_code(reason.code()), Some(reason));
        }
        assert_eq!(Screening::from_code("boring"), None);
    }
}
