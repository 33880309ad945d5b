//! Who works at the made-up desk: the names that stand in the histories.
//!
//! They follow from the complaint, so the same seed puts the same people to it.

use domain::{action::Actor, standing::Standing};

/// So many people look at what comes in.
const TRACKERS: u64 = 6;
/// So many see everything.
const SUPERVISORS: u64 = 2;

/// The name of whoever acts as `actor` on this complaint; none for citizens and
/// the clock.
pub fn user(actor: Actor, standing: &Standing) -> Option<String> {
    let drawn = standing.ticket.number() / 10;
    match actor {
        Actor::Citizen | Actor::Job => None,
        Actor::Tracker => Some(format!("tracker{}", drawn % TRACKERS + 1)),
        Actor::Supervisor => Some(format!("supervisor{}", drawn % SUPERVISORS + 1)),
        Actor::Officer => standing.department.map(|department| format!("{}.officer", department.code().to_lowercase())),
    }
}

#[cfg(test)]
mod tests {
    use domain::{
        complaint::Channel,
        reference::{Category, Department, District},
        staff::{Role, Staff},
        ticket::Ticket,
        time::Timestamp,
    };

    use super::*;

    #[test]
    fn every_name_could_sign_in() {
        let category = Category::from_code("WATER").unwrap();
        let district = District::from_code("bhiwani").unwrap();
        let (mut standing, _) =
            Standing::file(Ticket::from_chance(7), category, district, Channel::Portal, Timestamp(1_600_000_000));

        for department in Department::all() {
            standing.department = Some(department);
            let officer = user(Actor::Officer, &standing).unwrap();
            assert!(Staff::new(&officer, Role::Officer, vec![department], None).is_ok(), "{officer}");
        }
        for (actor, role) in [(Actor::Tracker, Role::Tracker), (Actor::Supervisor, Role::Supervisor)] {
            let name = user(actor, &standing).unwrap();
            assert!(Staff::new(&name, role, Vec::new(), None).is_ok(), "{name}");
        }
        assert_eq!((user(Actor::Citizen, &standing), user(Actor::Job, &standing)), (None, None));
    }
}
