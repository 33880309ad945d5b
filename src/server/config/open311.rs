//! Settings of what neighbours' programs speak: the key of tools, and a section
//! for the system of each department, in the file only.

use std::collections::BTreeMap;

use domain::reference::{Category, Department};
use serde::Deserialize;

use super::{WrongSetting, from_file, pick, posts::Seconds};
use crate::{
    open311::{DepartmentSettings, Open311Settings},
    outbox::setup::Token,
};

/// The section of the settings file.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub struct Open311Section {
    api_key: Option<String>,
    departments: BTreeMap<String, DepartmentSection>,
}

/// The section of a department.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct DepartmentSection {
    url: Option<String>,
    api_key: Option<String>,
    jurisdiction_id: Option<String>,
    services: BTreeMap<String, String>,
    poll_seconds: Option<u32>,
}

/// The settings after all three sources.
pub(super) fn open311(api_key: Option<Token>, section: Open311Section) -> Result<Open311Settings, WrongSetting> {
    let api_key = pick(api_key, section.api_key).map_err(|wrong| from_file("open311.api_key", wrong))?;
    let mut departments: Vec<DepartmentSettings> = Vec::new();
    for (code, section) in section.departments {
        let known = department(&code, section)?;
        let others = departments.iter().map(|other| &other.api_key).chain(&api_key);
        // Whoever asks is known by the key alone.
        if others.into_iter().any(|other| *other == known.api_key) {
            return Err(wrong(&code, "api_key", "it must be nobody else's"));
        }
        departments.push(known);
    }
    Ok(Open311Settings { api_key, departments })
}

fn department(code: &str, section: DepartmentSection) -> Result<DepartmentSettings, WrongSetting> {
    let department = Department::from_code(code).ok_or_else(|| {
        from_file(&format!("open311.departments.{code}"), "there is no department of this code".to_owned())
    })?;
    let url = pick(None, section.url).map_err(|words| wrong(code, "url", &words))?;
    let api_key = pick(None, section.api_key).map_err(|words| wrong(code, "api_key", &words))?;
    let api_key = api_key.ok_or_else(|| wrong(code, "api_key", "it must say by what we know each other"))?;
    let mut services = BTreeMap::new();
    for (category, name) in section.services {
        let unknown = || wrong(code, &format!("services.{category}"), "there is no category of this code");
        services.insert(Category::from_code(&category).ok_or_else(unknown)?, name);
    }
    let every: Option<Seconds> = pick(None, section.poll_seconds.map(|seconds| seconds.to_string()))
        .map_err(|words| wrong(code, "poll_seconds", &words))?;
    let (jurisdiction_id, every) = (section.jurisdiction_id, every.map(|every| every.0));
    Ok(DepartmentSettings { department, url, api_key, jurisdiction_id, services, every })
}

fn wrong(code: &str, name: &str, words: &str) -> WrongSetting {
    from_file(&format!("open311.departments.{code}.{name}"), words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Open311Settings, String> {
        open311(None, toml::from_str(text).unwrap()).map_err(|wrong| wrong.to_string())
    }

    #[test]
    fn a_department_has_a_key_and_perhaps_an_address_and_names_of_its_own() {
        let settings = read(
            "api_key = \"tools\"\n[departments.FOOD]\nurl = \"https://food.example/open311/v2/\"\napi_key = \"food\"\n\
             services = { PDS_NOT_RECEIVED = \"F-17\" }\npoll_seconds = 300\n[departments.WCD]\napi_key = \"wcd\"",
        )
        .unwrap();

        let [food, wcd] = &settings.departments[..] else { panic!("two departments") };
        assert_eq!(food.url.as_ref().unwrap().0, "https://food.example/open311/v2");
        assert_eq!(food.services.values().collect::<Vec<_>>(), ["F-17"]);
        assert_eq!((food.every.map(|every| every.as_secs()), wcd.every), (Some(300), None));
        assert_eq!((wcd.department.code(), &wcd.url), ("WCD", &None));
    }

    #[test]
    fn a_wrong_setting_is_named() {
        for (text, name) in [
            ("[departments.PIZZA]\napi_key = \"x\"", "open311.departments.PIZZA"),
            ("[departments.FOOD]\nurl = \"https://food.example\"", "open311.departments.FOOD.api_key"),
            ("[departments.FOOD]\nurl = \"food\"\napi_key = \"x\"", "open311.departments.FOOD.url"),
            ("[departments.FOOD]\napi_key = \"x\"\nservices = { A = \"1\" }", "open311.departments.FOOD.services.A"),
            ("api_key = \"x\"\n[departments.FOOD]\napi_key = \"x\"", "open311.departments.FOOD.api_key"),
            (
                "[departments.FOOD]\napi_key = \"x\"\n[departments.WCD]\napi_key = \"x\"",
                "open311.departments.WCD.api_key",
            ),
            ("[departments.FOOD]\napi_key = \"x\"\npoll_seconds = 0", "open311.departments.FOOD.poll_seconds"),
            ("api_key = \"a key\"", "open311.api_key"),
        ] {
            assert!(read(text).unwrap_err().contains(name), "{text}");
        }
    }
}
