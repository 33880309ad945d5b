//! `view!`: HTML inside Rust, read by rstml, becomes calls of the crate `markup`.
//!
//! The same language as Leptos's `view!`, but for what the apps do not use:
//! elements, components with props and children, blocks, `on:event`,
//! `on:event:target`, `prop:name` and `class:name`. What an element is made of is
//! written down in one place here, and nowhere as a type: see `markup`.

use proc_macro::TokenStream;
use proc_macro2::{Ident, Span, TokenStream as Tokens};
use quote::{ToTokens as _, quote};
use rstml::node::{KeyedAttribute, Node, NodeAttribute, NodeBlock, NodeElement, NodeName};
use syn::{Error, Expr, Stmt};

type Element = NodeElement<rstml::Infallible>;

/// The markup of this HTML.
#[proc_macro]
pub fn view(input: TokenStream) -> TokenStream {
    let written = rstml::parse2(input.into()).and_then(|nodes| many(&nodes));
    written.unwrap_or_else(Error::into_compile_error).into()
}

fn many(nodes: &[Node]) -> syn::Result<Tokens> {
    let parts = nodes.iter().map(one).collect::<syn::Result<Vec<_>>>()?;
    Ok(match parts.as_slice() {
        [] => quote!(::markup::Markup::nothing()),
        [only] => only.clone(),
        _ => {
            let all = ours("all");
            quote!({
                let mut #all = ::markup::Parts::new();
                #(#all.add(#parts);)*
                #all.into_markup()
            })
        }
    })
}

fn one(node: &Node) -> syn::Result<Tokens> {
    match node {
        Node::Element(element) if is_component(element.name()) => component(element),
        Node::Element(element) => self::element(element),
        Node::Text(text) => {
            let words = &text.value;
            Ok(quote!(::markup::IntoMarkup::into_markup(#words)))
        }
        Node::Block(block) => {
            let inside = inside(block);
            Ok(quote!(::markup::IntoMarkup::into_markup(#inside)))
        }
        Node::Fragment(fragment) => many(fragment.children()),
        other => Err(Error::new_spanned(other.to_token_stream(), "`view!` has elements, texts in quotes and blocks")),
    }
}

/// What stands in the braces, without them where it is one expression.
fn inside(block: &NodeBlock) -> Tokens {
    match block.try_block().map(|block| block.stmts.as_slice()) {
        Some([Stmt::Expr(only, None)]) => quote!(#only),
        _ => quote!(#block),
    }
}

/// `<Panel>` is a component, `<p>` an element.
fn is_component(name: &NodeName) -> bool {
    name.to_string().rsplit("::").next().is_some_and(|last| last.starts_with(char::is_uppercase))
}

fn element(element: &Element) -> syn::Result<Tokens> {
    let tag = element.name().to_string();
    let attributes = keyed(element)?.map(attribute).collect::<syn::Result<Vec<_>>>()?;
    let (after, before): (Vec<_>, Vec<_>) = attributes.into_iter().partition(|(is_after, _)| *is_after);
    let before = before.into_iter().map(|(_, call)| call);
    let after = after.into_iter().map(|(_, call)| call);
    let children = element.children().iter().map(one).collect::<syn::Result<Vec<_>>>()?;
    let element = ours("element");
    Ok(quote!({
        let mut #element = ::markup::Element::new(#tag);
        #(#element.#before;)*
        #(#element.child(#children);)*
        #(#element.#after;)*
        #element.into_markup()
    }))
}

/// A name that the code around `view!` cannot mean.
fn ours(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}

/// A call on the element; true if it comes after the children: a select has the
/// value only when its options are there.
fn attribute(attribute: &KeyedAttribute) -> syn::Result<(bool, Tokens)> {
    let key = attribute.key.to_string();
    let key = key.strip_prefix("r#").unwrap_or(&key);
    let value = attribute.value().map_or_else(|| quote!(true), |value| quote!(#value));
    let parts: Vec<_> = key.split(':').collect();
    Ok(match parts.as_slice() {
        [name] => (false, quote!(attribute(#name, ::markup::IntoValue::into_value(#value)))),
        ["class", name] => (false, quote!(class(#name, #value))),
        ["prop", name] => (true, quote!(property(#name, ::markup::IntoValue::into_value(#value)))),
        ["on", event] => (false, quote!(on(#event, ::markup::listener(#value)))),
        ["on", event, "target"] => (false, quote!(on(#event, ::markup::targeted(#value)))),
        _ => return Err(Error::new_spanned(&attribute.key, "there is no such kind of attribute")),
    })
}

fn component(element: &Element) -> syn::Result<Tokens> {
    let name = element.name();
    let props = keyed(element)?.map(prop).collect::<syn::Result<Vec<_>>>()?;
    let children = if element.children().is_empty() {
        quote!()
    } else {
        let children = many(element.children())?;
        quote!(.children(::std::boxed::Box::new(move || #children)))
    };
    Ok(quote!(
        ::leptos::component::component_view(
            #name,
            ::leptos::component::component_props_builder(&#name) #(#props)* #children .build(),
        )
    ))
}

fn prop(attribute: &KeyedAttribute) -> syn::Result<Tokens> {
    let NodeName::Path(path) = &attribute.key else {
        return Err(Error::new_spanned(&attribute.key, "a prop is a name"));
    };
    let name: &Ident = path.path.require_ident()?;
    // `busy` alone is `busy=busy`.
    let value = attribute.value().map_or_else(|| quote!(#name), |value: &Expr| quote!(#value));
    Ok(quote!(.#name(#value)))
}

fn keyed(element: &Element) -> syn::Result<impl Iterator<Item = &KeyedAttribute>> {
    let all = element.attributes().iter().map(|attribute| match attribute {
        NodeAttribute::Attribute(keyed) => Ok(keyed),
        NodeAttribute::Block(block) => Err(Error::new_spanned(block.to_token_stream(), "an attribute has a name")),
    });
    all.collect::<syn::Result<Vec<_>>>().map(Vec::into_iter)
}
