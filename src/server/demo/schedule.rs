//! When each complaint is received, and how it ends: the part of the plan that
//! makes the figures come out exactly.

use std::collections::HashSet;

use domain::{
    ticket::Ticket,
    time::{DAY, Timestamp},
};

use super::{draw::Draw, numbers::Numbers};

/// How a complaint stands at the end of the period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Solved.
    Resolved,
    /// Closed with a reason.
    NotTenable,
    /// Someone still has to act.
    Pending,
}

/// The bones of one complaint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// When it is filed.
    pub received_at: Timestamp,
    /// How it ends.
    pub fate: Fate,
    /// What its ticket is made of; no two slots make the same ticket.
    pub chance: u64,
}

/// Monday to Sunday: people complain on working days, and most after a weekend.
const WEEK: [u64; 7] = [120, 115, 110, 105, 100, 85, 60];

/// Midnight to midnight: before noon and after supper.
const HOURS: [u64; 24] = [3, 1, 1, 1, 1, 3, 8, 18, 34, 52, 64, 66, 58, 44, 40, 44, 48, 46, 44, 48, 52, 44, 26, 10];

/// The last complaint of all is filed so many seconds before midnight: even it
/// may have to be solved in the period.
const BEFORE_MIDNIGHT: i64 = 900;

/// How likely a complaint of so many hours is still pending, against others.
const STILL_PENDING: [(i64, u64); 8] =
    [(12, 4_000), (24, 2_000), (72, 600), (168, 200), (336, 80), (720, 30), (1_440, 12), (i64::MAX, 4)];

/// All slots, in the order of receipt.
pub fn slots(numbers: &Numbers) -> Vec<Slot> {
    let mut draw = Draw::new(numbers.seed, u64::MAX);
    let mut moments = moments(numbers, &mut draw);
    moments.sort_unstable();
    let mut fates = fates(numbers, &moments, &mut draw).into_iter();
    let mut chances = chances(draw);
    moments
        .into_iter()
        .map(|received_at| Slot {
            received_at,
            fate: fates.next().expect("there are as many fates as moments"),
            chance: chances.next().expect("chance does not end"),
        })
        .collect()
}

/// As many moments as complaints: growing over the period, with the rhythm of
/// the week and of the day.
fn moments(numbers: &Numbers, draw: &mut Draw) -> Vec<Timestamp> {
    let days = u64::from(numbers.to.0.abs_diff(numbers.from.0)) + 1;
    let mut sum = 0;
    let until_day: Vec<u64> = (0..days)
        .map(|day| {
            // 1970-01-01 was a Thursday.
            let weekday = (i64::from(numbers.from.0) + day as i64 + 3).rem_euclid(7) as usize;
            sum += WEEK[weekday] * (1_000 + 1_200 * day / days) * (85 + draw.below(31));
            sum
        })
        .collect();
    let last = Timestamp(numbers.to.start().0 + DAY - BEFORE_MIDNIGHT);
    (0..numbers.received)
        .map(|_| {
            let drawn = draw.below(sum);
            let day = until_day.partition_point(|until| *until <= drawn);
            let hour = draw.weighted(HOURS.into_iter()) as i64;
            let second = day as i64 * DAY + hour * 3_600 + draw.between(0..=3_599);
            Timestamp(numbers.from.start().0 + second).min(last)
        })
        .collect()
}

/// Exactly as many of each fate as asked for; what came last is most likely pending.
fn fates(numbers: &Numbers, moments: &[Timestamp], draw: &mut Draw) -> Vec<Fate> {
    let end = numbers.to.start().0 + DAY;
    let mut order: Vec<(u64, usize)> = moments
        .iter()
        .enumerate()
        .map(|(place, moment)| {
            let hours = (end - moment.0) / 3_600;
            let weight = STILL_PENDING.iter().find(|(until, _)| hours < *until).map_or(1, |(_, weight)| *weight);
            (draw.bits() / weight, place)
        })
        .collect();
    order.sort_unstable();
    let (pending, closed) = order.split_at_mut(numbers.pending() as usize);
    for drawn in closed.iter_mut() {
        drawn.0 = draw.bits();
    }
    closed.sort_unstable();

    let mut fates = vec![Fate::Resolved; moments.len()];
    for (_, place) in pending {
        fates[*place] = Fate::Pending;
    }
    for (_, place) in closed.iter().take(numbers.not_tenable as usize) {
        fates[*place] = Fate::NotTenable;
    }
    fates
}

fn chances(mut draw: Draw) -> impl Iterator<Item = u64> {
    let mut taken = HashSet::new();
    std::iter::repeat_with(move || draw.bits()).filter(move |chance| taken.insert(Ticket::from_chance(*chance)))
}

#[cfg(test)]
mod tests {
    use domain::time::Day;

    use super::*;

    fn numbers(received: u32, resolved: u32, not_tenable: u32, from: &str, to: &str) -> Numbers {
        let day = |text| Day::parse(text).unwrap();
        Numbers { received, resolved, not_tenable, from: day(from), to: day(to), seed: 1 }
    }

    fn count(slots: &[Slot], fate: Fate) -> usize {
        slots.iter().filter(|slot| slot.fate == fate).count()
    }

    #[test]
    fn the_fates_come_out_exactly() {
        for (received, resolved, not_tenable) in
            [(89_001, 71_391, 13_732), (10, 10, 0), (7, 0, 7), (3, 0, 0), (1, 1, 0)]
        {
            let slots = slots(&numbers(received, resolved, not_tenable, "2020-01-01", "2021-02-28"));

            assert_eq!(slots.len(), received as usize);
            assert_eq!(count(&slots, Fate::Resolved), resolved as usize);
            assert_eq!(count(&slots, Fate::NotTenable), not_tenable as usize);
        }
    }

    #[test]
    fn every_complaint_is_received_in_the_period_in_order() {
        let asked = numbers(5_000, 4_000, 500, "2020-02-29", "2020-03-01");

        let slots = slots(&asked);

        assert!(slots.is_sorted_by_key(|slot| slot.received_at));
        assert!(slots.iter().all(|slot| (asked.from..=asked.to).contains(&slot.received_at.day())));
    }

    #[test]
    fn sundays_are_quieter_and_the_last_month_is_busier_than_the_first() {
        let slots = slots(&numbers(89_001, 71_391, 13_732, "2020-01-01", "2021-02-28"));

        let month = |month: &str| slots.iter().filter(|slot| slot.received_at.day().month() == month).count();
        let weekday =
            |weekday| slots.iter().filter(|slot| (slot.received_at.day().0 + 3).rem_euclid(7) == weekday).count();

        assert!(weekday(6) * 3 < weekday(0) * 2);
        assert!(month("2021-01") * 2 > month("2020-01") * 3);
    }

    #[test]
    fn no_two_tickets_are_the_same() {
        let slots = slots(&numbers(200_000, 0, 0, "2020-01-01", "2021-02-28"));

        let tickets: HashSet<_> = slots.iter().map(|slot| Ticket::from_chance(slot.chance)).collect();

        assert_eq!(tickets.len(), slots.len());
    }
}
