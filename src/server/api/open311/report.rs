//! Makes a complaint of what a tool sends: the citizens' own check, and besides
//! what a page would have pointed out while typing is masked on arrival.

use domain::{
    complaint::{self, Complaint, TEXT_MAX, check_email},
    language::Language,
    masking::{self, Personal},
    mobile::Mobile,
    reference::District,
    time::Timestamp,
    wire::{ComplaintForm, FieldProblem},
};

use super::{fields::Fields, place, services, told::Told};
use crate::{api::complaints::compose, channels::post, failure::Failure};

/// The privacy notice is the tool's own.
const NOTICE: &str = "open311";

/// More photos are not noted.
const LINKS: usize = 3;

/// The address of a photo is at most so long.
const LINK: usize = 500;

/// The complaint of these parameters, of somebody who prefers `language`.
///
/// # Errors
/// What is missing, wrong, or given twice.
pub fn read(fields: &Fields, language: Option<Language>, now: Timestamp) -> Result<Complaint, Told> {
    let category = services::named(fields.needed("service_code")?)?;
    let description = fields.needed("description")?;
    let district = district(fields)?;
    let form = ComplaintForm {
        category: category.code().to_owned(),
        district: district.code().to_owned(),
        place: fields.get("address_string")?.map(str::to_owned),
        text: description.to_owned(),
        name: name(fields)?,
        mobile: fields.get("phone")?.map(str::to_owned),
        language: answered_in(fields, description, language)?,
        notice: NOTICE.to_owned(),
    };
    let mut complaint = complaint::check(&form, now.day(), compose).map_err(Failure::Invalid)?;
    let wrong = |pointer, key| Failure::Invalid(vec![FieldProblem::new(pointer, key)]);
    complaint.email = check_email(fields.get("email")?.unwrap_or_default()).map_err(|key| wrong("/email", key))?;
    mask(&mut complaint);
    for link in fields.all("media_url").take(LINKS) {
        // Not fetched: an address that a stranger names is asked for nothing.
        complaint.text = format!("{}\n{}", complaint.text, check_link(link)?);
    }
    if complaint.text.chars().count() > TEXT_MAX {
        return Err(wrong("/text", "text.too_long").into());
    }
    Ok(complaint)
}

/// As with posts: nobody could point it out, and a number in the words is the
/// contact where no other is given.
fn mask(complaint: &mut Complaint) {
    let written = masking::find(&complaint.text).into_iter();
    let mut numbers = written.filter(|found| found.what == Personal::Mobile).map(|found| &complaint.text[found.range]);
    complaint.mobile = complaint.mobile.take().or_else(|| numbers.find_map(Mobile::parse));
    complaint.text = masking::mask(&complaint.text);
    complaint.name = complaint.name.as_deref().map(masking::mask);
    complaint.place = complaint.place.as_deref().map(masking::mask);
}

/// By an attribute, by the address's number, or by its words.
fn district(fields: &Fields) -> Result<District, Told> {
    check_point(fields)?;
    for name in [services::DISTRICT, "address_id"] {
        if let Some(id) = fields.get(name)? {
            let unknown = || Told::bad(format!("{name} must be LGD: and the number of a district, or its code"));
            return place::by_id(id).ok_or_else(unknown);
        }
    }
    fields.get("address_string")?.and_then(place::in_words).ok_or_else(|| {
        Told::bad(format!(
            "address_id is missing, such as LGD:59 (or {}): there is no map here, and address_string ends with \
             no district or names several",
            services::DISTRICT
        ))
    })
}

/// A point says nothing here, but it shall be one.
fn check_point(fields: &Fields) -> Result<(), Told> {
    for (name, most) in [("lat", 90.0), ("long", 180.0)] {
        let number = fields.get(name)?.map(|written| written.parse::<f64>().ok().filter(|number| number.abs() <= most));
        if number == Some(None) {
            return Err(Told::bad(format!("{name} must be a number of degrees")));
        }
    }
    Ok(())
}

fn name(fields: &Fields) -> Result<Option<String>, Told> {
    let parts = [fields.get("first_name")?, fields.get("last_name")?];
    let name = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    Ok(Some(name).filter(|name| !name.is_empty()))
}

/// As asked for; otherwise by the script of the words.
fn answered_in(fields: &Fields, description: &str, preferred: Option<Language>) -> Result<String, Told> {
    let asked = fields.get(services::LANGUAGE)?.map(str::to_owned);
    let guess = || post::language(description, preferred.map(Language::code)).code().to_owned();
    Ok(asked.unwrap_or_else(guess))
}

fn check_link(link: &str) -> Result<&str, Told> {
    let is_link = (link.starts_with("https://") || link.starts_with("http://"))
        && link.len() <= LINK
        && link.bytes().all(|byte| byte.is_ascii_graphic());
    if is_link { Ok(link) } else { Err(Told::bad("media_url must be http:// or https://, and no longer than 500")) }
}
