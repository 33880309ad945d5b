//! `#[derive(Json)]`: what a phone needs to read and write a struct of the wire,
//! from the same fields and the same `#[serde(…)]` as the server's.
//!
//! An attribute that it does not know does not compile, so the two cannot come to
//! mean different things in silence.

use proc_macro::TokenStream;
use proc_macro2::TokenStream as Tokens;
use quote::{ToTokens as _, quote};
use syn::{Attribute, Data, DeriveInput, Error, Fields, LitStr, meta::ParseNestedMeta, parse_macro_input};

mod field;

use field::Field;

/// Reads and writes a struct with named fields.
#[proc_macro_derive(Json, attributes(serde))]
pub fn json(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    written(&input).unwrap_or_else(Error::into_compile_error).into()
}

fn written(input: &DeriveInput) -> syn::Result<Tokens> {
    let name = &input.ident;
    let fields = fields(input)?;
    let blanks = fields.iter().map(Field::blank);
    let reads = fields.iter().map(Field::read);
    let writes = fields.iter().map(Field::write);
    let samples = fields.iter().map(Field::sample);
    Ok(quote! {
        impl ::json::Read for #name {
            fn blank() -> Self {
                Self { #(#blanks),* }
            }
        }

        impl ::json::Place for #name {
            fn take(&mut self, node: &dyn ::json::Node) -> bool {
                ::json::take_fields(self, node)
            }
        }

        impl ::json::TakeFields for #name {
            fn take_fields(&mut self, fields: &mut ::json::Fields<'_>) {
                #(#reads)*
            }
        }

        impl ::json::Write for #name {
            fn write(&self, json: &mut ::std::string::String) {
                ::json::write_fields(self, json);
            }
        }

        impl ::json::WriteFields for #name {
            fn write_fields(&self, object: &mut ::json::Object<'_>) {
                #(#writes)*
            }
        }

        impl ::json::sample::Sample for #name {
            fn sample(chance: &mut ::json::sample::Chance) -> Self {
                Self { #(#samples),* }
            }
        }
    })
}

fn fields(input: &DeriveInput) -> syn::Result<Vec<Field<'_>>> {
    serde(&input.attrs, |meta| {
        // Only the server reads requests; see `json`.
        if meta.path.is_ident("deny_unknown_fields") { Ok(()) } else { Err(unknown(meta)) }
    })?;
    match &input.data {
        Data::Struct(data) if let Fields::Named(fields) = &data.fields => fields.named.iter().map(Field::of).collect(),
        _ => Err(Error::new_spanned(&input.ident, "a struct with named fields; codes have `json::codes!`")),
    }
}

/// Everything in every `#[serde(…)]`.
fn serde(attributes: &[Attribute], mut each: impl FnMut(&ParseNestedMeta<'_>) -> syn::Result<()>) -> syn::Result<()> {
    let ours = attributes.iter().filter(|attribute| attribute.path().is_ident("serde"));
    ours.into_iter().try_for_each(|attribute| attribute.parse_nested_meta(|meta| each(&meta)))
}

fn text(meta: &ParseNestedMeta<'_>) -> syn::Result<LitStr> {
    meta.value()?.parse()
}

fn unknown(meta: &ParseNestedMeta<'_>) -> Error {
    meta.error(format!("`{}` is not known to `json`: teach it first", meta.path.to_token_stream()))
}
