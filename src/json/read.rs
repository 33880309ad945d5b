//! From parsed JSON to a type. A value is read in place: a blank one is made
//! first, then each field is told to take in what it finds, so that no step has a
//! half-made value to take down again.

/// A value of parsed JSON.
pub trait Node {
    /// The text, if it is one.
    fn text(&self) -> Option<String>;
    /// The number, if it is one.
    fn number(&self) -> Option<f64>;
    /// True or false, if it is one of them.
    fn truth(&self) -> Option<bool>;
    /// True if it is `null`.
    fn is_null(&self) -> bool;
    /// True if it has fields.
    fn is_object(&self) -> bool;
    /// The field of this name, if it has one.
    fn field(&self, name: &str) -> Option<Box<dyn Node>>;
    /// The items, if it is a list.
    fn items(&self) -> Option<Vec<Box<dyn Node>>>;
}

/// A place that takes in a value.
pub trait Place {
    /// Takes it in; false when it is something else. What stands here then is of
    /// no use.
    fn take(&mut self, node: &dyn Node) -> bool;

    /// True if nothing may be there.
    fn may_be_missing(&self) -> bool {
        false
    }
}

/// A type that can be read.
pub trait Read: Place {
    /// Something of this type, to be overwritten.
    fn blank() -> Self;
}

/// Reads a value; `None` when it is something else.
pub fn read<T: Read>(node: &dyn Node) -> Option<T> {
    let mut value = T::blank();
    value.take(node).then_some(value)
}

/// Something with fields.
pub trait TakeFields {
    /// Has each field take in its value.
    fn take_fields(&mut self, fields: &mut Fields<'_>);
}

/// Takes in an object; false when it is none, or a field does not fit.
pub fn take_fields(value: &mut dyn TakeFields, node: &dyn Node) -> bool {
    let mut fields = Fields { node, fit: node.is_object() };
    if fields.fit {
        value.take_fields(&mut fields);
    }
    fields.fit
}

/// The fields of an object, and whether they fit so far.
pub struct Fields<'a> {
    node: &'a dyn Node,
    fit: bool,
}

impl Fields<'_> {
    /// A field that must be there, unless its type says otherwise.
    pub fn field(&mut self, name: &str, place: &mut dyn Place) {
        self.fit &= match self.node.field(name) {
            Some(node) => place.take(&*node),
            None => place.may_be_missing(),
        };
    }

    /// A field that stays blank when it is missing.
    pub fn optional(&mut self, name: &str, place: &mut dyn Place) {
        if let Some(node) = self.node.field(name) {
            self.fit &= place.take(&*node);
        }
    }
}

/// Puts what was read in its place.
fn put<T>(place: &mut T, read: Option<T>) -> bool {
    let fits = read.is_some();
    if let Some(value) = read {
        *place = value;
    }
    fits
}

impl Read for String {
    fn blank() -> Self {
        Self::new()
    }
}

impl Place for String {
    fn take(&mut self, node: &dyn Node) -> bool {
        put(self, node.text())
    }
}

impl Read for bool {
    fn blank() -> Self {
        false
    }
}

impl Place for bool {
    fn take(&mut self, node: &dyn Node) -> bool {
        put(self, node.truth())
    }
}

macro_rules! whole_numbers {
    ($($number:ty),*) => {
        $(
            impl Read for $number {
                fn blank() -> Self {
                    0
                }
            }

            impl Place for $number {
                fn take(&mut self, node: &dyn Node) -> bool {
                    put(self, node.number().map(|number| number as Self).filter(|whole| node.number() == Some(f64::from(*whole))))
                }
            }
        )*
    };
}

whole_numbers!(u8, u16, u32);

impl<T: Read> Read for Option<T> {
    fn blank() -> Self {
        None
    }
}

impl<T: Read> Place for Option<T> {
    fn take(&mut self, node: &dyn Node) -> bool {
        *self = if node.is_null() { None } else { read(node) };
        self.is_some() || node.is_null()
    }

    fn may_be_missing(&self) -> bool {
        true
    }
}

impl<T: Read> Read for Vec<T> {
    fn blank() -> Self {
        Self::new()
    }
}

impl<T: Read> Place for Vec<T> {
    fn take(&mut self, node: &dyn Node) -> bool {
        let Some(items) = node.items() else { return false };
        self.clear();
        items.iter().all(|item| {
            let mut value = T::blank();
            let fits = value.take(&**item);
            self.push(value);
            fits
        })
    }
}

/// Nothing to say: `null`.
impl Read for () {
    fn blank() -> Self {}
}

impl Place for () {
    fn take(&mut self, node: &dyn Node) -> bool {
        node.is_null()
    }
}
