//! What is wrong with a form, told at each field and in the summary above.

use domain::wire::FieldProblem;
use markup::prelude::*;

use crate::text::Texts;

/// The problems of a form, changing as it is checked.
#[derive(Clone, Copy)]
pub struct Problems(Signal<Vec<FieldProblem>>);

impl Problems {
    /// Those in a signal.
    pub fn new(problems: impl Into<Signal<Vec<FieldProblem>>>) -> Self {
        Self(problems.into())
    }

    /// The sentence about the field of this name, if something is wrong with it.
    pub fn of(self, name: &'static str) -> Signal<Option<&'static str>> {
        let texts = Texts::here();
        Signal::derive(move || {
            self.0.with(|problems| {
                let problem = problems.iter().find(|problem| field(problem) == name);
                problem.map(|problem| texts.problem(&problem.key))
            })
        })
    }

    /// Each field that is wrong, with its sentence, in the order of the form.
    pub fn all(self, texts: Texts) -> Vec<(String, &'static str)> {
        self.0.with(|problems| {
            problems.iter().map(|problem| (field(problem).to_owned(), texts.problem(&problem.key))).collect()
        })
    }
}

/// A field's name is its pointer without the slash.
fn field(problem: &FieldProblem) -> &str {
    problem.pointer.trim_start_matches('/')
}
