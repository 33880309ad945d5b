//! What a request brings: parameters of the address and of the form, each once.

use std::sync::Arc;

use axum::{
    extract::{FromRequest, Request},
    http::Method,
};

use super::told::Told;
use crate::{
    body::{self, WORDS, is_sent_as},
    failure::Failure,
    form,
    office::Office,
};

/// The key, which is no part of what is asked.
pub const KEY: &str = "api_key";

/// The parameters, in their order.
#[derive(Clone, Debug, Default)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// What stands in the parameter of this name, without spaces around it; `None`
    /// where nothing does.
    ///
    /// # Errors
    /// A parameter that was given twice: nobody knows which was meant.
    pub fn get(&self, name: &str) -> Result<Option<&str>, Told> {
        let mut given = self.0.iter().filter(|(known, _)| known == name).map(|(_, value)| value.trim());
        let first = given.next();
        if given.any(|other| Some(other) != first) {
            return Err(Told::bad(format!("{name} was given twice")));
        }
        Ok(first.filter(|value| !value.is_empty()))
    }

    /// All that stands in parameters of this name: of the few that may come several
    /// times.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let named = self.0.iter().filter(move |(known, _)| known == name);
        named.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// As [`Fields::get`], of a parameter that must be there.
    ///
    /// # Errors
    /// Its name, where it is missing.
    pub fn needed(&self, name: &str) -> Result<&str, Told> {
        self.get(name)?.ok_or_else(|| Told::bad(format!("{name} is missing")))
    }

    /// Everything that is asked but these, as one text: to tell a repetition from
    /// another request.
    pub fn written(&self, but: &[&str]) -> String {
        let mut pairs: Vec<_> = self.0.iter().filter(|(name, _)| !but.contains(&name.as_str())).collect();
        pairs.sort();
        form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
    }

    fn read(bytes: &[u8]) -> Result<Vec<(String, String)>, Failure> {
        form::pairs(bytes)
    }
}

impl FromRequest<Arc<Office>> for Fields {
    type Rejection = Told;

    async fn from_request(request: Request, _office: &Arc<Office>) -> Result<Self, Told> {
        let (parts, body) = request.into_parts();
        let mut pairs = Self::read(parts.uri.query().unwrap_or_default().as_bytes())?;
        if parts.method == Method::POST {
            if !is_sent_as(&parts.headers, "application/x-www-form-urlencoded") {
                body::throw_away(body).await;
                return Err(Failure::BodyNotForm.into());
            }
            pairs.extend(Self::read(&body::read(body, &WORDS).await?)?);
        }
        Ok(Self(pairs))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(query: &str) -> Fields {
        Fields(Fields::read(query.as_bytes()).unwrap())
    }

    #[test]
    fn a_parameter_is_given_once_or_twice_alike() {
        let fields = fields("a=1&b=+2+&b=2&c=&d=1&d=2");

        assert_eq!(fields.get("a").unwrap(), Some("1"));
        assert_eq!(fields.get("b").unwrap(), Some("2"));
        assert_eq!(fields.get("c").unwrap(), None);
        assert!(fields.get("d").is_err() && fields.needed("c").is_err() && fields.needed("e").is_err());
    }

    #[test]
    fn the_order_and_the_key_are_no_part_of_what_is_asked() {
        assert_eq!(fields("b=2&a=1&api_key=x").written(&[KEY]), fields("a=1&b=2").written(&[]));
        assert_ne!(fields("a=12").written(&[]), fields("a=1&b=2").written(&[]));
    }
}
