//! From a type to JSON.

/// A type that can be written.
pub trait Write {
    /// Writes it at the end of a text.
    fn write(&self, json: &mut String);

    /// True if a field that may be left out is.
    fn is_absent(&self) -> bool {
        false
    }
}

/// Writes a value.
pub fn write(value: &dyn Write) -> String {
    let mut json = String::new();
    value.write(&mut json);
    json
}

/// Something with fields.
pub trait WriteFields {
    /// Writes each field.
    fn write_fields(&self, object: &mut Object<'_>);
}

/// Writes an object.
pub fn write_fields(value: &dyn WriteFields, json: &mut String) {
    json.push('{');
    value.write_fields(&mut Object { json, is_empty: true });
    json.push('}');
}

/// An object that is being written.
pub struct Object<'a> {
    json: &'a mut String,
    is_empty: bool,
}

impl Object<'_> {
    /// A field.
    pub fn field(&mut self, name: &str, value: &dyn Write) {
        if !self.is_empty {
            self.json.push(',');
        }
        self.is_empty = false;
        quote(name, self.json);
        self.json.push(':');
        value.write(self.json);
    }

    /// A field that is left out when there is nothing in it.
    pub fn optional(&mut self, name: &str, value: &dyn Write) {
        if !value.is_absent() {
            self.field(name, value);
        }
    }
}

/// Writes a text in quotes.
pub fn quote(text: &str, json: &mut String) {
    json.push('"');
    for character in text.chars() {
        if character < ' ' {
            json.push_str("\\u00");
            let code = u32::from(character);
            json.extend([code >> 4, code & 15].map(|half| char::from_digit(half, 16).unwrap_or('0')));
            continue;
        }
        if matches!(character, '"' | '\\') {
            json.push('\\');
        }
        json.push(character);
    }
    json.push('"');
}

impl Write for String {
    fn write(&self, json: &mut String) {
        quote(self, json);
    }
}

impl Write for bool {
    fn write(&self, json: &mut String) {
        json.push_str(if *self { "true" } else { "false" });
    }
}

macro_rules! whole_numbers {
    ($($number:ty),*) => {
        $(
            impl Write for $number {
                fn write(&self, json: &mut String) {
                    json.push_str(&self.to_string());
                }
            }
        )*
    };
}

whole_numbers!(u8, u16, u32);

impl<T: Write> Write for Option<T> {
    fn write(&self, json: &mut String) {
        match self {
            Some(value) => value.write(json),
            None => json.push_str("null"),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Write> Write for Vec<T> {
    fn write(&self, json: &mut String) {
        json.push('[');
        for (place, value) in self.iter().enumerate() {
            if place > 0 {
                json.push(',');
            }
            value.write(json);
        }
        json.push(']');
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

/// Nothing to say: `null`.
impl Write for () {
    fn write(&self, json: &mut String) {
        json.push_str("null");
    }
}
