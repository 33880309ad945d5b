//! Who works at the desk, and what each of them may see.
//!
//! A [`Sight`] is decided here and applied twice: by [`Sight::sees`] to a single
//! complaint, and by the store to lists, counts and searches. What a role does
//! not see does not exist for it.

use serde::{Deserialize, Serialize};

use crate::{
    action::Actor,
    reference::{Department, District},
    standing::Standing,
    wire::FieldProblem,
};

/// What someone at the desk is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Looks at everything that comes in, forwards it and follows it up.
    Tracker,
    /// Acts on what was forwarded to a department or into a district.
    Officer,
    /// Sees everything, and moves what nobody else may.
    Supervisor,
    /// Keeps accounts and settings; reads no complaint.
    Admin,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 4] = [Self::Tracker, Self::Officer, Self::Supervisor, Self::Admin];

    /// The stable code, as in JSON and tables.
    pub fn code(self) -> &'static str {
        match self {
            Self::Tracker => "tracker",
            Self::Officer => "officer",
            Self::Supervisor => "supervisor",
            Self::Admin => "admin",
        }
    }

    /// The role of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// True if a password alone does not open this account.
    pub fn needs_second_factor(self) -> bool {
        matches!(self, Self::Supervisor | Self::Admin)
    }

    /// As whom this role takes a step; an admin takes none.
    pub fn actor(self) -> Option<Actor> {
        match self {
            Self::Tracker => Some(Actor::Tracker),
            Self::Officer => Some(Actor::Officer),
            Self::Supervisor => Some(Actor::Supervisor),
            Self::Admin => None,
        }
    }
}

/// A name at the desk has at most so many characters.
pub const USER_MAX: usize = 40;

/// Someone who works at the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    /// The name they sign in with: lower case letters, digits, dots and hyphens.
    pub user: String,
    /// What they are there for.
    pub role: Role,
    /// An officer's departments; none for an officer of a whole district.
    pub departments: Vec<Department>,
    /// An officer's district; none for an officer of the whole state.
    pub district: Option<District>,
}

impl Staff {
    /// A checked account: an officer has a department or a district, nobody else
    /// has either.
    ///
    /// # Errors
    /// Every problem at once, with the JSON pointer of its field.
    pub fn new(
        user: &str,
        role: Role,
        departments: Vec<Department>,
        district: Option<District>,
    ) -> Result<Self, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        if !is_user(user) {
            problems.push(FieldProblem::new("/user", "user.invalid"));
        }
        let has_place = !departments.is_empty() || district.is_some();
        if role == Role::Officer && !has_place {
            problems.push(FieldProblem::new("/departments", "departments.missing"));
        }
        if role != Role::Officer && has_place {
            problems.push(FieldProblem::new("/departments", "departments.not_wanted"));
        }
        if problems.is_empty() {
            Ok(Self { user: user.to_owned(), role, departments, district })
        } else {
            Err(problems)
        }
    }

    /// Which complaints they see.
    pub fn sight(&self) -> Sight {
        match self.role {
            Role::Tracker => Sight::AllButSenior,
            Role::Officer => Sight::Forwarded { departments: self.departments.clone(), district: self.district },
            Role::Supervisor => Sight::Everything,
            Role::Admin => Sight::Nothing,
        }
    }
}

/// True if someone at the desk may have this name.
pub fn is_user(user: &str) -> bool {
    !user.is_empty()
        && user.len() <= USER_MAX
        && user
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'_'))
}

/// Which complaints someone sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sight {
    /// None at all.
    Nothing,
    /// All but those that only seniors see.
    AllButSenior,
    /// All.
    Everything,
    /// Those that were forwarded to one of these departments (to any, when none
    /// is named), in this district (in any, when none is named). A complaint
    /// that only seniors see is among them only for officers of a named
    /// department, to which a supervisor has sent it.
    Forwarded {
        /// One of these.
        departments: Vec<Department>,
        /// Only here.
        district: Option<District>,
    },
}

impl Sight {
    /// True if this complaint exists for them.
    pub fn sees(&self, standing: &Standing) -> bool {
        let is_senior = standing.category.is_senior_only();
        match self {
            Self::Nothing => false,
            Self::AllButSenior => !is_senior,
            Self::Everything => true,
            Self::Forwarded { departments, district } => {
                let has_it = standing.department.is_some_and(|department| {
                    if departments.is_empty() { !is_senior } else { departments.contains(&department) }
                });
                has_it && district.is_none_or(|district| district == standing.district)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        action::{Action, By},
        complaint::Channel,
        reference::Category,
        ticket::Ticket,
        time::Timestamp,
    };

    fn department(code: &str) -> Department {
        Department::from_code(code).unwrap()
    }

    fn filed(category: &str) -> Standing {
        let category = Category::from_code(category).unwrap();
        let district = District::from_code("bhiwani").unwrap();
        Standing::file(Ticket::from_chance(1), category, district, Channel::Portal, Timestamp(1_600_000_000)).0
    }

    fn forwarded(category: &str, to: &str) -> Standing {
        let action = Action::Forward { department: department(to), note: None };
        filed(category).apply(&action, &By::unnamed(Actor::Supervisor), Timestamp(1_600_000_100)).unwrap().0
    }

    fn officer(departments: &[&str], district: Option<&str>) -> Sight {
        let departments = departments.iter().map(|code| department(code)).collect();
        let district = district.map(|code| District::from_code(code).unwrap());
        Staff::new("suman", Role::Officer, departments, district).unwrap().sight()
    }

    fn sight(role: Role) -> Sight {
        Staff::new("suman", role, Vec::new(), None).unwrap().sight()
    }

    #[test]
    fn what_only_seniors_see_does_not_exist_for_the_team() {
        let bribe = filed("CORRUPTION");

        assert!(!sight(Role::Tracker).sees(&bribe));
        assert!(sight(Role::Supervisor).sees(&bribe));
        assert!(sight(Role::Tracker).sees(&filed("WATER")));
    }

    #[test]
    fn an_admin_reads_no_complaint() {
        assert!(!sight(Role::Admin).sees(&filed("WATER")));
    }

    #[test]
    fn an_officer_sees_what_was_forwarded_there_and_nothing_else() {
        let food = officer(&["FOOD"], None);

        assert!(!food.sees(&filed("PDS_NOT_RECEIVED")));
        assert!(food.sees(&forwarded("PDS_NOT_RECEIVED", "FOOD")));
        assert!(!food.sees(&forwarded("WATER", "PHED")));
    }

    #[test]
    fn department_and_district_together_narrow_each_other() {
        assert!(officer(&["FOOD"], Some("bhiwani")).sees(&forwarded("PDS_NOT_RECEIVED", "FOOD")));
        assert!(!officer(&["FOOD"], Some("sonipat")).sees(&forwarded("PDS_NOT_RECEIVED", "FOOD")));
    }

    #[test]
    fn an_officer_of_a_district_sees_all_departments_but_nothing_senior() {
        let nodal = officer(&[], Some("bhiwani"));

        assert!(nodal.sees(&forwarded("WATER", "PHED")));
        assert!(!nodal.sees(&forwarded("CORRUPTION", "GAD")));
        assert!(officer(&["GAD"], None).sees(&forwarded("CORRUPTION", "GAD")));
    }

    #[test]
    fn an_officer_has_a_place_and_nobody_else_has_one() {
        let keys = |role, departments: Vec<Department>| {
            let refused = Staff::new("suman", role, departments, None).unwrap_err();
            refused.into_iter().map(|problem| problem.key).collect::<Vec<_>>()
        };

        assert_eq!(keys(Role::Officer, Vec::new()), ["departments.missing"]);
        assert_eq!(keys(Role::Tracker, vec![department("FOOD")]), ["departments.not_wanted"]);
    }

    #[test]
    fn a_name_is_plain_so_that_it_can_be_said_and_typed() {
        for user in ["", "Suman", "su man", "सुमन", &"a".repeat(41)] {
            assert!(Staff::new(user, Role::Tracker, Vec::new(), None).is_err(), "{user}");
        }
        assert!(Staff::new("suman.devi-2_x", Role::Tracker, Vec::new(), None).is_ok());
    }
}
