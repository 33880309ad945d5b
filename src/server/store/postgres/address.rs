//! How the database is reached: what stands in the setting, and by TLS wherever
//! the way leads over a network.

use std::{fmt, str::FromStr, time::Duration};

use tokio_postgres::{
    Config,
    config::{Host, SslMode},
};

/// A connection that is not there within so long is not there.
const CONNECT: Duration = Duration::from_secs(5);

/// What was sent and is not acknowledged within so long was sent to nobody.
const SILENCE: Duration = Duration::from_secs(15);

/// The address of a PostgreSQL database.
#[derive(Clone, PartialEq, Eq)]
pub struct Address {
    // Large, and mostly empty.
    config: Box<Config>,
}

impl Address {
    /// How to connect.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// True where what is sent leaves this machine.
    pub fn is_remote(&self) -> bool {
        self.config.get_hosts().iter().any(|host| match host {
            Host::Tcp(name) => !matches!(name.as_str(), "localhost" | "127.0.0.1" | "::1"),
            Host::Unix(_) => false,
        })
    }
}

/// Without name and password.
impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let host = match self.config.get_hosts().first() {
            Some(Host::Tcp(name)) => name.clone(),
            Some(Host::Unix(path)) => path.display().to_string(),
            None => String::new(),
        };
        write!(formatter, "{} at {host}", self.config.get_dbname().unwrap_or("postgres"))
    }
}

/// As it is displayed, so that no log has a password.
impl fmt::Debug for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Address({self})")
    }
}

impl FromStr for Address {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        // The parser's sentence names the parameter and no value.
        let mut config: Config = text.parse().map_err(|error| format!("it is no address of a database: {error}"))?;
        if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
            config.host("localhost");
        }
        if !text.contains("connect_timeout") {
            config.connect_timeout(CONNECT);
        }
        config.application_name("sunwai").keepalives_idle(SILENCE).tcp_user_timeout(SILENCE);
        let says_how = text.contains("sslmode=");
        let mut address = Self { config: Box::new(config) };
        if !says_how {
            address.config.ssl_mode(if address.is_remote() { SslMode::Require } else { SslMode::Disable });
        }
        // "If possible" would be plain whenever someone on the way wants it to be.
        if address.config.get_ssl_mode() == SslMode::Prefer {
            return Err("sslmode must be require or disable: prefer may be plain without anybody noticing".to_owned());
        }
        Ok(address)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mode(text: &str) -> SslMode {
        text.parse::<Address>().unwrap().config().get_ssl_mode()
    }

    #[test]
    fn what_leaves_the_machine_is_sealed_unless_it_is_said_otherwise() {
        assert_eq!(mode("postgres://sunwai:x@db.example/sunwai"), SslMode::Require);
        assert_eq!(mode("postgres://sunwai:x@10.0.0.7:5432/sunwai?sslmode=disable"), SslMode::Disable);
        assert_eq!(mode("postgres://localhost/sunwai?sslmode=require"), SslMode::Require);
        assert_eq!(mode("postgres:///sunwai?host=/run/postgresql"), SslMode::Disable);
        assert_eq!(mode("postgres://localhost/sunwai"), SslMode::Disable);
        assert!("postgres://db.example/sunwai?sslmode=prefer".parse::<Address>().is_err());
    }

    #[test]
    fn an_address_is_told_without_its_password() {
        let address: Address = "postgres://asha:hidden@db.example/sunwai".parse().unwrap();

        assert_eq!(address.to_string(), "sunwai at db.example");
        assert!(!format!("{address:?}").contains("hidden"));
        let refused = "postgres://asha:hidden@db.example/sunwai?what=1".parse::<Address>().unwrap_err();
        assert!(!refused.contains("hidden"), "{refused}");
    }
}
