//! Accounts: listed, made, disabled, given a new password.

use browser::{api::Failure, arrival::focus_when_drawn};
use domain::wire::desk::{Account, Issued, NewStaff};
use markup::prelude::*;
use markup::{Markup, changing, view, whenever};
use ui::{
    desk::staff::{
        Enrolling, IssuedCard, NewAccount, Sure,
        accounts::{Accounts, Step},
    },
    text::{Text, Texts},
};

use crate::{
    api::{self, is_over},
    fetched::Fetched,
    session::Session,
};

/// What the page holds.
#[derive(Clone, Copy)]
struct Keeping {
    texts: Texts,
    session: Session,
    accounts: Fetched<Vec<Account>>,
    /// Shown once.
    issued: RwSignal<Option<Issued>>,
    /// A step that waits for a "yes".
    wanted: RwSignal<Option<(Account, Step)>>,
    failed: RwSignal<Option<&'static str>>,
}

impl Keeping {
    fn look(self) {
        api::staff::list(self.session, move |answer| self.accounts.take(self.texts, answer));
    }

    fn show(self, issued: Option<Issued>) {
        self.look();
        if issued.is_some() {
            self.issued.set(issued);
            focus_when_drawn(".issued__lead");
        }
    }

    fn ask(self, account: Account, step: Step) {
        self.failed.set(None);
        self.wanted.set(Some((account, step)));
        focus_when_drawn(".issued__lead");
    }

    fn take(self, account: Account, step: Step) {
        self.wanted.set(None);
        match step {
            Step::Reset => {
                api::staff::reset(self.session, account.user, move |answer| self.end(answer.map(Some)));
            }
            Step::Disable | Step::Enable => {
                let disabled = step == Step::Disable;
                api::staff::disable(self.session, account.user, disabled, move |answer| self.end(answer.map(|_| None)));
            }
        }
    }

    fn end(self, answer: Result<Option<Issued>, Failure>) {
        match answer {
            Ok(issued) => self.show(issued),
            Err(failure) if is_over(&failure) => {}
            Err(failure) => self.failed.set(Some(self.texts.problem(failure.key()))),
        }
    }
}

/// Everyone there is, and a form for one more.
#[component]
pub fn Staff() -> Markup {
    let texts = Texts::here();
    let session = Session::here();
    let keeping = Keeping {
        texts,
        session,
        accounts: Fetched::new(),
        issued: RwSignal::new(None),
        wanted: RwSignal::new(None),
        failed: RwSignal::new(None),
    };
    whenever(move || {
        session.follow();
        keeping.look();
    });
    let issued = move || {
        let on_handed = Callback::new(move |()| {
            keeping.issued.set(None);
            focus_when_drawn("h1");
        });
        keeping.issued.get().map(|issued| view! { <IssuedCard issued on_handed /> })
    };
    let wanted = move || {
        keeping.wanted.get().map(|(account, step)| {
            let sure = account.clone();
            let on_yes = Callback::new(move |()| keeping.take(sure.clone(), step));
            let on_no = Callback::new(move |()| {
                keeping.wanted.set(None);
                focus_when_drawn("h1");
            });
            view! { <Sure account on_yes on_no /> }
        })
    };
    let on_step = Callback::new(move |(account, step)| keeping.ask(account, step));
    let again = Callback::new(move |()| keeping.look());
    view! {
        <h1 tabindex="-1">{texts.get(Text::DeskPageStaff)}</h1>
        <div role="status">{changing(issued)}</div>
        <div role="alert">{changing(wanted)} <p class="field__error">{changing(move || keeping.failed.get())}</p></div>
        {keeping.accounts.shown(Text::DeskStaffLoading, again, move |accounts| view! { <Accounts accounts on_step /> })}
        <Enrol keeping />
    }
}

/// The form for a new account.
#[component]
fn Enrol(keeping: Keeping) -> Markup {
    let typed = RwSignal::new(empty());
    let problems = RwSignal::new(Vec::new());
    let failed = RwSignal::new(None);
    let busy = RwSignal::new(false);
    let on_submit = Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failed.set(None);
        problems.set(Vec::new());
        api::staff::add(keeping.session, &typed.get_untracked(), move |answer| {
            busy.set(false);
            match answer {
                Ok(issued) => {
                    typed.set(empty());
                    keeping.show(Some(issued));
                }
                Err(Failure::Refused(problem)) if !problem.errors.is_empty() => {
                    problems.set(problem.errors);
                    focus_when_drawn(".error-summary");
                }
                Err(failure) if is_over(&failure) => {}
                Err(failure) => failed.set(Some(keeping.texts.problem(failure.key()))),
            }
        });
    });
    view! { <NewAccount enrolling=Enrolling { typed, problems, failed, busy, on_submit } /> }
}

fn empty() -> NewStaff {
    NewStaff { user: String::new(), role: String::new(), departments: Vec::new(), district: None, second_factor: false }
}
