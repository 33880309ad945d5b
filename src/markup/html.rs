//! On the server: HTML as a text. Nothing changes here, so what is said to change
//! is drawn once; listeners and properties are left out.

use std::{borrow::Cow, sync::Arc};

use crate::{Listener, Value};

/// Elements that have no end tag.
const VOID: [&str; 6] = ["br", "hr", "img", "input", "link", "meta"];

/// A part of a page, or a whole one.
pub struct Markup(String);

impl Markup {
    /// Nothing at all.
    pub fn nothing() -> Self {
        Self(String::new())
    }

    pub(crate) fn text(words: &str) -> Self {
        let mut html = String::with_capacity(words.len());
        escape(words, &mut html);
        Self(html)
    }

    pub(crate) fn changing(draw: Box<dyn Fn() -> Self>) -> Self {
        leptos::prelude::untrack(draw)
    }

    /// The HTML; every text in it is escaped.
    pub fn to_html(self) -> String {
        self.0
    }
}

/// Parts beside each other.
pub struct Parts(String);

impl Parts {
    /// None yet.
    #[expect(clippy::new_without_default, reason = "only `view!` calls it")]
    pub fn new() -> Self {
        Self(String::new())
    }

    /// One more.
    pub fn add(&mut self, part: Markup) {
        self.0.push_str(&part.0);
    }

    /// All of them.
    pub fn into_markup(self) -> Markup {
        Markup(self.0)
    }
}

/// An element that is being written.
pub struct Element {
    tag: &'static str,
    html: String,
    children: String,
    /// What is said after the children, to those who only hear.
    last_said: Option<&'static str>,
}

impl Element {
    /// Without attributes and children.
    pub fn new(tag: &'static str) -> Self {
        Self { tag, html: ["<", tag].concat(), children: String::new(), last_said: None }
    }

    /// Sets an attribute.
    pub fn attribute(&mut self, name: &'static str, value: Value) {
        let value = match value {
            Value::Absent => None,
            Value::Text(text) => Some(text),
            Value::Follows(read) => leptos::prelude::untrack(read).map(Cow::Owned),
        };
        let Some(value) = value else { return };
        let led = matches!(name, "href" | "action").then(|| led(&value)).flatten();
        self.html.extend([" ", name, "=\""]);
        escape(led.as_ref().map_or(&*value, |led| &led.address), &mut self.html);
        self.html.push('"');
        if let Some(words) = led.and_then(|led| led.beside) {
            self.html.push_str(" target=\"_blank\" rel=\"noopener\"");
            self.last_said = Some(words);
        }
    }

    /// Adds a class; the attribute `class` is written before it.
    pub fn class(&mut self, name: &'static str, is_on: bool) {
        if is_on && let Some(end) = self.html.strip_suffix('"').map(str::len) {
            self.html.truncate(end);
            self.html.extend([" ", name, "\""]);
        }
    }

    /// Properties are the browser's.
    pub fn property(&mut self, _name: &'static str, _value: Value) {}

    /// Events happen in a browser.
    pub fn on(&mut self, _event: &'static str, _listener: Listener) {}

    /// Puts something inside, at the end.
    pub fn child(&mut self, child: Markup) {
        self.children.push_str(&child.0);
    }

    /// The whole element.
    pub fn into_markup(self) -> Markup {
        let Self { tag, mut html, mut children, last_said } = self;
        if let Some(words) = last_said {
            children.push_str(" <span class=\"hidden\">");
            escape(words, &mut children);
            children.push_str("</span>");
        }
        html.push('>');
        if !VOID.contains(&tag) {
            html.push_str(&children);
            html.extend(["</", tag, ">"]);
        }
        Markup(html)
    }
}

/// Where the links of a page lead instead, if anywhere; passed by context.
#[derive(Clone)]
pub struct Leading(pub Arc<Lead>);

/// Another address for this one.
pub type Lead = dyn Fn(&str) -> Option<Led> + Send + Sync;

/// Where a link leads instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Led {
    /// The address.
    pub address: String,
    /// If it opens beside the page, in a tab of its own: the words that say so.
    pub beside: Option<&'static str>,
}

fn led(address: &str) -> Option<Led> {
    let Leading(lead) = leptos::prelude::use_context()?;
    lead(address)
}

fn escape(words: &str, html: &mut String) {
    for character in words.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            other => html.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use leptos::prelude::*;

    use std::sync::Arc;

    use crate::{Children, Leading, Led, Markup, attribute, changing, view};

    #[component]
    fn Boxed(title: &'static str, #[prop(optional)] is_wide: bool, children: Children) -> Markup {
        view! { <section class="box" class:box--wide=is_wide><h2>{title}</h2>{children()}</section> }
    }

    #[test]
    fn elements_texts_blocks_and_components_are_written_in_their_order() {
        let rows = ["one", "two"].into_iter().map(|word| view! { <li>{word}</li> });

        let html =
            view! { <Boxed title="Rows" is_wide=true><ol>{rows.collect::<Markup>()}</ol>"end"</Boxed> }.to_html();

        assert_eq!(
            html,
            r#"<section class="box box--wide"><h2>Rows</h2><ol><li>one</li><li>two</li></ol>end</section>"#
        );
    }

    #[test]
    fn no_text_becomes_html() {
        let words = "<script>alert(\"1\") & more</script>".to_owned();

        let html = view! { <p title=words.clone()>{words}</p> }.to_html();

        let escaped = "&lt;script&gt;alert(&quot;1&quot;) &amp; more&lt;/script&gt;";
        assert_eq!(html, format!("<p title=\"{escaped}\">{escaped}</p>"));
    }

    #[test]
    fn an_attribute_without_a_value_is_left_out() {
        let label: Option<String> = None;

        let html =
            view! { <input name="x" checked=false required aria-label=label data-x=attribute(|| None) /> }.to_html();

        assert_eq!(html, r#"<input name="x" required="">"#);
    }

    #[test]
    fn a_link_leads_where_its_page_says_and_tells_that_it_opens_beside() {
        let owner = Owner::new();

        let html = owner.with(|| {
            provide_context(Leading(Arc::new(|address| match address {
                "/in" => Some(Led { address: "/embed/in?a&b".to_owned(), beside: None }),
                "/out" => Some(Led { address: "/out".to_owned(), beside: Some("<new tab>") }),
                _ => None,
            })));
            view! { <a href="/in">"in"</a><a href="/out" class="x">"out"</a><a href="#on">"on"</a> }.to_html()
        });

        assert_eq!(
            html,
            "<a href=\"/embed/in?a&amp;b\">in</a>\
             <a href=\"/out\" target=\"_blank\" rel=\"noopener\" class=\"x\">\
             out <span class=\"hidden\">&lt;new tab&gt;</span></a><a href=\"#on\">on</a>"
        );
    }

    #[test]
    fn what_changes_is_drawn_once() {
        let owner = Owner::new();

        let html = owner.with(|| {
            let count = RwSignal::new(3);
            view! { <p>{changing(move || count.get().to_string())}</p> }.to_html()
        });

        assert_eq!(html, "<p>3</p>");
    }
}
