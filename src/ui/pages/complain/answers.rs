//! What has been answered so far, by the names of the fields: the app keeps it
//! on the phone, a plain page carries it along in hidden fields.

use domain::{
    complaint::check,
    reference::{Category, Group},
    time::Day,
    wire::{ComplaintForm, FieldProblem},
};
use json::Json;

use super::step::Step;
use crate::privacy_notice::NOTICE;

/// Composes characters (NFC): the browser and the server each have their own way.
pub type Compose = fn(&str) -> String;

/// The answers as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Json)]
pub struct Answers {
    /// The group's code; it is no part of the complaint.
    pub group: String,
    /// Everything else.
    pub form: ComplaintForm,
}

impl Answers {
    /// The names of all fields, in the order of the form.
    pub const NAMES: [&str; 7] = ["group", "category", "district", "place", "text", "name", "mobile"];

    /// The answer to the field of this name; empty where there is none.
    pub fn get(&self, name: &str) -> &str {
        // Every field by its name: a new one that is forgotten here does not compile.
        let ComplaintForm { category, district, place, text, name: who, mobile, language: _, notice: _ } = &self.form;
        match name {
            "group" => &self.group,
            "category" => category,
            "district" => district,
            "place" => place.as_deref().unwrap_or_default(),
            "text" => text,
            "name" => who.as_deref().unwrap_or_default(),
            "mobile" => mobile.as_deref().unwrap_or_default(),
            _ => "",
        }
    }

    /// Answers the field of this name. A category of another group than the
    /// chosen one falls away.
    pub fn set(&mut self, name: &str, typed: String) {
        match name {
            "group" => {
                self.group = typed;
                if Category::from_code(&self.form.category).map(Category::group) != self.group() {
                    self.form.category.clear();
                }
            }
            "category" => {
                self.form.category = typed;
                // Who names the category need not name its group.
                if let Some(category) = Category::from_code(&self.form.category).filter(|_| self.group.is_empty()) {
                    self.group = category.group().code().to_owned();
                }
            }
            "district" => self.form.district = typed,
            "place" => self.form.place = Some(typed),
            "text" => self.form.text = typed,
            "name" => self.form.name = Some(typed),
            "mobile" => self.form.mobile = Some(typed),
            _ => {}
        }
    }

    /// The chosen group.
    pub fn group(&self) -> Option<Group> {
        Group::from_code(&self.group)
    }

    /// The complaint as it is sent in this language.
    pub fn complaint(&self, language: &str) -> ComplaintForm {
        ComplaintForm { language: language.to_owned(), notice: NOTICE.to_owned(), ..self.form.clone() }
    }

    /// Everything that is still wrong, in the order of the form.
    pub fn problems(&self, today: Day, compose: Compose) -> Vec<FieldProblem> {
        let mut problems = Vec::new();
        if self.group().is_none() {
            problems.push(FieldProblem::new("/group", "group.missing"));
        }
        // Checked as it will be sent, in whichever language.
        problems.extend(check(&self.complaint("hi"), today, compose).err().unwrap_or_default());
        problems
    }

    /// What is wrong with the answers of one step.
    pub fn problems_of(&self, step: Step, today: Day, compose: Compose) -> Vec<FieldProblem> {
        self.problems(today, compose).into_iter().filter(|problem| Step::of(&problem.pointer) == step).collect()
    }

    /// The first step that lacks an answer; the last when none does.
    pub fn first_missing(&self, today: Day, compose: Compose) -> Step {
        self.problems(today, compose).first().map_or(Step::Check, |problem| Step::of(&problem.pointer))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_answered_and_read_back() {
        let mut answers = Answers::default();
        let category = Category::all().next().unwrap();
        answers.set("group", category.group().code().to_owned());
        answers.set("category", category.code().to_owned());

        for name in Answers::NAMES.iter().skip(2) {
            answers.set(name, format!("the {name}"));
        }

        assert_eq!(answers.get("category"), category.code());
        for name in Answers::NAMES.iter().skip(2) {
            assert_eq!(answers.get(name), format!("the {name}"));
        }
    }

    #[test]
    fn a_category_falls_away_with_its_group() {
        let category = Category::all().next().unwrap();
        let other = Group::all().find(|group| *group != category.group()).unwrap();
        let mut answers = Answers::default();
        answers.set("group", category.group().code().to_owned());
        answers.set("category", category.code().to_owned());

        answers.set("group", other.code().to_owned());

        assert_eq!(answers.get("category"), "");
    }
}
