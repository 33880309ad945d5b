//! Types that travel as a text: codes of lists, moments, numbers of complaints.

/// Reads and writes types as texts: `Type = blank, parse, code`, where `parse`
/// makes an `Option` of the type from a `&str` and `code` a text from the type.
///
/// ```
/// #[derive(Clone, Copy)]
/// enum Side { Left, Right }
///
/// json::codes! {
///     Side = Side::Left, |code| [Side::Left, Side::Right].into_iter().find(|side| name(*side) == code), name;
/// }
///
/// fn name(side: Side) -> &'static str {
///     match side { Side::Left => "left", Side::Right => "right" }
/// }
///
/// assert_eq!(json::write(&vec![Side::Left, Side::Right]), r#"["left","right"]"#);
/// ```
#[macro_export]
macro_rules! codes {
    ($($name:ty = $blank:expr, $parse:expr, $code:expr;)*) => {
        $(
            impl $crate::Read for $name {
                fn blank() -> Self {
                    $blank
                }
            }

            impl $crate::Place for $name {
                fn take(&mut self, node: &dyn $crate::Node) -> bool {
                    let parse: fn(&str) -> Option<Self> = $parse;
                    let read = node.text().and_then(|text| parse(&text));
                    *self = read.unwrap_or(*self);
                    read.is_some()
                }
            }

            impl $crate::Write for $name {
                fn write(&self, json: &mut String) {
                    let code: fn(Self) -> _ = $code;
                    $crate::quote(code(*self).as_ref(), json);
                }
            }
        )*
    };
}
