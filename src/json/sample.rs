//! Made-up values of every kind, for the tests that hold the readers and writers
//! against serde. The same seed makes the same value.

/// Where a made-up value gets its choices from.
pub struct Chance(u64);

impl Chance {
    /// From a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: u32) -> u32 {
        // Knuth's multiplier; the low bits are the weak ones.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % u64::from(end)) as u32
    }

    /// One of these.
    pub fn one_of<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.below(all.len() as u32) as usize].clone()
    }
}

/// A type of which values can be made up.
pub trait Sample: Sized {
    /// One of them.
    fn sample(chance: &mut Chance) -> Self;
}

/// What a text may be: nothing, two scripts, everything that JSON escapes, and a
/// character beyond the first plane.
const TEXTS: [&str; 6] = [
    "",
    "Suman",
    "दो महीने से राशन नहीं मिला",
    "\"quoted\" \\ and / <b>",
    "one\ntwo\r\n\tthree\u{0}\u{1f}\u{7f}",
    "🌾\u{2028}",
];

impl Sample for String {
    fn sample(chance: &mut Chance) -> Self {
        chance.one_of(&TEXTS).to_owned()
    }
}

impl Sample for bool {
    fn sample(chance: &mut Chance) -> Self {
        chance.below(2) == 1
    }
}

macro_rules! whole_numbers {
    ($($number:ty),*) => {
        $(
            impl Sample for $number {
                fn sample(chance: &mut Chance) -> Self {
                    let some = chance.below(200) as Self;
                    chance.one_of(&[0, 1, some, Self::MAX])
                }
            }
        )*
    };
}

whole_numbers!(u8, u16, u32);

impl<T: Sample> Sample for Option<T> {
    fn sample(chance: &mut Chance) -> Self {
        (chance.below(2) == 1).then(|| T::sample(chance))
    }
}

impl<T: Sample> Sample for Vec<T> {
    fn sample(chance: &mut Chance) -> Self {
        let count = chance.below(3);
        (0..count).map(|_| T::sample(chance)).collect()
    }
}
