//! index.html from Trunk's to ours: what it links to, and the links rewritten
//! to the finished files. All else stays as it is, above all the two comments
//! where the server writes head and page.

use super::app::App;
use super::assets::{Asset, Assets};
use super::digest;
use crate::failure::Failure;

const STYLE: &str = "<link rel=\"stylesheet\"";
const SCRIPT: &str = "<script src=";
const WASM: &str = "<link id=\"app-wasm\"";
const LATER: &str = "<link rel=\"alternate\" type=\"text/javascript\"";

// What the server replaces in every answer.
const PLACES: [&str; 3] = ["<html lang=\"hi\"", "<!--sunwai:head-->", "<!--sunwai:app-->"];

/// The addresses in index.html, in its order.
#[derive(Debug, PartialEq)]
pub struct Sources<'a> {
    /// Of the scripts.
    pub scripts: Vec<&'a str>,
    /// Of the stylesheets.
    pub styles: Vec<&'a str>,
    /// Of the scripts that are fetched when a page needs them.
    pub later: Vec<&'a str>,
    /// Of the Wasm.
    pub wasm: &'a str,
}

/// Reads what the page that Trunk wrote links to.
///
/// # Errors
/// When the Wasm or a place where the server writes is not in it.
pub fn sources(html: &str) -> Result<Sources<'_>, Failure> {
    if let Some(place) = PLACES.iter().find(|place| html.matches(**place).count() != 1) {
        return Err(Failure::new(format!("An app's index.html must contain `{place}` once.")));
    }
    let addresses = |opening, name| {
        let values = tags(html, opening).map(move |tag| attribute(tag, name));
        values.collect::<Option<Vec<_>>>().unwrap_or_default()
    };
    let wasm = addresses(WASM, "href").first().copied();
    Ok(Sources {
        scripts: addresses(SCRIPT, "src"),
        styles: addresses(STYLE, "href"),
        later: addresses(LATER, "href"),
        wasm: wasm.ok_or_else(|| Failure::new("Trunk wrote no link for the Wasm."))?,
    })
}

/// The page with its links changed to the finished files.
pub fn finish(app: &App, html: &str, assets: &Assets) -> String {
    let style = format!("<link rel=\"stylesheet\" href=\"{}{}\">", app.base, assets.style.name);
    let script = format!(
        "<script src=\"{}{}\" integrity=\"{}\" defer></script>",
        app.base,
        assets.script.name,
        digest::integrity(&assets.script.bytes)
    );
    let html = replace(html, STYLE, ">", &style);
    let html = replace(&html, SCRIPT, "</script>", &script);
    let html = replace(&html, WASM, ">", &wasm_link(app, &assets.wasm));
    let later = assets.later.as_ref().map(|later| format!("{LATER} href=\"{}{}\">", app.base, later.name));
    let html = replace(&html, LATER, ">", &later.unwrap_or_default());
    without_blank_lines(&html)
}

/// boot.js fetches the address of this link and counts up to its size, once the page
/// has been painted: a preload would take the line from the stylesheet (largest paint
/// of a phone 1.66 s with it, 1.0 s without, measured 2026-11-25).
fn wasm_link(app: &App, wasm: &Asset) -> String {
    format!(
        "<link id=\"app-wasm\" rel=\"alternate\" href=\"{}{}\" type=\"application/wasm\" data-bytes=\"{}\">",
        app.base,
        wasm.name,
        wasm.bytes.len()
    )
}

/// Puts `replacement` in the place of the first such tag and drops the others.
fn replace(html: &str, opening: &str, closing: &str, replacement: &str) -> String {
    let mut parts = html.split(opening);
    let mut page = parts.next().unwrap_or_default().to_owned();
    for (index, part) in parts.enumerate() {
        let (_, rest) = part.split_once(closing).unwrap_or(("", part));
        if index == 0 {
            page.push_str(replacement);
        }
        page.push_str(rest);
    }
    page
}

fn without_blank_lines(html: &str) -> String {
    let lines = html.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

fn tags<'a>(html: &'a str, opening: &'a str) -> impl Iterator<Item = &'a str> {
    html.match_indices(opening).map(move |(start, _)| {
        let tag = &html[start..];
        &tag[..tag.find('>').unwrap_or(tag.len())]
    })
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, value) = tag.split_once(&format!(" {name}=\""))?;
    Some(value.split_once('"')?.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::app::APPS;

    const FROM_TRUNK: &str = r#"<!doctype html>
<html lang="hi">
<head>
<!--sunwai:head-->
<link rel="stylesheet" href="/tokens.css"/>
<link rel="stylesheet" href="/base.css"/>
<script src="/portal.js" defer></script><script src="/boot.js" defer></script>
<link rel="alternate" type="text/javascript" href="/shrink.js">
<link rel="alternate" type="text/javascript" href="/photos.js">
<link id="app-wasm" rel="preload" href="/portal_bg.wasm" as="fetch"></head>
<body><div id="app"><!--sunwai:app--></div></body>
</html>"#;

    fn assets() -> Assets {
        let asset = |name: &str| Asset { name: name.to_owned(), bytes: b"four".to_vec() };
        Assets {
            script: asset("app-1.js"),
            later: Some(asset("later-4.js")),
            style: asset("style-2.css"),
            wasm: asset("app_bg-3.wasm"),
        }
    }

    #[test]
    fn what_the_page_links_to_is_read_in_its_order() {
        let html = FROM_TRUNK;

        let sources = sources(html).unwrap();

        assert_eq!(sources.scripts, ["/portal.js", "/boot.js"]);
        assert_eq!(sources.styles, ["/tokens.css", "/base.css"]);
        assert_eq!(sources.later, ["/shrink.js", "/photos.js"]);
        assert_eq!(sources.wasm, "/portal_bg.wasm");
    }

    #[test]
    fn the_finished_page_links_to_one_script_one_stylesheet_and_one_wasm() {
        let html = FROM_TRUNK;

        let page = finish(&APPS[0], html, &assets());

        assert_eq!(page.matches("<script").count(), 1);
        assert_eq!(page.matches("rel=\"stylesheet\"").count(), 1);
        assert_eq!(page.matches("type=\"text/javascript\" href=\"/later-4.js\"").count(), 1);
        assert!(page.contains("href=\"/app_bg-3.wasm\""));
        assert!(page.contains("data-bytes=\"4\""));
        assert!(!page.contains("preload"), "nothing keeps the first paint waiting");
        assert!(!page.contains("portal"));
    }

    #[test]
    fn the_desk_links_to_its_own_files() {
        let html = FROM_TRUNK;

        let page = finish(App::named("desk").unwrap(), html, &assets());

        assert!(page.contains("href=\"/desk/style-2.css\""));
        assert!(page.contains("src=\"/desk/app-1.js\""));
        assert!(page.contains("href=\"/desk/app_bg-3.wasm\""));
    }

    #[test]
    fn the_places_where_the_server_writes_survive() {
        let html = FROM_TRUNK;

        let page = finish(&APPS[0], html, &assets());

        for place in PLACES {
            assert_eq!(page.matches(place).count(), 1, "{place}");
        }
    }

    #[test]
    fn a_page_without_a_place_for_the_server_is_refused() {
        let html = FROM_TRUNK.replace("<!--sunwai:app-->", "");

        let refused = sources(&html);

        assert!(refused.is_err());
    }
}
