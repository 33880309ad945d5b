//! What stands on slips and before ticket numbers, as it is written in a setting.

use std::str::FromStr;

/// What stands before ticket numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prefix(pub String);

impl FromStr for Prefix {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let fits = (2..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase());
        if fits { Ok(Self(text.to_owned())) } else { Err("it must be two or three capital letters".to_owned()) }
    }
}

/// A telephone number as it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Helpline(pub String);

impl FromStr for Helpline {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let fits = (3..=15).contains(&digits)
            && text.len() <= 24
            && text.bytes().all(|byte| byte.is_ascii_digit() || b" -+()".contains(&byte));
        if fits { Ok(Self(text.trim().to_owned())) } else { Err("it must be a telephone number".to_owned()) }
    }
}
