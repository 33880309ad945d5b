//! Turns the lists into tables, and fails when an entry lacks a language or
//! names something that is on no list.

use std::{collections::BTreeSet, env, fmt::Write as _, fs, path::Path};

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    code: String,
    en: String,
    hi: String,
    pa: String,
    #[serde(default)]
    group: String,
    #[serde(default)]
    dept: String,
    #[serde(default)]
    alt: Vec<String>,
    #[serde(default)]
    kw: Vec<String>,
    sla: Option<u16>,
    #[serde(default)]
    route: String,
    #[serde(default)]
    sensitive: bool,
    #[serde(default)]
    senior_only: bool,
    lgd: Option<u16>,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    discom: String,
    #[serde(default)]
    since: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    kind: String,
}

/// Answered within so many days where the list does not say (PRODUCT, "due").
const DEFAULT_DAYS: u16 = 21;

fn main() {
    let lists = Path::new("lists");
    println!("cargo::rerun-if-changed=lists");
    let mut table = String::new();
    let groups = read(lists, "groups", &mut table);
    let departments = read(lists, "departments", &mut table);
    let districts = read(lists, "districts", &mut table);
    let categories = read(lists, "categories", &mut table);
    read(lists, "reasons", &mut table);
    read(lists, "statuses", &mut table);

    let place = |list: &[Entry], code: &str, who: &str| {
        list.iter().position(|entry| entry.code == code).unwrap_or_else(|| panic!("{who}: {code} is on no list"))
    };
    table.push_str("static CATEGORY_ROWS: &[CategoryRow] = &[\n");
    for category in &categories {
        let by_district = match category.route.as_str() {
            "" => false,
            "discom" => true,
            other => panic!("{}: unknown route {other}", category.code),
        };
        writeln!(
            table,
            "  CategoryRow {{ group: {}, department: {}, others: &{:?}, days: {}, by_district: {by_district}, sensitive: {}, senior_only: {} }},",
            place(&groups, &category.group, &category.code),
            place(&departments, &category.dept, &category.code),
            category.alt.iter().map(|code| place(&departments, code, &category.code)).collect::<Vec<_>>(),
            category.sla.unwrap_or(DEFAULT_DAYS),
            category.sensitive,
            category.senior_only,
        )
        .expect("a string takes all");
    }
    table.push_str("];\nstatic DISTRICT_ROWS: &[DistrictRow] = &[\n");
    for district in &districts {
        writeln!(
            table,
            "  DistrictRow {{ lgd: {:?}, power: {}, since: {:?}, parent: {:?} }},",
            district.lgd,
            place(&departments, &district.discom, &district.code),
            district.since,
            (!district.from.is_empty()).then(|| place(&districts, &district.from, &district.code)),
        )
        .expect("a string takes all");
    }
    table.push_str("];\n");
    words(&mut table, "CATEGORY_KEYWORDS", categories.iter().map(|category| &category.kw));
    words(&mut table, "DEPARTMENT_ALIASES", departments.iter().map(|department| &department.aliases));
    words(&mut table, "DISTRICT_ALIASES", districts.iter().map(|district| &district.aliases));
    let out = env::var("OUT_DIR").expect("cargo sets it");
    fs::write(Path::new(&out).join("lists.rs"), table).expect("the output folder can be written");
}

/// Writes a table of words apart from the rows: a program that asks for none of
/// them, such as the citizens' app, does not carry them.
fn words<'a>(table: &mut String, name: &str, lists: impl Iterator<Item = &'a Vec<String>>) {
    let lists: Vec<_> = lists.collect();
    writeln!(table, "static {name}: [&[&str]; {}] = [", lists.len()).expect("a string takes all");
    for list in lists {
        writeln!(table, "  &{list:?},").expect("a string takes all");
    }
    table.push_str("];\n");
}

/// Reads one list, checks it and writes its codes and names.
fn read(folder: &Path, name: &str, table: &mut String) -> Vec<Entry> {
    let path = folder.join(name).with_extension("json");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let list: Vec<Entry> = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut seen = BTreeSet::new();
    for entry in &list {
        assert!(seen.insert(&entry.code), "{name}: {} stands twice", entry.code);
        for (language, words) in [("en", &entry.en), ("hi", &entry.hi), ("pa", &entry.pa)] {
            assert!(!words.trim().is_empty(), "{name}: {} has no name in {language}", entry.code);
        }
        assert!(name != "statuses" || !entry.kind.is_empty(), "{name}: {} has no kind", entry.code);
    }
    let upper = name.to_uppercase();
    let codes: Vec<_> = list.iter().map(|entry| &entry.code).collect();
    writeln!(table, "static {upper}: &[&str] = &{codes:?};").expect("a string takes all");
    writeln!(table, "#[cfg(feature = \"names\")]\nstatic {upper}_NAMES: &[Names] = &[").expect("a string takes all");
    for entry in &list {
        writeln!(table, "  Names {{ hi: {:?}, en: {:?}, pa: {:?} }},", entry.hi, entry.en, entry.pa)
            .expect("a string takes all");
    }
    table.push_str("];\n");
    list
}
