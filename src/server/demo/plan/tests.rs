//! The plan as a whole: exact figures, plausible shares, rules kept.

use std::collections::BTreeSet;

use domain::{
    action::{Action, By},
    complaint::check,
    masking,
    reference::{Category, Reason},
    statistics::{Figures, Question, Tally},
};

use super::*;

fn numbers(received: u32, resolved: u32, not_tenable: u32, from: &str, to: &str, seed: u64) -> Numbers {
    let day = |text| Day::parse(text).unwrap();
    Numbers { received, resolved, not_tenable, from: day(from), to: day(to), seed }
}

fn small(seed: u64) -> Plan {
    Plan::new(&numbers(3_000, 2_406, 463, "2020-01-01", "2021-02-28", seed))
}

/// Takes every step again, as the store will.
fn relive(made_up: &MadeUp) -> Standing {
    let complaint = check(&made_up.form, made_up.received_at.day(), str::to_owned).unwrap();
    let ticket = Ticket::from_chance(made_up.chance);
    let (filed, _) =
        Standing::file(ticket, complaint.category, complaint.district, made_up.channel, made_up.received_at);
    let ended = made_up.steps.iter().fold(filed, |standing, step| {
        assert!(step.at >= standing.updated_at, "time runs forward");
        standing.apply(&step.action, &step.by, step.at).unwrap().0
    });
    assert_eq!(ended.state, made_up.ends);
    ended
}

fn tally(plan: &Plan) -> Tally {
    let mut figures = Figures::default();
    for made_up in plan.complaints() {
        figures.add(relive(&made_up).facet());
    }
    figures.tally(&Question::default())
}

#[test]
fn the_figures_come_out_exactly_whatever_the_numbers_the_period_and_the_seed() {
    let cases = [
        (3_000, 2_406, 463, "2020-01-01", "2021-02-28", 1),
        (900, 900, 0, "2020-02-29", "2020-02-29", 2),
        (900, 0, 900, "2020-12-31", "2021-01-01", 3),
        (900, 0, 0, "2020-01-01", "2020-03-31", 4),
        (1, 1, 0, "2020-01-01", "2020-01-01", 5),
    ];

    for (received, resolved, not_tenable, from, to, seed) in cases {
        let total = tally(&Plan::new(&numbers(received, resolved, not_tenable, from, to, seed))).total;

        assert_eq!((total.received, total.resolved, total.not_tenable), (received, resolved, not_tenable));
        assert_eq!(total.pending, received - resolved - not_tenable);
        assert_eq!((total.duplicate, total.withdrawn), (0, 0));
    }
}

#[test]
fn what_happens_by_itself_after_the_last_day_moves_no_figure() {
    let late = Day::parse("2026-11-24").unwrap().start();

    for made_up in small(1).complaints() {
        let ended = relive(&made_up);
        let mut standing = ended.clone();
        while let Some(waking) = standing.by_itself(late) {
            standing = standing.apply(&waking.action(String::new), &By::job(), late).unwrap().0;
        }
        assert_eq!(standing.facet(), ended.facet());
    }
}

#[test]
fn what_happens_by_itself_happened_until_the_last_day() {
    let last = Timestamp(Day::parse("2021-03-01").unwrap().start().0 - 1);

    for made_up in small(1).complaints() {
        assert_eq!(relive(&made_up).by_itself(last), None, "{made_up:?}");
    }
}

#[test]
fn the_same_seed_makes_the_same_complaints_and_another_does_not() {
    let made = |seed| small(seed).complaints().take(200).collect::<Vec<_>>();

    assert_eq!(made(1), made(1));
    assert_ne!(made(1), made(2));
}

#[test]
fn nothing_happens_after_the_last_day() {
    let last = Day::parse("2021-02-28").unwrap();

    for made_up in small(1).complaints() {
        assert!(made_up.steps.iter().all(|step| step.at.day() <= last));
    }
}

#[test]
fn a_solution_takes_a_few_days_and_nine_in_ten_two_to_three_weeks() {
    let tally = tally(&small(1));

    let (median, p90) = (tally.percentile(50).unwrap(), tally.percentile(90).unwrap());

    assert!((20..=50).contains(&median), "{median}");
    assert!((120..=210).contains(&p90), "{p90}");
}

#[test]
fn every_category_district_and_reason_is_met() {
    let plan = Plan::new(&numbers(12_000, 8_000, 3_500, "2020-01-01", "2021-02-28", 1));
    let (mut categories, mut districts, mut reasons) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());

    for made_up in plan.complaints() {
        categories.insert(made_up.form.category);
        districts.insert(made_up.form.district);
        reasons.extend(made_up.steps.iter().filter_map(|step| match step.action {
            Action::NotTenable { reason, .. } => Some(reason),
            _ => None,
        }));
    }

    assert_eq!(categories.len(), Category::COUNT);
    assert_eq!(reasons.len(), Reason::COUNT);
    // Hansi was not yet there.
    assert_eq!(districts.len(), District::COUNT - 1);
}

#[test]
fn eight_in_ten_write_in_hindi() {
    let mut met = [0; 3];

    for made_up in small(1).complaints() {
        met[Language::ALL.iter().position(|language| language.code() == made_up.form.language).unwrap()] += 1;
    }

    assert!((2_280..=2_520).contains(&met[0]), "{met:?}");
    assert!((280..=460).contains(&met[1]), "{met:?}");
    assert!((170..=320).contains(&met[2]), "{met:?}");
}

#[test]
fn no_text_holds_a_personal_number() {
    for made_up in small(1).complaints() {
        assert!(masking::find(&made_up.form.text).is_empty(), "{}", made_up.form.text);
    }
}
