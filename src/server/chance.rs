//! The one source of chance. Everything else gets a [`Chance`] passed in.

use std::sync::atomic::{AtomicU64, Ordering};

/// Gives random bits.
pub trait Chance: Send + Sync + 'static {
    /// 64 random bits.
    fn bits(&self) -> u64;
}

/// Random bytes.
pub fn draw<const BYTES: usize>(chance: &dyn Chance) -> [u8; BYTES] {
    let mut bytes = [0; BYTES];
    for part in bytes.chunks_mut(8) {
        part.copy_from_slice(&chance.bits().to_le_bytes()[..part.len()]);
    }
    bytes
}

/// The operating system's cryptographic generator.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemChance;

impl Chance for SystemChance {
    #[expect(clippy::disallowed_methods, reason = "this is the one source of chance")]
    fn bits(&self) -> u64 {
        let mut bytes = [0; 8];
        getrandom::fill(&mut bytes).expect("the operating system has random bits");
        u64::from_le_bytes(bytes)
    }
}

/// The same bits for the same seed: for tests and demonstrations, never for
/// citizens.
#[derive(Debug)]
pub struct SeededChance(AtomicU64);

impl SeededChance {
    /// A sequence of its own for every seed.
    pub fn new(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }
}

// SplitMix64 (Steele, Lea, Flood 2014).
const GAMMA: u64 = 0x9e37_79b9_7f4a_7c15;

impl Chance for SeededChance {
    fn bits(&self) -> u64 {
        let state = self.0.fetch_add(GAMMA, Ordering::Relaxed).wrapping_add(GAMMA);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}
