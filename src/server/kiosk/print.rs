//! Kiosks in words, for whoever sits at the command line.

use std::fmt::Write as _;

use domain::{
    paths,
    time::Timestamp,
    wire::kiosk::{KioskLine, NewKiosk},
};

/// What is to be handed to the centre.
pub fn added(added: &NewKiosk) -> String {
    format!(
        "Kiosk:          {}, {}, {}\nEnrolment code: {}\n\nThis is shown once. Type it at the terminal, at {}, before {}. It is good for one terminal.\n",
        added.id,
        added.name,
        added.district.code(),
        added.enrolment_code,
        paths::kiosk::APP,
        added.expires_at,
    )
}

/// One line a kiosk.
pub fn list(kiosks: &[KioskLine], now: Timestamp) -> String {
    if kiosks.is_empty() {
        return "There are no kiosks. Add the first: sunwai kiosk add \"CENTRE NAME\" --district CODE\n".to_owned();
    }
    let mut text = String::new();
    for kiosk in kiosks {
        let KioskLine { id, name, district, .. } = kiosk;
        writeln!(text, "{id:>4}  {name}, {}, {}", district.code(), state(kiosk, now)).expect("a text takes any line");
    }
    text
}

fn state(kiosk: &KioskLine, now: Timestamp) -> String {
    match (kiosk.disabled_at, kiosk.seen_at, kiosk.code_expires_at) {
        (Some(at), ..) => format!("disabled {at}"),
        (_, Some(at), _) => format!("last used {at}"),
        (_, _, Some(until)) if now < until => format!("not enrolled yet, its code is good until {until}"),
        _ => "not enrolled, and its code is too old: disable it and add it again".to_owned(),
    }
}
