//! Posts that did not come by themselves: one by its address and words, or many as
//! a table. What is wrong is told by line, and what was typed stays.

use domain::wire::{
    FieldProblem,
    desk::{ImportProblem, Imported},
};
use markup::prelude::*;
use markup::{Event, Markup, changing, view};

use crate::{
    button::Submit,
    desk::code::Code,
    error_summary::ErrorSummary,
    form::Form,
    notice::{Notice, Weight},
    number::grouped,
    problems::Problems,
    text::{Text, Texts},
    text_area::TextArea,
    text_input::TextInput,
};

/// How an address looks.
const EXAMPLE: &str = "https://x.com/ram_rohtak/status/1301573587187331074";
/// The columns that a table may have.
const COLUMNS: &str = "link, text, author, posted_at";
/// A post has at most so many characters, on any channel.
const LONGEST: usize = 25_000;
/// A table at most so many.
const TABLE_LONGEST: usize = 4 * 1024 * 1024;

/// One post.
#[derive(Clone, Copy)]
pub struct Pasting {
    /// Its address.
    pub link: RwSignal<String>,
    /// Its words.
    pub text: RwSignal<String>,
    /// What is wrong with them.
    pub problems: RwSignal<Vec<FieldProblem>>,
    /// What came of the last one.
    pub told: RwSignal<Option<Text>>,
    /// Why it was not added.
    pub failed: RwSignal<Option<&'static str>>,
    /// It is being sent.
    pub busy: RwSignal<bool>,
    /// Sends it.
    pub on_add: Callback<()>,
}

/// Many posts.
#[derive(Clone, Copy)]
pub struct Importing {
    /// The table.
    pub table: RwSignal<String>,
    /// What came of it.
    pub imported: RwSignal<Option<Imported>>,
    /// What is wrong with the whole.
    pub failed: RwSignal<Option<&'static str>>,
    /// It is being sent.
    pub busy: RwSignal<bool>,
    /// A file was chosen.
    pub on_file: Callback<Event>,
    /// Sends it.
    pub on_import: Callback<()>,
}

/// The form for one post.
#[component]
pub fn PasteForm(pasting: Pasting) -> Markup {
    let texts = Texts::here();
    let problems = Problems::new(pasting.problems);
    let told = move || {
        let text = pasting.told.get()?;
        Some(view! { <Notice weight=Weight::Good><p>{texts.get(text)}</p></Notice> })
    };
    view! {
        <h2>{texts.get(Text::DeskPasteOne)}</h2>
        <ErrorSummary problems />
        <Form action="" on_submit=pasting.on_add>
            <TextInput
                name="link"
                label=texts.get(Text::DeskPasteLink)
                error=problems.of("link")
                autocomplete="off"
                value=pasting.link.into()
                on_input=Callback::new(move |typed| pasting.link.set(typed))
            />
            <p class="field__hint">{texts.get(Text::DeskPasteSuchAs)} ": " <Code words=EXAMPLE /></p>
            <TextArea
                name="text"
                label=texts.get(Text::DeskPasteText)
                error=problems.of("text")
                longest=LONGEST
                value=pasting.text.into()
                on_input=Callback::new(move |typed| pasting.text.set(typed))
            />
            <div role="status">{changing(told)}</div>
            {failure(pasting.failed)}
            <Submit label=texts.get(Text::DeskPasteAdd) busy=pasting.busy />
        </Form>
    }
}

/// The form for a table.
#[component]
pub fn ImportForm(importing: Importing) -> Markup {
    let texts = Texts::here();
    let imported = move || importing.imported.get().map(|imported| told(texts, imported));
    view! {
        <h2>{texts.get(Text::DeskPasteMany)}</h2>
        <p>{texts.get(Text::DeskPasteManyLead)} " " <Code words=COLUMNS /></p>
        <Form action="" on_submit=importing.on_import>
            <p>
                // Before its label, which shows that it has the focus; its own words would be
                // in the language of the browser.
                <input
                    class="hidden paste__file"
                    id="file"
                    type="file"
                    accept=".csv,text/csv"
                    on:change=move |event| importing.on_file.run(event)
                />
                <label class="button button--second" for="file">{texts.get(Text::DeskPasteFile)}</label>
            </p>
            <TextArea
                name="table"
                label=texts.get(Text::DeskPasteTable)
                error=importing.failed.into()
                longest=TABLE_LONGEST
                value=importing.table.into()
                on_input=Callback::new(move |typed| importing.table.set(typed))
            />
            <Submit label=texts.get(Text::DeskPasteImport) busy=importing.busy />
        </Form>
        <div class="paste__imported" role="status" tabindex="-1">{changing(imported)}</div>
    }
}

fn failure(failed: RwSignal<Option<&'static str>>) -> Markup {
    let failure =
        move || failed.get().map(|sentence| view! { <Notice weight=Weight::Warning><p>{sentence}</p></Notice> });
    view! { <div role="alert">{changing(failure)}</div> }
}

fn told(texts: Texts, imported: Imported) -> Markup {
    let Imported { added, known, problems } = imported;
    let count = lines(&problems);
    let counts = [("added", grouped(added)), ("known", grouped(known)), ("problems", grouped(count))];
    let counts = counts.each_ref().map(|(name, count)| (*name, count.as_str()));
    let summary = texts.fill(Text::DeskPasteImported, &counts);
    let weight = if count == 0 { Weight::Good } else { Weight::Warning };
    let kept = (count > 0).then(|| view! { <p>{texts.get(Text::DeskPasteKept)}</p> });
    let rows = problems.into_iter().map(|problem| {
        let line = texts.fill(Text::DeskPasteLine, &[("line", &grouped(problem.line))]);
        view! {
            <li><strong>{line}</strong> ", " <Code words=problem.column /> ": " {texts.problem(&problem.key)}</li>
        }
    });
    let rows = (count > 0).then(|| view! { <ul class="paste__problems">{rows.collect::<Markup>()}</ul> });
    view! { <Notice weight><p><strong>{summary}</strong></p>{kept}{rows}</Notice> }
}

/// How many lines were left out: one may have two problems.
fn lines(problems: &[ImportProblem]) -> u32 {
    let mut lines: Vec<_> = problems.iter().map(|problem| problem.line).collect();
    lines.dedup();
    u32::try_from(lines.len()).unwrap_or(u32::MAX)
}
