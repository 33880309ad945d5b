//! `sunwai erase`: erases what was written in a complaint, also while a server uses
//! the database, and says how much it was and never what.
//!
//! What is erased, and when it may be, is decided behind [`crate::erasing`].

use std::io::{self, BufRead as _, Write as _};

use clap::Args;
use domain::{action::By, standing::Refusal, ticket::Ticket};

use crate::{
    album::{Album, Folder},
    clock::{Clock as _, SystemClock},
    config::{PhotoPlace, Settings},
    erasing::{self, Erased},
    failure::Failure,
    open::open_staff,
    secret::Secret,
    store::{
        StoreError,
        erase::{Rewriting, Swept},
    },
};

/// What shall be erased.
#[derive(Args, Clone, Debug)]
#[command(after_help = "Gone are the text, all that was added and answered, notes, place, name, telephone number and \
    e-mail address, photos, posts. What stays is what was counted: number, subject, district, department, days, states, \
    and the chain of the history. An open complaint is not erased: whoever has to act on it needs the words. Copies \
    that were made before still hold them.")]
pub struct Asked {
    /// The complaint's number, in any spelling
    #[arg(value_name = "TICKET", required_unless_present = "rewrite")]
    ticket: Option<String>,
    /// Do not ask whether it is meant
    #[arg(long, env = "SUNWAI_ERASE_YES")]
    yes: bool,
    /// Then write the whole file of the database anew, so that no copy of a row is left in a free place of it; whoever writes waits meanwhile, about ten seconds for each GB
    #[arg(long, env = "SUNWAI_ERASE_REWRITE")]
    rewrite: bool,
}

/// Erases, and says how much it was.
///
/// # Errors
/// What is in the way, in a sentence; nothing is erased then.
pub async fn erase(settings: &Settings, asked: &Asked) -> Result<(), String> {
    let (store, secret) = open_staff(settings).await?;
    if let Some(typed) = &asked.ticket {
        let ticket = Ticket::parse(typed, &settings.prefix).map_err(|_| format!("{typed} is no ticket number."))?;
        let shown = ticket.display(&settings.prefix);
        if !asked.yes && !is_meant(ticket, &shown, &settings.prefix)? {
            return Err("That is another number. Nothing was erased.".to_owned());
        }
        let album = album(settings, &secret)?;
        let erased = erasing::erase(&*store, &album, ticket, &By::citizen(), SystemClock.now()).await;
        println!("{shown}: {}", in_words(&erased.map_err(|failure| why_not(&shown, &failure))?));
    }
    let rewriting = if asked.rewrite { Rewriting::Whatever } else { Rewriting::IfSmall };
    let swept = store.sweep(rewriting).await.map_err(|error| unswept(&error))?;
    if let Some(words) = told(swept) {
        println!("{words}");
    }
    Ok(())
}

/// Whoever erases types the number once more.
fn is_meant(ticket: Ticket, shown: &str, prefix: &str) -> Result<bool, String> {
    let unheard = |error: io::Error| format!("Nobody answered ({error}). Nothing was erased; --yes does not ask.");
    print!("All that was written in {shown} goes for good. Type its number once more: ");
    io::stdout().flush().map_err(unheard)?;
    let mut typed = String::new();
    io::stdin().lock().read_line(&mut typed).map_err(unheard)?;
    Ok(Ticket::parse(typed.trim(), prefix) == Ok(ticket))
}

fn album(settings: &Settings, secret: &Secret) -> Result<Album, String> {
    match &settings.photos {
        PhotoPlace::Database => Ok(Album::Database),
        PhotoPlace::Folder(path) => {
            Folder::open(path, &secret.mark()).map(Album::Folder).map_err(|problem| problem.to_string())
        }
    }
}

fn in_words(erased: &Erased) -> String {
    let Erased { texts, particulars, photos } = erased;
    format!(
        "erased are {texts} texts, {particulars} particulars and {photos} photos. Number, days, states and figures stay."
    )
}

fn why_not(shown: &str, failure: &Failure) -> String {
    match failure {
        Failure::UnknownTicket => format!("There is no complaint {shown}."),
        Failure::Refused(Refusal::NotFromHere) => format!(
            "{shown} is not closed: whoever has to act on it or to answer needs the words. It can be erased when it is closed, or \
             when its citizen has withdrawn it. Nothing was erased."
        ),
        Failure::Refused(Refusal::Erased) => format!("{shown} is erased already."),
        Failure::Unavailable(reason) => format!("{shown} was not erased: {reason}."),
        other => format!("{shown} was not erased ({}). Try again.", other.told().2),
    }
}

fn unswept(error: &StoreError) -> String {
    format!("What was erased may still be in free places of the file ({error}); a server sweeps within an hour.")
}

fn told(swept: Swept) -> Option<&'static str> {
    match swept {
        Swept::Clean => None,
        Swept::Done => Some("Nothing is left of it in the file of the database. Copies made before still hold it."),
        Swept::AllButCopies => Some(
            "The file is large: copies of rows may be left in free places of it until `sunwai erase --rewrite`. Copies made before still hold all.",
        ),
        Swept::Hindered => Some("Somebody reads the database for long; a server sweeps the file within an hour."),
    }
}
