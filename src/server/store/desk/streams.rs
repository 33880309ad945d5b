//! From which parts of which indexes a list is merged; every store has the same
//! indexes.

use domain::{life::State, reference::Department};

use super::scope::{Departments, Scope, is_open, list};

/// Written as in the indexes, so that a database knows that it may use them.
const IS_CLOSED: &str = "state in ('resolved', 'closed', 'not_tenable', 'duplicate', 'withdrawn')";

/// Entries that stand together in an index, in the order of their due dates.
pub struct Stream {
    /// The index.
    pub index: &'static str,
    /// The condition that it begins with.
    pub first: String,
}

/// Indexes and their parts that hold all that is wanted, each complaint once;
/// `handler` stands for who took them.
pub fn streams(scope: &Scope, handler: &str) -> Vec<Stream> {
    if scope.is_handled {
        let first = format!("handler = {handler} and {}", scope.state_condition());
        return vec![Stream { index: "complaint_by_handler", first }];
    }
    let (open, closed): (Vec<State>, Vec<State>) = scope.states.iter().partition(|state| is_open(**state));
    let mut streams: Vec<Stream> = open.into_iter().map(by_state).collect();
    match (closed.is_empty(), closed_index(scope, &closed)) {
        (true, _) => {}
        (false, None) => streams.extend(closed.into_iter().map(by_state)),
        (false, Some((index, firsts))) => {
            let of_states = list(closed.iter().map(|state| state.code()));
            streams.extend(
                firsts.into_iter().map(|first| Stream {
                    index,
                    first: format!("{IS_CLOSED} and {first} and state in ({of_states})"),
                }),
            );
        }
    }
    streams
}

fn by_state(state: State) -> Stream {
    Stream { index: "complaint_by_state", first: format!("state = '{}'", state.code()) }
}

/// The index that leaves fewest closed complaints to look at, with the condition
/// on its first column, one a part.
fn closed_index(scope: &Scope, states: &[State]) -> Option<(&'static str, Vec<String>)> {
    if let Some(category) = scope.category {
        return Some(("closed_complaint_by_category", vec![format!("category = '{}'", category.code())]));
    }
    if let Some(district) = scope.district {
        return Some(("closed_complaint_by_district", vec![format!("district = '{}'", district.code())]));
    }
    let is = |department: &Department| format!("department = '{}'", department.code());
    match (&scope.departments, scope.channel) {
        (Departments::Of(some), _) => Some(("closed_complaint_by_department", some.iter().map(is).collect())),
        (Departments::Nobody, _) => Some(("closed_complaint_by_department", vec!["department is null".to_owned()])),
        // Most are closed; of each other state there are fewer than of a channel.
        (_, Some(channel)) if states.contains(&State::Closed) => {
            Some(("closed_complaint_by_channel", vec![format!("channel = '{}'", channel.code())]))
        }
        (Departments::All | Departments::Some, _) => None,
    }
}
