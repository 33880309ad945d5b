//! Passwords of the desk: hashing, comparing, and drawing one-time ones.
//!
//! Argon2id on blocking threads, few at a time: each takes 19 MiB and some tens
//! of milliseconds, and a crowd of guesses must not take those of citizens. What
//! a password must be like is decided in `domain`.

use std::sync::Arc;

use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version};
use tokio::{sync::Semaphore, task};

use crate::{
    chance::{Chance, draw},
    failure::Failure,
    history::Digest,
    secret::Secret,
};

/// OWASP, Password Storage Cheat Sheet (2026): 19 MiB, two passes, one lane.
const PARAMETERS: (u32, u32, u32) = (19_456, 2, 1);

/// So many are hashed at a time.
const AT_A_TIME: usize = 2;

/// So many more wait, a second at most; beyond, the server says that it is busy.
const WAITING: usize = 30;

/// What is compared when there is no account: as costly, and never right.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$\
                       AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Letters that are not mistaken for others or for digits.
const LETTERS: &[u8; 23] = b"abcdefghjkmnpqrstuvwxyz";

/// Four groups of four: 72 bits.
const GROUPS: usize = 4;

/// Hashes and compares, with a key that only this server has.
pub struct Passwords {
    key: Digest,
    taken_on: Arc<Semaphore>,
    running: Arc<Semaphore>,
}

impl Passwords {
    /// Nothing is being hashed.
    pub fn new(secret: &Secret) -> Self {
        Self {
            key: secret.password_key(),
            taken_on: Arc::new(Semaphore::new(AT_A_TIME + WAITING)),
            running: Arc::new(Semaphore::new(AT_A_TIME)),
        }
    }

    /// The hash of a password, with its parameters and a new salt.
    ///
    /// # Errors
    /// [`Failure::Busy`] when too many wait.
    pub async fn hash(&self, password: &str, chance: &dyn Chance) -> Result<String, Failure> {
        let (password, salt): (_, [u8; 16]) = (password.to_owned(), draw(chance));
        self.run(move |argon2| argon2.hash_password_with_salt(password.as_bytes(), &salt).map(|hash| hash.to_string()))
            .await?
            .map_err(|error| Failure::Broken(error.to_string()))
    }

    /// True if this is the password of the hash; takes as long for `None`, where
    /// there is no account.
    ///
    /// # Errors
    /// [`Failure::Busy`] when too many wait.
    pub async fn is_right(&self, password: &str, hash: Option<&str>) -> Result<bool, Failure> {
        let (password, hash) = (password.to_owned(), hash.unwrap_or(NOBODYS).to_owned());
        match self.run(move |argon2| argon2.verify_password(password.as_bytes(), hash.as_str())).await? {
            Ok(()) => Ok(true),
            Err(argon2::password_hash::Error::PasswordInvalid) => Ok(false),
            Err(error) => Err(Failure::Broken(error.to_string())),
        }
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce(&Argon2<'_>) -> T + Send + 'static) -> Result<T, Failure> {
        let _taken_on = Arc::clone(&self.taken_on).try_acquire_owned().map_err(|_| Failure::Busy)?;
        let running = Arc::clone(&self.running).acquire_owned().await;
        let running = running.map_err(|error| Failure::Broken(error.to_string()))?;
        let key = self.key;
        let work = move || {
            // Whoever asked may go; the thread stays taken until it is done.
            let _running = running;
            work(&argon2(&key))
        };
        task::spawn_blocking(work).await.map_err(|error| Failure::Broken(error.to_string()))
    }
}

fn argon2(key: &Digest) -> Argon2<'_> {
    let (memory, passes, lanes) = PARAMETERS;
    let parameters = Params::new(memory, passes, lanes, None).expect("they are within the limits");
    Argon2::new_with_secret(key, Algorithm::Argon2id, Version::V0x13, parameters).expect("the key is short")
}

/// A password that opens nothing but the choice of another.
pub fn one_time(chance: &dyn Chance) -> String {
    let mut drawn = std::iter::repeat_with(|| chance.bits()).flat_map(u64::to_le_bytes).filter_map(letter);
    let groups: Vec<String> = (0..GROUPS).map(|_| drawn.by_ref().take(4).collect()).collect();
    groups.join("-")
}

/// A letter of five of the bits, if they are below the number of letters: so all
/// are equally likely.
fn letter(bits: u8) -> Option<char> {
    LETTERS.get(usize::from(bits >> 3)).copied().map(char::from)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::chance::SeededChance;

    fn passwords() -> Passwords {
        Passwords::new(&Secret::from_chance(&SeededChance::new(1)))
    }

    #[tokio::test]
    async fn a_password_is_right_for_its_hash_on_this_server_only() {
        let chance = SeededChance::new(2);
        let passwords = passwords();

        let hash = passwords.hash("दो महीने से राशन", &chance).await.unwrap();

        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(passwords.is_right("दो महीने से राशन", Some(&hash)).await.unwrap());
        assert!(!passwords.is_right("दो महीने से राशन ", Some(&hash)).await.unwrap());
        assert_ne!(passwords.hash("दो महीने से राशन", &chance).await.unwrap(), hash, "salted");
        let elsewhere = Passwords::new(&Secret::from_chance(&SeededChance::new(3)));
        assert!(!elsewhere.is_right("दो महीने से राशन", Some(&hash)).await.unwrap());
    }

    #[tokio::test]
    async fn nobodys_password_costs_as_much_as_anybodys() {
        let passwords = passwords();
        let anybodys = passwords.hash("a password", &SeededChance::new(2)).await.unwrap();

        // Not by a watch: the machine that runs this is shared.
        let parts = |hash: &str| hash.split('$').map(str::to_owned).collect::<Vec<_>>();
        let (nobodys, anybodys) = (parts(NOBODYS), parts(&anybodys));
        assert_eq!(nobodys[..4], anybodys[..4], "algorithm, version and parameters");
        assert_eq!((nobodys[4].len(), nobodys[5].len()), (anybodys[4].len(), anybodys[5].len()), "salt and hash");
        assert!(!passwords.is_right("a password", None).await.unwrap(), "and it is compared to the end");
    }

    #[tokio::test]
    async fn a_crowd_is_told_to_come_again() {
        let passwords = Arc::new(passwords());
        let tries: Vec<_> = (0..60)
            .map(|_| {
                let passwords = Arc::clone(&passwords);
                tokio::spawn(async move { passwords.is_right("a password", None).await })
            })
            .collect();

        let mut told = Vec::new();
        for tried in tries {
            told.push(tried.await.unwrap());
        }

        let busy = told.iter().filter(|told| matches!(told, Err(Failure::Busy))).count();
        assert_eq!(busy, 60 - AT_A_TIME - WAITING);
        assert!(!passwords.is_right("a password", None).await.unwrap(), "afterwards there is room again");
    }

    #[test]
    fn one_time_passwords_are_read_out_easily_and_never_the_same() {
        let chance = SeededChance::new(1);
        let drawn: BTreeSet<_> = (0..1_000).map(|_| one_time(&chance)).collect();

        assert_eq!(drawn.len(), 1_000);
        for password in &drawn {
            let groups: Vec<_> = password.split('-').collect();
            assert!(groups.len() == GROUPS && groups.iter().all(|group| group.len() == 4), "{password}");
            assert!(password.bytes().all(|byte| byte == b'-' || LETTERS.contains(&byte)), "{password}");
        }
        let bits = (LETTERS.len() as f64).log2() * (GROUPS * 4) as f64;
        assert!(bits >= 64.0, "{bits}");
    }
}
