//! What of the complaints is asked for, and what of it is seen, as conditions in
//! SQL. Only codes of our own lists are written into a statement; whatever came
//! from outside is a parameter.

use std::collections::BTreeSet;

use domain::{
    complaint::Channel,
    life::{Kind, State},
    reference::{Category, Department, District},
    staff::Sight,
};

use super::{Filter, Holder, Status};

/// With which departments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Departments {
    /// Any or none.
    All,
    /// Any.
    Some,
    /// None.
    Nobody,
    /// One of these.
    Of(Vec<Department>),
}

/// Sight and filter together.
pub struct Scope {
    /// In these states, open ones first.
    pub states: Vec<State>,
    pub departments: Departments,
    pub district: Option<District>,
    pub category: Option<Category>,
    pub channel: Option<Channel>,
    pub is_handled: bool,
    hides_senior: bool,
    is_overdue: bool,
    owes_reply: bool,
}

impl Scope {
    /// `None` when nothing can be found.
    pub fn of(sight: &Sight, filter: &Filter) -> Option<Self> {
        let mut scope = Self {
            states: states(filter),
            departments: match filter.department {
                None => Departments::All,
                Some(Holder::Nobody) => Departments::Nobody,
                Some(Holder::Is(department)) => Departments::Of(vec![department]),
            },
            district: filter.district,
            category: filter.category,
            channel: filter.channel,
            is_handled: filter.handler.is_some(),
            hides_senior: false,
            is_overdue: filter.overdue_at.is_some(),
            owes_reply: filter.owes_reply_at.is_some(),
        };
        match sight {
            Sight::Nothing => return None,
            Sight::Everything => {}
            Sight::AllButSenior => scope.hides_senior = true,
            Sight::Forwarded { departments, district } => {
                scope.hides_senior = departments.is_empty();
                scope.departments = narrowed(scope.departments, departments)?;
                if scope.district.zip(*district).is_some_and(|(wanted, seen)| wanted != seen) {
                    return None;
                }
                scope.district = scope.district.or(*district);
            }
        }
        (!scope.states.is_empty()).then_some(scope)
    }

    /// The conditions on the columns that every index of the desk has, beginning
    /// with `and`; those of the state are left to the caller, and what stands for
    /// the moment as well.
    pub fn conditions(&self, now: &str) -> String {
        let mut all = String::new();
        let mut and = |condition: String| all.extend([" and ", condition.as_str()]);
        match &self.departments {
            Departments::All => {}
            Departments::Some => and("department is not null".to_owned()),
            Departments::Nobody => and("department is null".to_owned()),
            Departments::Of(some) => and(format!("department in ({})", list(some.iter().map(|one| one.code())))),
        }
        if let Some(district) = self.district {
            and(format!("district = '{}'", district.code()));
        }
        if let Some(category) = self.category {
            and(format!("category = '{}'", category.code()));
        }
        if let Some(channel) = self.channel {
            and(format!("channel = '{}'", channel.code()));
        }
        if self.hides_senior {
            and(format!("category not in ({})", list(self.hidden().map(Category::code))));
        }
        if self.is_overdue {
            and(format!("due_at <= {now}"));
        }
        if self.owes_reply {
            and(owes_reply(now));
        }
        all
    }

    /// True if [`Scope::conditions`] name the moment.
    pub fn asks_the_time(&self) -> bool {
        self.is_overdue || self.owes_reply
    }

    /// The categories that are out of sight.
    pub fn hidden(&self) -> impl Iterator<Item = Category> {
        let hides = self.hides_senior;
        Category::all().filter(move |category| hides && category.is_senior_only())
    }

    /// The condition on the state.
    pub fn state_condition(&self) -> String {
        format!("state in ({})", list(self.states.iter().map(|state| state.code())))
    }
}

/// As `Standing::owes_reply`.
pub fn owes_reply(now: &str) -> String {
    format!(
        "department is not null and due_at <= {now} and coalesce(promised_at, 0) <= {now}
         and state in ('forwarded', 'in_progress', 'reopened')"
    )
}

/// The states that can be found.
fn states(filter: &Filter) -> Vec<State> {
    let only_open = filter.overdue_at.is_some() || filter.owes_reply_at.is_some();
    State::ALL
        .into_iter()
        .filter(|state| match filter.status {
            None => true,
            Some(Status::Open) => is_open(*state),
            Some(Status::Is(wanted)) => *state == wanted,
        })
        .filter(|state| !only_open || is_open(*state))
        .collect()
}

/// True if someone still has to act.
pub fn is_open(state: State) -> bool {
    state.kind() == Kind::Open
}

fn narrowed(wanted: Departments, seen: &[Department]) -> Option<Departments> {
    match wanted {
        Departments::Nobody => None,
        Departments::All | Departments::Some if seen.is_empty() => Some(Departments::Some),
        Departments::All | Departments::Some => {
            // Each once: each is a part of the list.
            let seen: BTreeSet<_> = seen.iter().copied().collect();
            Some(Departments::Of(seen.into_iter().collect()))
        }
        Departments::Of(some) if seen.is_empty() => Some(Departments::Of(some)),
        Departments::Of(mut some) => {
            some.retain(|department| seen.contains(department));
            (!some.is_empty()).then_some(Departments::Of(some))
        }
    }
}

/// Codes of our own lists, as a list in SQL.
pub fn list<'a>(codes: impl Iterator<Item = &'a str>) -> String {
    codes.map(|code| format!("'{code}'")).collect::<Vec<_>>().join(", ")
}
