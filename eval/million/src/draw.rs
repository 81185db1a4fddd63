//! Chance: everything is drawn from generators that are seeded by what the draw is for, never by the order of draws elsewhere.

use fastrand::Rng;

/// A generator for the draws named by `parts`.
pub fn rng(parts: &[u64]) -> Rng {
    Rng::with_seed(parts.iter().fold(0x9e37_79b9_7f4a_7c15, |state, part| {
        scrambled(state ^ scrambled(*part))
    }))
}

/// SplitMix64's finaliser.
fn scrambled(value: u64) -> u64 {
    let mut mixed = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// True with probability `share`.
pub fn chance(rng: &mut Rng, share: f64) -> bool {
    rng.f64() < share
}

/// Numbers 0 to n - 1 with given weights.
#[derive(Debug, Clone)]
pub struct Weighted {
    sums: Vec<f64>,
}

impl Weighted {
    /// From weights, in order; negative ones count as 0.
    pub fn new(weights: impl IntoIterator<Item = f64>) -> Self {
        let mut sum = 0.0;
        let sums = weights.into_iter().map(|weight| {
            sum += weight.max(0.0);
            sum
        });
        Self {
            sums: sums.collect(),
        }
    }

    /// One of the numbers; 0 where there are none.
    pub fn pick(&self, rng: &mut Rng) -> usize {
        let at = rng.f64() * self.sums.last().copied().unwrap_or(0.0);
        let found = self.sums.partition_point(|sum| *sum <= at);
        found.min(self.sums.len().saturating_sub(1))
    }
}

/// A whole number from a histogram of ranges, both ends included; evenly within a range, or, in ranges that end at five times
/// their start or beyond, evenly by magnitude.
pub fn ranged(rng: &mut Rng, histogram: &[(u32, u32, f64)]) -> u32 {
    let which = Weighted::new(histogram.iter().map(|(_, _, share)| *share)).pick(rng);
    let Some(&(low, high, _)) = histogram.get(which) else {
        return 0;
    };
    if low > 0 && high / low >= 5 {
        let magnitude = f64::from(high) / f64::from(low);
        return (f64::from(low) * magnitude.powf(rng.f64())) as u32;
    }
    rng.u32(low..=high)
}

/// A number of events where `mean` are to be expected (Knuth's method; means up to a few hundred).
pub fn poisson(rng: &mut Rng, mean: f64) -> u32 {
    let (floor, mut product, mut number) = ((-mean).exp(), rng.f64(), 0);
    while product > floor {
        product *= rng.f64();
        number += 1;
    }
    number
}

/// A factor with mean 1 whose logarithm is normal with standard deviation `spread` (Box-Muller).
pub fn factor(rng: &mut Rng, spread: f64) -> f64 {
    let radius = (-2.0 * (1.0 - rng.f64()).ln()).sqrt();
    let normal = radius * (std::f64::consts::TAU * rng.f64()).cos();
    (spread * normal - spread * spread / 2.0).exp()
}
