//! The steps of the form and their addresses.

use domain::paths::page;

/// A step, in the order of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Which group of categories.
    Group,
    /// What it is about.
    Category,
    /// District and place.
    Where,
    /// What happened.
    What,
    /// Name and mobile, if they wish.
    You,
    /// Check the answers and send.
    Check,
}

impl Step {
    /// All steps in their order.
    pub const ALL: [Self; 6] = [Self::Group, Self::Category, Self::Where, Self::What, Self::You, Self::Check];

    /// What stands in the address: `?step=what`; the first needs none.
    pub fn code(self) -> &'static str {
        match self {
            Self::Group => "",
            Self::Category => "category",
            Self::Where => "where",
            Self::What => "what",
            Self::You => "you",
            Self::Check => "check",
        }
    }

    /// The step of an address; the first for anything else.
    pub fn from_code(code: &str) -> Self {
        Self::ALL.into_iter().find(|step| step.code() == code).unwrap_or(Self::Group)
    }

    /// The step's address.
    pub fn address(self) -> String {
        match self {
            Self::Group => page::COMPLAIN.to_owned(),
            step => [page::COMPLAIN, "?step=", step.code()].concat(),
        }
    }

    /// Its place, from 1.
    pub fn number(self) -> u8 {
        self as u8 + 1
    }

    /// The step of this place; the last for anything else.
    pub fn from_number(number: &str) -> Self {
        Self::ALL.into_iter().find(|step| step.number().to_string() == number).unwrap_or(Self::Check)
    }

    /// The step before it; the first has none.
    pub fn before(self) -> Option<Self> {
        usize::from(self.number()).checked_sub(2).and_then(|place| Self::ALL.get(place)).copied()
    }

    /// True if it cannot be shown without the answers of earlier steps.
    pub fn needs_earlier_answers(self) -> bool {
        matches!(self, Self::Category | Self::Check)
    }

    /// The step after it; the last has none.
    pub fn next(self) -> Option<Self> {
        Self::ALL.get(usize::from(self.number())).copied()
    }

    /// The step that asks for the field at this JSON pointer; what no step asks
    /// for is told where everything is checked.
    pub fn of(pointer: &str) -> Self {
        match pointer {
            "/group" => Self::Group,
            "/category" => Self::Category,
            "/district" | "/place" => Self::Where,
            "/text" => Self::What,
            "/name" | "/mobile" => Self::You,
            _ => Self::Check,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_is_found_by_its_address() {
        for step in Step::ALL {
            let address = step.address();
            let code = address.split_once("?step=").map_or("", |(_, code)| code);

            assert_eq!(Step::from_code(code), step);
        }
    }

    #[test]
    fn the_steps_follow_each_other_to_the_last() {
        let walked: Vec<_> = std::iter::successors(Some(Step::Group), |step| step.next()).collect();
        let mut back: Vec<_> = std::iter::successors(Some(Step::Check), |step| step.before()).collect();
        back.reverse();

        assert_eq!(walked, Step::ALL);
        assert_eq!(back, Step::ALL);
        assert!(Step::ALL.into_iter().all(|step| Step::from_number(&step.number().to_string()) == step));
    }
}
