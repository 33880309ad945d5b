//! From a type to JSON: text, codes, truth, lists, objects and what may be left
//! out. The requests have nothing else in them.

use serde::{
    Serialize, Serializer,
    ser::{Impossible, SerializeSeq, SerializeStruct},
};
use wasm_bindgen::JsValue;

use super::Unreadable;

type No = Impossible<(), Unreadable>;

/// Writes one value at the end of a text.
pub(super) struct Writer<'a>(pub(super) &'a mut String);

/// What no request has in it.
macro_rules! refused {
    ($($method:ident($($kind:ty),*) -> $answer:ty;)*) => {
        $(fn $method(self, $(_: $kind),*) -> Result<$answer, Unreadable> {
            Err(Unreadable)
        })*
    };
}

impl<'a> Serializer for Writer<'a> {
    type Ok = ();
    type Error = Unreadable;
    type SerializeSeq = Items<'a>;
    type SerializeTuple = No;
    type SerializeTupleStruct = No;
    type SerializeTupleVariant = No;
    type SerializeMap = No;
    type SerializeStruct = Fields<'a>;
    type SerializeStructVariant = No;

    fn serialize_str(self, text: &str) -> Result<(), Unreadable> {
        let quoted = js_sys::JSON::stringify(&JsValue::from_str(text)).map_err(|_| Unreadable)?;
        self.0.push_str(&String::from(quoted));
        Ok(())
    }

    fn serialize_bool(self, truth: bool) -> Result<(), Unreadable> {
        self.0.push_str(if truth { "true" } else { "false" });
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'a>, Unreadable> {
        self.0.push('[');
        Ok(Items { json: self.0, first: true })
    }

    fn serialize_none(self) -> Result<(), Unreadable> {
        self.0.push_str("null");
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Unreadable> {
        value.serialize(self)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Fields<'a>, Unreadable> {
        self.0.push('{');
        Ok(Fields { json: self.0, first: true })
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Unreadable> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Unreadable> {
        Err(Unreadable)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, code: &'static str) -> Result<(), Unreadable> {
        self.serialize_str(code)
    }

    refused! {
        serialize_i8(i8) -> ();
        serialize_i16(i16) -> ();
        serialize_i32(i32) -> ();
        serialize_i64(i64) -> ();
        serialize_u8(u8) -> ();
        serialize_u16(u16) -> ();
        serialize_u32(u32) -> ();
        serialize_u64(u64) -> ();
        serialize_f32(f32) -> ();
        serialize_f64(f64) -> ();
        serialize_char(char) -> ();
        serialize_bytes(&[u8]) -> ();
        serialize_unit() -> ();
        serialize_unit_struct(&'static str) -> ();
        serialize_tuple(usize) -> No;
        serialize_tuple_struct(&'static str, usize) -> No;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> No;
        serialize_map(Option<usize>) -> No;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> No;
    }
}

/// The items of a list.
pub(super) struct Items<'a> {
    json: &'a mut String,
    first: bool,
}

impl SerializeSeq for Items<'_> {
    type Ok = ();
    type Error = Unreadable;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unreadable> {
        if !self.first {
            self.json.push(',');
        }
        self.first = false;
        value.serialize(Writer(self.json))
    }

    fn end(self) -> Result<(), Unreadable> {
        self.json.push(']');
        Ok(())
    }
}

/// The fields of an object.
pub(super) struct Fields<'a> {
    json: &'a mut String,
    first: bool,
}

impl SerializeStruct for Fields<'_> {
    type Ok = ();
    type Error = Unreadable;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Unreadable> {
        if !self.first {
            self.json.push(',');
        }
        self.first = false;
        Writer(self.json).serialize_str(name)?;
        self.json.push(':');
        value.serialize(Writer(self.json))
    }

    fn end(self) -> Result<(), Unreadable> {
        self.json.push('}');
        Ok(())
    }
}
