//! What is fuzzed, with some thousand spoiled seeds: `cargo fuzz` finds more, and needs
//! hours for it.

use std::{fs, path::Path};

use server::chance::{Chance as _, SeededChance};

use crate::{photo, targets};

/// Feeds `target` what lies in its folder of seeds, and `made`, each spoiled `times`
/// times in another way.
fn feed(target: fn(&[u8]) -> Option<()>, name: &str, made: Vec<Vec<u8>>, times: usize) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fuzz/seeds").join(name);
    let kept = fs::read_dir(folder).into_iter().flatten().map(|file| fs::read(file.unwrap().path()).unwrap());
    let seeds: Vec<Vec<u8>> = kept.chain(made).collect();
    assert!(!seeds.is_empty(), "there are no seeds of {name}");
    let chance = SeededChance::new(311);
    for seed in &seeds {
        assert!(target(seed).is_some(), "a seed is taken as it is");
        for _ in 0..times {
            let _refused = target(&spoil(seed, &seeds, &chance));
        }
    }
}

/// A few bytes are changed, taken out, doubled, or come from another seed.
fn spoil(seed: &[u8], seeds: &[Vec<u8>], chance: &SeededChance) -> Vec<u8> {
    const ODD: [&[u8]; 12] = [
        b"\0",
        b"\"",
        b"\\u0000",
        b"%00",
        b"&",
        b"\r\n",
        b"--seam",
        b"[[[[",
        b"9812345678",
        "\u{202e}".as_bytes(),
        "१".as_bytes(),
        &[0xff],
    ];
    let pick = |below: usize| (chance.bits() % below.max(1) as u64) as usize;
    let mut spoiled = seed.to_vec();
    for _ in 0..=pick(4) {
        let from = pick(spoiled.len() + 1);
        let until = (from + pick(16)).min(spoiled.len());
        match pick(5) {
            0 => drop(spoiled.drain(from..until)),
            1 => spoiled.splice(from..from, ODD[pick(ODD.len())].iter().copied()).for_each(drop),
            2 => spoiled.extend_from_within(from..until),
            3 => {
                let other = &seeds[pick(seeds.len())];
                spoiled.truncate(from);
                spoiled.extend(&other[pick(other.len())..]);
            }
            _ => spoiled.iter_mut().skip(from).take(1).for_each(|byte| *byte ^= 1 << pick(8)),
        }
    }
    spoiled
}

#[test]
fn numbers_however_they_are_typed() {
    feed(targets::ticket, "ticket", vec![], 5_000);
}

#[test]
fn complaints_however_they_are_written() {
    feed(targets::complaint, "complaint", vec![], 3_000);
}

#[test]
fn pages_of_posts_whatever_stands_on_them() {
    feed(targets::x_page, "x_page", vec![], 3_000);
}

#[test]
fn reports_of_other_tools_whatever_they_send() {
    feed(targets::open311_form, "open311_form", vec![], 3_000);
}

#[test]
fn forms_with_photos_wherever_they_break() {
    let part = |name: &str, bytes: &[u8]| {
        let head = format!("--{}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n", targets::BOUNDARY);
        [head.replace("\"photo\"", "\"photo\"; filename=\"a.jpg\"").as_bytes(), bytes, b"\r\n"].concat()
    };
    let end = format!("--{}--\r\n", targets::BOUNDARY);
    let form = [part("text", "राशन".as_bytes()), part("photo", &photo::jpeg(64, 48)), end.into_bytes()].concat();
    feed(targets::photo_form, "photo_form", vec![form], 400);
}
