//! One field: its name in JSON, and whether it may be missing.

use proc_macro2::TokenStream as Tokens;
use quote::quote;
use syn::{Error, Ident, LitStr};

use crate::{serde, text, unknown};

/// A field of a struct.
pub struct Field<'a> {
    ident: &'a Ident,
    name: LitStr,
    has_default: bool,
    is_left_out: bool,
    is_flat: bool,
}

impl<'a> Field<'a> {
    /// Reads what serde is told about it.
    pub fn of(field: &'a syn::Field) -> syn::Result<Self> {
        let ident = field.ident.as_ref().ok_or_else(|| Error::new_spanned(field, "a field with a name"))?;
        let name = LitStr::new(&ident.to_string(), ident.span());
        let mut read = Self { ident, name, has_default: false, is_left_out: false, is_flat: false };
        serde(&field.attrs, |meta| {
            if meta.path.is_ident("rename") {
                read.name = text(meta)?;
            } else if meta.path.is_ident("default") {
                read.has_default = true;
            } else if meta.path.is_ident("flatten") {
                read.is_flat = true;
            } else if meta.path.is_ident("skip_serializing_if") {
                // What `Write::is_absent` answers.
                let when = text(meta)?;
                if !["Option::is_none", "Vec::is_empty"].contains(&when.value().as_str()) {
                    return Err(unknown(meta));
                }
                read.is_left_out = true;
            } else {
                return Err(unknown(meta));
            }
            Ok(())
        })?;
        Ok(read)
    }

    pub fn blank(&self) -> Tokens {
        let ident = self.ident;
        quote!(#ident: ::json::Read::blank())
    }

    pub fn sample(&self) -> Tokens {
        let ident = self.ident;
        quote!(#ident: ::json::sample::Sample::sample(chance))
    }

    pub fn read(&self) -> Tokens {
        let Self { ident, name, .. } = self;
        if self.is_flat {
            quote!(::json::TakeFields::take_fields(&mut self.#ident, fields);)
        } else if self.has_default {
            quote!(fields.optional(#name, &mut self.#ident);)
        } else {
            quote!(fields.field(#name, &mut self.#ident);)
        }
    }

    pub fn write(&self) -> Tokens {
        let Self { ident, name, .. } = self;
        if self.is_flat {
            quote!(::json::WriteFields::write_fields(&self.#ident, object);)
        } else if self.is_left_out {
            quote!(object.optional(#name, &self.#ident);)
        } else {
            quote!(object.field(#name, &self.#ident);)
        }
    }
}
