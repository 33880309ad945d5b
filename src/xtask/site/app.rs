//! The apps, one table: what each is called, below which address it is served,
//! and what is its own.

use std::path::{Path, PathBuf};

use crate::workspace;

/// An app of the browser.
pub struct App {
    /// The crate's name, and its folder in `src/` and in the site.
    pub name: &'static str,
    /// The address below which its files are, with a slash at the end.
    pub base: &'static str,
    /// Icons and manifest, which are served under their own names, are with it.
    pub has_public: bool,
}

/// All apps; the first is the citizens'.
pub const APPS: [App; 3] = [
    App { name: "portal", base: "/", has_public: true },
    App { name: "desk", base: "/desk/", has_public: false },
    App { name: "kiosk", base: "/kiosk/", has_public: false },
];

impl App {
    /// The app of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        APPS.iter().find(|app| app.name == name)
    }

    /// Its page, from which Trunk builds it.
    pub fn template(&self) -> PathBuf {
        workspace::root().join("src").join(self.name).join("index.html")
    }

    /// Where its finished files are.
    pub fn finished(&self) -> PathBuf {
        workspace::site().join(self.name)
    }

    /// The file behind an address of its page, in the folder that Trunk wrote.
    pub fn file(&self, raw: &Path, address: &str) -> PathBuf {
        raw.join(address.strip_prefix(self.base).unwrap_or(address))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_app_has_a_page_of_its_own() {
        for app in &APPS {
            assert!(app.template().is_file(), "{}", app.name);
            assert!(app.base.ends_with('/'), "{}", app.name);
        }
    }

    #[test]
    fn an_address_names_a_file_of_its_app() {
        let desk = App::named("desk").unwrap();

        assert_eq!(desk.file(Path::new("raw"), "/desk/base.css"), Path::new("raw/base.css"));
    }
}
