//! What the citizen takes home: the slip, with the PIN below a line to fold it
//! at, and the provisional one while the line is down. Only the slip is printed.

use domain::{
    paths::page,
    time::Timestamp,
    wire::{Receipt, kiosk::Centre},
};
use markup::prelude::*;
use markup::{Children, Markup, view};

use crate::{
    desk::code::Code,
    pages::receipt::picture,
    text::{Text, Texts},
};

/// What is in the printer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// Thermal paper, 80 mm wide.
    #[default]
    Roll,
    /// A5.
    Sheet,
}

impl Paper {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Roll, Self::Sheet];

    /// What the terminal remembers.
    pub fn code(self) -> &'static str {
        match self {
            Self::Roll => "roll",
            Self::Sheet => "sheet",
        }
    }

    /// The paper of a code; the roll for anything else.
    pub fn from_code(code: &str) -> Self {
        Self::ALL.into_iter().find(|paper| paper.code() == code).unwrap_or_default()
    }

    fn name(self) -> Text {
        match self {
            Self::Roll => Text::KioskSlipRoll,
            Self::Sheet => Text::KioskSlipSheet,
        }
    }
}

/// What can be done with a slip.
#[derive(Clone, Copy)]
pub struct Printing {
    /// What is in the printer.
    pub paper: RwSignal<Paper>,
    /// Another paper.
    pub on_paper: Callback<Paper>,
    /// Prints.
    pub on_print: Callback<()>,
    /// Erases all for the next citizen.
    pub on_next: Callback<()>,
}

/// The slip of a complaint that is registered.
#[component]
pub fn SlipPage(receipt: Receipt, centre: Centre, printing: Printing) -> Markup {
    let texts = Texts::here();
    let due = texts.day_of(receipt.due_at);
    view! {
        <h1 tabindex="-1">{texts.get(Text::KioskSlipTitle)}</h1>
        <p class="lead">{texts.get(Text::KioskSlipHandOver)}</p>
        <Controls printing />
        <Slip paper=printing.paper centre=centre.clone()>
            <p class="slip__label">{texts.get(Text::KioskSlipNumber)}</p>
            <Number display=receipt.display />
            <p class="slip__due">{texts.fill(Text::KioskSlipDue, &[("due", &due)])}</p>
            <h2 class="slip__title">{texts.get(Text::ReceiptNext)}</h2>
            <ol class="slip__next">
                <li>{texts.get(Text::ReceiptNextTeam)}</li>
                <li>{texts.fill(Text::ReceiptNextDue, &[("due", &due)])}</li>
                <li>{texts.get(Text::ReceiptNextYou)}</li>
            </ol>
            <Help centre />
            <p>{texts.fill(Text::ReceiptReceived, &[("moment", &texts.moment(receipt.received_at))])}</p>
            <p class="slip__fold">{texts.get(Text::KioskSlipFold)}</p>
            <div class="slip__secret">
                <div>
                    <p class="slip__label">{texts.get(Text::KioskSlipPin)}</p>
                    <p class="slip__pin">{receipt.pin}</p>
                </div>
                <figure class="slip__qr">
                    <img src=picture(&receipt.qr) alt=texts.get(Text::ReceiptQrAlt) width="160" height="160" />
                    <figcaption>{texts.get(Text::ReceiptQr)}</figcaption>
                </figure>
            </div>
        </Slip>
    }
}

/// The slip of a complaint that waits for the line, under a number of this
/// terminal.
#[component]
pub fn ProvisionalPage(number: String, at: Timestamp, centre: Centre, printing: Printing) -> Markup {
    let texts = Texts::here();
    view! {
        <h1 tabindex="-1">{texts.get(Text::KioskSlipKeptTitle)}</h1>
        <p class="lead">{texts.get(Text::KioskSlipKeptLead)}</p>
        <Controls printing />
        <Slip paper=printing.paper centre=centre.clone()>
            <p class="slip__label">{texts.get(Text::KioskSlipKeptNumber)}</p>
            <p class="slip__number"><Code words=number /></p>
            <p class="slip__due">{texts.get(Text::KioskSlipKeptNot)}</p>
            <p>{texts.get(Text::KioskSlipKeptAsk)}</p>
            {centre.tells_by_sms.then(|| view! { <p>{texts.get(Text::KioskSlipKeptSms)}</p> })}
            <Helpline centre />
            <p>{texts.fill(Text::KioskSlipKeptAt, &[("moment", &texts.moment(at))])}</p>
        </Slip>
    }
}

/// A slip that shows whether the printer works.
#[component]
pub fn TestSlip(paper: RwSignal<Paper>, centre: Centre, at: Timestamp) -> Markup {
    let texts = Texts::here();
    view! {
        <Slip paper centre=centre.clone()>
            <p class="slip__due">{texts.get(Text::KioskHealthTest)}</p>
            <Number display="00 000-0000-0000".to_owned() />
            <p>{texts.moment(at)}</p>
        </Slip>
    }
}

/// The paper, and what is on every slip.
#[component]
fn Slip(paper: RwSignal<Paper>, centre: Centre, children: Children) -> Markup {
    let texts = Texts::here();
    let class = Signal::derive(move || ["slip slip--", paper.get().code()].concat());
    view! {
        <div class=class>
            <p class="slip__office">{texts.get(Text::HeaderName)} " · " <Code words=centre.name /></p>
            {children()}
        </div>
    }
}

#[component]
fn Controls(printing: Printing) -> Markup {
    let texts = Texts::here();
    view! {
        <div class="buttons slip-controls">
            <button class="button" type="button" id="print" on:click=move |_| printing.on_print.run(())>
                {texts.get(Text::KioskSlipPrint)}
            </button>
            <button
                class="button button--second"
                type="button"
                id="next"
                aria-keyshortcuts="Control+Enter"
                on:click=move |_| printing.on_next.run(())
            >
                {texts.get(Text::KioskSlipNext)}
            </button>
        </div>
        <PaperChoice printing />
    }
}

/// Which paper, remembered on the terminal.
#[component]
pub fn PaperChoice(printing: Printing) -> Markup {
    let texts = Texts::here();
    let chosen = printing.paper.get_untracked();
    let options = Paper::ALL.map(|paper| {
        view! { <option value=paper.code() selected=chosen == paper>{texts.get(paper.name())}</option> }
    });
    view! {
        <div class="field slip-controls">
            <label class="field__label" for="paper">{texts.get(Text::KioskSlipPaper)}</label>
            <select
                class="select"
                id="paper"
                on:change:target=move |event| printing.on_paper.run(Paper::from_code(&event.target().value()))
            >
                {options.into_iter().collect::<Markup>()}
            </select>
        </div>
    }
}

/// The number in large groups, which are easier to read out and to compare.
#[component]
fn Number(display: String) -> Markup {
    let groups = display.split([' ', '-']).map(|group| {
        view! { <span class="slip__group">{group}</span> " " }
    });
    view! { <p class="slip__number">{groups.collect::<Markup>()}</p> }
}

/// Where the citizen asks.
#[component]
fn Help(centre: Centre) -> Markup {
    let texts = Texts::here();
    let site = centre.site.split_once("://").map_or(centre.site.as_str(), |(_, host)| host);
    let address = [site, page::STATUS].concat();
    view! {
        <p>{texts.get(Text::KioskSlipLookUp)} " " <Code words=address /></p>
        <p>{texts.get(Text::KioskSlipHere)}</p>
        <Helpline centre />
    }
}

#[component]
fn Helpline(centre: Centre) -> Markup {
    let texts = Texts::here();
    let number = centre.helpline.clone();
    number.map_or_else(Markup::nothing, |number| {
        view! { <p class="slip__helpline">{texts.get(Text::KioskSlipHelpline)} " " <Code words=number /></p> }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_terminal_remembers_is_its_paper() {
        for paper in Paper::ALL {
            assert_eq!(Paper::from_code(paper.code()), paper);
        }
        assert_eq!(Paper::from_code("parchment"), Paper::Roll);
    }
}
