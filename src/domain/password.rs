//! What a password of the desk must be like.
//!
//! Length is what counts; rules about kinds of characters only make people write
//! passwords down (NIST SP 800-63B). Hashing and comparing are the server's.

/// A password has at least so many characters.
pub const PASSWORD_MIN: usize = 10;

/// And at most so many.
pub const PASSWORD_MAX: usize = 200;

/// A one-time password can be used for so many days.
pub const ONE_TIME_DAYS: i64 = 7;

/// Checks a new password, with composed characters, against the one it replaces.
///
/// # Errors
/// The key of what is wrong.
///
/// ```
/// use domain::password::check_password;
///
/// assert!(check_password("suman", "kdma-wqrt-hhyc-bnev", "आज राशन मिल गया").is_ok());
/// assert_eq!(check_password("suman", "kdma-wqrt-hhyc-bnev", "short"), Err("password.too_short"));
/// ```
pub fn check_password(user: &str, old: &str, new: &str) -> Result<(), &'static str> {
    let characters = new.chars().count();
    if characters < PASSWORD_MIN {
        return Err("password.too_short");
    }
    if characters > PASSWORD_MAX {
        return Err("password.too_long");
    }
    if new.trim().eq_ignore_ascii_case(user.trim()) {
        return Err("password.is_user");
    }
    if new == old {
        return Err("password.same");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_long_and_neither_the_name_nor_the_old_one() {
        let old = "kdma-wqrt-hhyc-bnev";
        let rows = [
            ("suman.devi", "ninechars", Err("password.too_short")),
            ("suman.devi", "नौअक्षर", Err("password.too_short")),
            ("suman.devi", "ten chars!", Ok(())),
            ("suman.devi", &"x".repeat(200), Ok(())),
            ("suman.devi", &"x".repeat(201), Err("password.too_long")),
            ("suman.devi", "Suman.Devi", Err("password.is_user")),
            ("suman.devi", old, Err("password.same")),
        ];

        for (user, new, told) in rows {
            assert_eq!(check_password(user, old, new), told, "{new}");
        }
    }
}
