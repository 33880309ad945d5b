//! Signing in: name, password, and the code of a second factor once it is asked
//! for; and a password of one's own in place of a one-time one.

use markup::prelude::*;
use markup::{Markup, changing, view};

use crate::{
    button::Submit,
    error_summary::ErrorSummary,
    form::Form,
    notice::{Notice, Weight},
    problems::Problems,
    text::{Text, Texts},
    text_input::{TextInput, Typed},
};

/// What is typed into these forms. It is never kept anywhere.
#[derive(Clone, Default)]
pub struct Credentials {
    /// The name.
    pub user: String,
    /// The present password.
    pub password: String,
    /// The one that shall be valid from now on.
    pub new: String,
    /// The same once more, against a slip of the finger.
    pub again: String,
    /// The code.
    pub code: String,
}

/// How such a form stands.
#[derive(Clone, Copy)]
pub struct Signing {
    /// What is typed.
    pub typed: RwSignal<Credentials>,
    /// What is wrong with the fields.
    pub problems: RwSignal<Vec<domain::wire::FieldProblem>>,
    /// Why it was refused.
    pub failed: RwSignal<Option<&'static str>>,
    /// A code was asked for.
    pub asks_code: RwSignal<bool>,
    /// It is being sent.
    pub busy: RwSignal<bool>,
}

impl Signing {
    /// Nothing typed yet.
    pub fn new() -> Self {
        Self {
            typed: RwSignal::new(Credentials::default()),
            problems: RwSignal::new(Vec::new()),
            failed: RwSignal::new(None),
            asks_code: RwSignal::new(false),
            busy: RwSignal::new(false),
        }
    }

    fn value(self, read: fn(&Credentials) -> &str) -> Signal<String> {
        Signal::derive(move || self.typed.with(|typed| read(typed).to_owned()))
    }

    fn on_input(self, write: fn(&mut Credentials, String)) -> Callback<String> {
        Callback::new(move |value| self.typed.update(|typed| write(typed, value)))
    }
}

impl Default for Signing {
    fn default() -> Self {
        Self::new()
    }
}

/// The page for whoever is not signed in; `lead` says why.
#[component]
pub fn SignInPage(signing: Signing, lead: Text, on_submit: Callback<()>) -> Markup {
    let texts = Texts::here();
    let code = move || signing.asks_code.get().then(|| view! { <CodeField signing /> });
    let waiting = move || signing.busy.get().then(|| texts.get(Text::DeskSignInWaiting));
    view! {
        <h1 tabindex="-1">{texts.get(Text::DeskSignInTitle)}</h1>
        <p class="lead">{texts.get(lead)}</p>
        <Refused signing />
        <Form action="" on_submit>
            <UserField signing />
            <TextInput
                name="password"
                label=texts.get(Text::DeskSignInPassword)
                error=Problems::new(signing.problems).of("password")
                typed=Typed::Password
                autocomplete="current-password"
                value=signing.value(|typed| &typed.password)
                on_input=signing.on_input(|typed, value| typed.password = value)
            />
            {changing(code)}
            <Submit label=texts.get(Text::DeskSignInSubmit) busy=signing.busy />
            <p role="status">{changing(waiting)}</p>
        </Form>
    }
}

/// A new password for whoever has a one-time one.
#[component]
pub fn MustChangePage(signing: Signing, on_submit: Callback<()>) -> Markup {
    let texts = Texts::here();
    view! {
        <h1 tabindex="-1">{texts.get(Text::DeskAccountPassword)}</h1>
        <p class="lead">{texts.get(Text::DeskAccountMustChange)}</p>
        <PasswordForm signing asks_user=true on_submit />
    }
}

/// A new password; the name is asked for where nobody is signed in yet.
#[component]
pub fn PasswordForm(signing: Signing, asks_user: bool, on_submit: Callback<()>) -> Markup {
    let texts = Texts::here();
    let problems = Problems::new(signing.problems);
    let code = move || signing.asks_code.get().then(|| view! { <CodeField signing /> });
    view! {
        <Refused signing />
        <Form action="" on_submit>
            {asks_user.then(|| view! { <UserField signing /> })}
            <TextInput
                name="old"
                label=texts.get(Text::DeskAccountOld)
                error=problems.of("old")
                typed=Typed::Password
                autocomplete="current-password"
                value=signing.value(|typed| &typed.password)
                on_input=signing.on_input(|typed, value| typed.password = value)
            />
            <TextInput
                name="new"
                label=texts.get(Text::DeskAccountNew)
                hint=texts.get(Text::DeskAccountNewHint)
                error=problems.of("new")
                typed=Typed::Password
                autocomplete="new-password"
                value=signing.value(|typed| &typed.new)
                on_input=signing.on_input(|typed, value| typed.new = value)
            />
            <TextInput
                name="again"
                label=texts.get(Text::DeskAccountAgain)
                error=problems.of("again")
                typed=Typed::Password
                autocomplete="new-password"
                value=signing.value(|typed| &typed.again)
                on_input=signing.on_input(|typed, value| typed.again = value)
            />
            {changing(code)}
            <Submit label=texts.get(Text::DeskAccountSave) busy=signing.busy />
        </Form>
    }
}

#[component]
fn UserField(signing: Signing) -> Markup {
    let texts = Texts::here();
    view! {
        <TextInput
            name="user"
            label=texts.get(Text::DeskSignInUser)
            error=Problems::new(signing.problems).of("user")
            typed=Typed::User
            autocomplete="username"
            value=signing.value(|typed| &typed.user)
            on_input=signing.on_input(|typed, value| typed.user = value)
        />
    }
}

#[component]
fn CodeField(signing: Signing) -> Markup {
    let texts = Texts::here();
    view! {
        <TextInput
            name="code"
            label=texts.get(Text::DeskSignInCode)
            error=Problems::new(signing.problems).of("code")
            typed=Typed::Pin
            autocomplete="one-time-code"
            value=signing.value(|typed| &typed.code)
            on_input=signing.on_input(|typed, value| typed.code = value)
        />
    }
}

/// What is wrong, told at once and by a screen reader too.
#[component]
fn Refused(signing: Signing) -> Markup {
    let told = move || {
        signing.failed.get().map(|sentence| view! { <Notice weight=Weight::Warning><p>{sentence}</p></Notice> })
    };
    view! {
        <ErrorSummary problems=Problems::new(signing.problems) />
        <div role="alert">{changing(told)}</div>
    }
}
