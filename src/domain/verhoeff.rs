//! Verhoeff's check digit: catches every wrong digit and every swap of neighbours.
//!
//! Source: J. Verhoeff, "Error Detecting Decimal Codes", Mathematical Centre
//! Tract 29, 1969. Used by the ticket number and by Aadhaar.

/// Multiplication in the dihedral group D5.
const PRODUCT: [[u8; 10]; 10] = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    [1, 2, 3, 4, 0, 6, 7, 8, 9, 5],
    [2, 3, 4, 0, 1, 7, 8, 9, 5, 6],
    [3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
    [4, 0, 1, 2, 3, 9, 5, 6, 7, 8],
    [5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
    [6, 5, 9, 8, 7, 1, 0, 4, 3, 2],
    [7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
    [8, 7, 6, 5, 9, 3, 2, 1, 0, 4],
    [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
];

/// The permutation applied to a digit by its place from the right, period 8.
const PERMUTATION: [[u8; 10]; 8] = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    [1, 5, 7, 6, 2, 8, 3, 0, 9, 4],
    [5, 8, 0, 3, 7, 9, 6, 1, 4, 2],
    [8, 9, 1, 6, 0, 4, 3, 5, 2, 7],
    [9, 4, 5, 3, 1, 2, 6, 8, 7, 0],
    [4, 2, 8, 6, 5, 7, 3, 9, 0, 1],
    [2, 7, 9, 3, 8, 0, 6, 4, 1, 5],
    [7, 0, 4, 6, 9, 1, 3, 2, 5, 8],
];

const INVERSE: [u8; 10] = [0, 4, 3, 2, 1, 5, 6, 7, 8, 9];

fn fold(digits: &[u8], first_place: usize) -> u8 {
    digits.iter().rev().enumerate().fold(0, |sum, (place, &digit)| {
        let permuted = PERMUTATION[(place + first_place) % 8][usize::from(digit)];
        PRODUCT[usize::from(sum)][usize::from(permuted)]
    })
}

/// The check digit to put after `digits` (each 0–9).
///
/// ```
/// assert_eq!(domain::verhoeff::check_digit(&[2, 3, 6]), 3);
/// ```
pub fn check_digit(digits: &[u8]) -> u8 {
    INVERSE[usize::from(fold(digits, 1))]
}

/// True if the last of `digits` (each 0–9) is the check digit of the others.
pub fn is_valid(digits: &[u8]) -> bool {
    fold(digits, 0) == 0
}
