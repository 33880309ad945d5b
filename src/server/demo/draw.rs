//! The demo's chance: one seed draws the same data on every machine.
//!
//! Whole numbers only, and no distribution of a library, because both may differ
//! from one machine or one version to the next.

use std::ops::RangeInclusive;

use chacha20::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};

/// A stream of drawn numbers. Each complaint has its own, so that it does not
/// matter in which order they are made.
pub struct Draw(ChaCha8Rng);

impl Draw {
    /// The stream number `stream` of a seed.
    pub fn new(seed: u64, stream: u64) -> Self {
        let mut numbers = ChaCha8Rng::seed_from_u64(seed);
        numbers.set_stream(stream);
        Self(numbers)
    }

    /// 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// A number from 0 up to, and not including, `count`.
    pub fn below(&mut self, count: u64) -> u64 {
        ((u128::from(self.bits()) * u128::from(count)) >> 64) as u64
    }

    /// A number of the range, both ends included.
    pub fn between(&mut self, range: RangeInclusive<i64>) -> i64 {
        let count = range.end().abs_diff(*range.start()) + 1;
        range.start() + self.below(count) as i64
    }

    /// True in `percent` of a hundred draws.
    pub fn is_in(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of a list, each as likely as the other.
    ///
    /// # Panics
    /// On an empty list.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len() as u64) as usize]
    }

    /// The place of one of several weights, each as likely as it is heavy.
    ///
    /// # Panics
    /// When nothing has weight.
    pub fn weighted(&mut self, weights: impl Iterator<Item = u64> + Clone) -> usize {
        let mut left = self.below(weights.clone().sum());
        for (place, weight) in weights.enumerate() {
            if left < weight {
                return place;
            }
            left -= weight;
        }
        panic!("nothing to draw from")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_draws_the_same_numbers_and_another_does_not() {
        let numbers = |seed, stream| {
            let mut draw = Draw::new(seed, stream);
            (0..20).map(|_| draw.bits()).collect::<Vec<_>>()
        };

        assert_eq!(numbers(1, 7), numbers(1, 7));
        assert_ne!(numbers(1, 7), numbers(2, 7));
        assert_ne!(numbers(1, 7), numbers(1, 8));
    }

    #[test]
    fn heavy_places_come_more_often_and_those_without_weight_never() {
        let mut draw = Draw::new(1, 0);
        let mut met = [0; 3];

        for _ in 0..10_000 {
            met[draw.weighted([1, 0, 9].into_iter())] += 1;
        }

        assert_eq!(met[1], 0);
        assert!((800..1_200).contains(&met[0]), "{met:?}");
    }
}
