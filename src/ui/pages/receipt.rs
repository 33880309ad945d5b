//! The receipt: number, PIN, QR, what happens next. It prints as a slip.

use domain::wire::Receipt;
use markup::prelude::*;
use markup::{IS_PLAIN, Markup, changing, view};

use crate::{
    button::{Button, LinkButton},
    notice::{Notice, Weight},
    panel::Panel,
    photos_waiting::PhotosWaiting,
    text::{Text, Texts},
};

/// `copied` becomes true once the text of the slip is on the clipboard; so many
/// `photos` have still to be sent, or one was not taken for this reason.
#[component]
pub fn ReceiptPage(
    receipt: Receipt,
    #[prop(optional)] photos: Option<Signal<(u32, Option<&'static str>)>>,
    copied: Signal<bool>,
    on_print: Callback<()>,
    on_copy: Callback<()>,
) -> Markup {
    let texts = Texts::here();
    let due = texts.day_of(receipt.due_at);
    let told = move || copied.get().then(|| texts.get(Text::ReceiptCopied));
    view! {
        <Panel
            title=texts.get(Text::ReceiptTitle)
            label=texts.get(Text::ReceiptNumber)
            number=receipt.display.clone()
        />
        <div class="receipt">
            <div class="receipt__secret">
                <p class="receipt__label">{texts.get(Text::ReceiptPin)}</p>
                <p class="receipt__pin">{receipt.pin.clone()}</p>
                <Notice weight=Weight::Warning>
                    <p>{texts.get(Text::ReceiptPinOnce)}</p>
                </Notice>
            </div>
            <figure class="receipt__qr">
                <img src=picture(&receipt.qr) alt=texts.get(Text::ReceiptQrAlt) width="200" height="200" />
                <figcaption>{texts.get(Text::ReceiptQr)}</figcaption>
            </figure>
        </div>
        {photos.map(|photos| view! {
            <div role="status">{changing(move || {
                let (count, refused) = photos.get();
                view! { <PhotosWaiting count refused /> }
            })}</div>
        })}
        {(!IS_PLAIN).then(|| view! {
            <div class="receipt__actions">
                <Button label=texts.get(Text::ReceiptPrint) on_press=on_print />
                <Button label=texts.get(Text::ReceiptCopy) on_press=on_copy />
                <p role="status">{changing(told)}</p>
            </div>
        })}
        <h2>{texts.get(Text::ReceiptNext)}</h2>
        <ol class="receipt__next">
            <li>{texts.get(Text::ReceiptNextTeam)}</li>
            <li>{texts.fill(Text::ReceiptNextDue, &[("due", &due)])}</li>
            <li>{texts.get(Text::ReceiptNextYou)}</li>
        </ol>
        <p class="receipt__received">
            {texts.fill(Text::ReceiptReceived, &[("moment", &texts.moment(receipt.received_at))])}
        </p>
        <LinkButton label=texts.get(Text::ReceiptStatus) href=receipt.link />
    }
}

/// The slip as text, for the clipboard. `address` is the whole address of the
/// status, with the key.
pub fn slip(texts: Texts, receipt: &Receipt, address: &str) -> String {
    let line = |label, value: &str| [texts.get(label), ": ", value, "\n"].concat();
    [
        line(Text::ReceiptNumber, &receipt.display),
        line(Text::ReceiptPin, &receipt.pin),
        texts.fill(Text::ReceiptNextDue, &[("due", &texts.day_of(receipt.due_at))]) + "\n",
        address.to_owned(),
    ]
    .concat()
}

/// An SVG document as the address of a picture, so that it is never read as
/// part of the page.
pub fn picture(svg: &str) -> String {
    let mut address = String::from("data:image/svg+xml,");
    for character in svg.chars() {
        match character {
            '%' => address.push_str("%25"),
            '#' => address.push_str("%23"),
            '<' => address.push_str("%3C"),
            '>' => address.push_str("%3E"),
            '"' => address.push_str("%22"),
            '\n' => address.push_str("%0A"),
            other => address.push(other),
        }
    }
    address
}
