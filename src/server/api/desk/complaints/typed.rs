//! What someone typed into the search: a ticket number, the end of a mobile
//! number, or words.

use domain::{
    digits,
    likeness::fold,
    mobile::Mobile,
    ticket::{Ticket, TicketProblem},
};

use crate::store::desk::Wanted;

/// So many words are looked for; the rest are not.
const WORDS_MAX: usize = 10;

/// What is searched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// One complaint by its number.
    Ticket(Ticket),
    /// Complaints that hold this.
    Wanted(Wanted),
}

impl Typed {
    /// Reads what was typed; `None` for nothing but spaces.
    ///
    /// # Errors
    /// The key of a sentence: a mistyped ticket number; a whole mobile number,
    /// which shall stand in no address.
    pub fn read(typed: &str, prefix: &str) -> Result<Option<Self>, &'static str> {
        if typed.trim().is_empty() {
            return Ok(None);
        }
        if Mobile::parse(typed).is_some() {
            return Err("search.whole_mobile");
        }
        match Ticket::parse(typed, prefix) {
            Ok(ticket) => return Ok(Some(Self::Ticket(ticket))),
            Err(problem @ TicketProblem::CheckDigit) => return Err(problem.key()),
            Err(TicketProblem::Shape) => {}
        }
        let folded = fold(typed);
        let words = folded.split(' ').filter(|word| !word.is_empty()).take(WORDS_MAX).map(str::to_owned).collect();
        Ok(Some(Self::Wanted(Wanted { words, last_four: last_four(typed) })))
    }
}

/// Exactly four digits of any of the three scripts.
fn last_four(typed: &str) -> Option<String> {
    let digits: String = typed
        .trim()
        .chars()
        .map(|character| digits::value(character).map(|value| char::from(b'0' + value)))
        .collect::<Option<_>>()?;
    (digits.len() == 4).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(typed: &str) -> (Vec<String>, Option<String>) {
        match Typed::read(typed, "HR") {
            Ok(Some(Typed::Wanted(wanted))) => (wanted.words, wanted.last_four),
            other => panic!("{typed}: {other:?}"),
        }
    }

    #[test]
    fn a_ticket_number_in_any_spelling_goes_straight_to_it() {
        let ticket = Ticket::from_number(21_482_736_900).unwrap();

        for typed in ["21482736900", " hr 214-8273-6900 ", "२१४८२७३६९००"] {
            assert_eq!(Typed::read(typed, "HR"), Ok(Some(Typed::Ticket(ticket))), "{typed}");
        }
        assert_eq!(Typed::read("HR 214-8273-6901", "HR"), Err("ticket.check_digit"));
    }

    #[test]
    fn four_digits_may_be_the_end_of_a_mobile_number() {
        assert_eq!(wanted("5678"), (vec!["5678".to_owned()], Some("5678".to_owned())));
        assert_eq!(wanted("५६७८"), (vec!["5678".to_owned()], Some("5678".to_owned())));
        assert_eq!(wanted("56 78").1, None);
        assert_eq!(wanted("567").1, None);
    }

    #[test]
    fn a_whole_mobile_number_stands_in_no_address() {
        for typed in ["9812345678", "+91 98123 45678", "09812345678", "९८१२३४५६७८"] {
            assert_eq!(Typed::read(typed, "HR"), Err("search.whole_mobile"), "{typed}");
        }
    }

    #[test]
    fn anything_else_is_words() {
        assert_eq!(wanted("राशन, \"NOT\" paid*").0, ["राशन", "not", "paid"]);
        assert_eq!(wanted("***").0, Vec::<String>::new());
        assert_eq!(wanted(&"a ".repeat(40)).0.len(), WORDS_MAX);
        assert_eq!(Typed::read("  ", "HR"), Ok(None));
    }
}
