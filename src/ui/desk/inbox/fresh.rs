//! What has come since a list was fetched.

use domain::wire::desk::InboxItem;

/// Where a message stands: the urgent first, of these the newest.
fn place(item: &InboxItem) -> (bool, i64, &str) {
    (!item.urgent.is_empty(), item.posted_at.0, &item.id)
}

/// The messages of `page` that are not `known` and stand before the last of these:
/// what stands after it is not new, it was not asked for yet, if there is more.
pub fn fresh(known: &[InboxItem], has_more: bool, page: Vec<InboxItem>) -> Vec<InboxItem> {
    let last = known.last().filter(|_| has_more).map(place);
    let is_new =
        |item: &InboxItem| known.iter().all(|known| known.id != item.id) && last.is_none_or(|last| place(item) > last);
    page.into_iter().filter(is_new).collect()
}

#[cfg(test)]
mod tests {
    use domain::{language::Language, time::Timestamp};

    use super::*;

    fn item(id: &str, posted_at: i64, urgent: &[&str]) -> InboxItem {
        InboxItem {
            id: id.to_owned(),
            channel: "x".to_owned(),
            text: String::new(),
            author: String::new(),
            author_name: None,
            link: None,
            posted_at: Timestamp(posted_at),
            language: Language::Hi,
            urgent: urgent.iter().map(|word| (*word).to_owned()).collect(),
            hints: Vec::new(),
            photos: Vec::new(),
            edits: 0,
            edited_text: None,
            mobile: None,
            ticket: None,
            ticket_status: None,
            suggests: None,
            thread: Vec::new(),
            earlier: Vec::new(),
        }
    }

    fn ids(items: &[InboxItem]) -> Vec<&str> {
        items.iter().map(|item| item.id.as_str()).collect()
    }

    #[test]
    fn what_was_not_asked_for_yet_is_not_new() {
        let known = [item("fire", 50, &["आग"]), item("b", 40, &[])];
        let page = || vec![item("fire", 50, &["आग"]), item("c", 60, &[]), item("b", 40, &[]), item("old", 30, &[])];

        assert_eq!(ids(&fresh(&known, true, page())), ["c"]);
        assert_eq!(ids(&fresh(&known, false, page())), ["c", "old"], "all were there, so it has come since");
        assert_eq!(ids(&fresh(&[], false, page())).len(), 4);
    }
}
