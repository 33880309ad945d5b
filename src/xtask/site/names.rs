//! Short names for what script and Wasm call of each other: wasm-bindgen's long ones
//! stand in both files, a hundred and forty of them with a hash each (3.5 kB of a
//! first visit, compressed, measured 2026-11-25).
//!
//! wasm-opt changes them in the Wasm and prints which became what; here the script
//! follows.

use std::collections::HashMap;

/// The module that all imports come from afterwards.
const MODULE: &str = "a";

/// Where wasm-bindgen says from which module they come: the end of its name, and the
/// object with all of them.
const IMPORTS: &str = "\": import0";

/// Which names became what.
#[derive(Debug, Default, PartialEq)]
pub struct Names {
    imports: HashMap<String, String>,
    exports: HashMap<String, String>,
}

impl Names {
    /// Reads what wasm-opt prints: a line for each name, first the imports with their
    /// module before them, then the exports.
    pub fn read(printed: &str) -> Self {
        let mut names = Self::default();
        for line in printed.lines() {
            let parts: Vec<&str> = line.split('"').skip(1).step_by(2).collect();
            match parts.as_slice() {
                [_module, name, short] => {
                    names.imports.insert((*name).to_owned(), (*short).to_owned());
                }
                [name, short] => {
                    names.exports.insert((*name).to_owned(), (*short).to_owned());
                }
                _ => {}
            }
        }
        names
    }

    /// The script with the short names: imports wherever they stand, because each has
    /// a hash in it; exports where they are asked of the Wasm.
    pub fn put_into(&self, script: &str) -> String {
        let mut written = String::with_capacity(script.len());
        let mut rest = script;
        while let Some(start) = rest.find(is_of_name) {
            let (before, from) = rest.split_at(start);
            let end = from.find(|character| !is_of_name(character)).unwrap_or(from.len());
            let (name, after) = from.split_at(end);
            written.push_str(before);
            let short = if written.ends_with("wasm.") { self.exports.get(name) } else { self.imports.get(name) };
            written.push_str(short.map_or(name, String::as_str));
            rest = after;
        }
        written.push_str(rest);
        if self.imports.is_empty() {
            return written;
        }
        with_short_module(&written)
    }
}

/// `"./app_bg.js": import0` becomes `"a": import0`.
fn with_short_module(script: &str) -> String {
    let Some((before, after)) = script.split_once(IMPORTS) else { return script.to_owned() };
    let start = before.rfind('"').unwrap_or(before.len());
    [&before[..start], "\"", MODULE, IMPORTS, after].concat()
}

fn is_of_name(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_' || character == '$'
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRINTED: &str = r#"{
 "imports": [
  ["./app_bg.js", "__wbg_log_12ab", "$"],
  ["./app_bg.js", "__wbg_log_12abc", "A"]
 ],
"exports": [
  ["memory", "b"],
  ["__wbindgen_start", "c"]
 ]
}"#;

    #[test]
    fn the_script_calls_everything_by_its_short_name() {
        let script = "const import0 = { __wbg_log_12ab: function() {}, __wbg_log_12abc: f };\n\
             return { \"./app_bg.js\": import0 };\nwasm.__wbindgen_start(wasm.memory.buffer, memory);";

        let short = Names::read(PRINTED).put_into(script);

        assert_eq!(
            short,
            "const import0 = { $: function() {}, A: f };\nreturn { \"a\": import0 };\nwasm.c(wasm.b.buffer, memory);"
        );
    }

    #[test]
    fn a_script_is_left_as_it_is_where_nothing_was_shortened() {
        let script = "wasm.memory; \"./app_bg.js\"";

        assert_eq!(Names::default().put_into(script), script);
    }
}
