//! From where a request comes, behind proxies that say so.

use std::{
    net::{IpAddr, SocketAddr},
    str::FromStr,
};

use axum::http::HeaderMap;
use ipnet::IpNet;

/// Where a proxy writes for whom it asks.
const FORWARDED_FOR: &str = "x-forwarded-for";

/// Who holds the other end of the connection.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);

/// Whose tries are counted together: an IPv4 address, or the 64 bits of an IPv6
/// network, because one household has all of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// All 32 bits.
    V4(u32),
    /// The first 64 bits.
    V6(u64),
}

impl From<IpAddr> for Source {
    fn from(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V4(address) => Self::V4(address.to_bits()),
            IpAddr::V6(address) => Self::V6((address.to_bits() >> 64) as u64),
        }
    }
}

/// The proxies that are believed when they say for whom they ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustedProxies(Vec<IpNet>);

impl Default for TrustedProxies {
    /// Those on this machine.
    fn default() -> Self {
        let own = ["127.0.0.0/8", "::1/128"];
        Self(own.iter().map(|network| network.parse().expect("written above")).collect())
    }
}

impl FromStr for TrustedProxies {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let each = text.split([',', ' ']).filter(|network| !network.is_empty()).map(|network| {
            let address = network.parse().map(|address: IpAddr| address.into());
            address
                .or_else(|_| network.parse::<IpNet>())
                .map_err(|_| format!("{network} is neither an address nor a network, such as 10.0.0.5 or 10.0.0.0/8"))
        });
        each.collect::<Result<_, _>>().map(Self)
    }
}

impl TrustedProxies {
    /// For whom this is asked: the last address that no trusted proxy has. What stands
    /// further left may have been written by the client.
    pub fn source(&self, peer: Peer, headers: &HeaderMap) -> Source {
        let mut address = peer.0.to_canonical();
        let said: Vec<&str> = headers.get_all(FORWARDED_FOR).iter().filter_map(|value| value.to_str().ok()).collect();
        for hop in said.iter().rev().flat_map(|value| value.rsplit(',')) {
            if !self.trusts(address) {
                break;
            }
            let Some(before) = read(hop.trim()) else { break };
            address = before.to_canonical();
        }
        address.into()
    }

    /// True for an address of one of them.
    pub fn trusts(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address))
    }
}

/// Some proxies write the port along.
fn read(hop: &str) -> Option<IpAddr> {
    hop.parse().ok().or_else(|| hop.parse::<SocketAddr>().ok().map(|address| address.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(trusted: &TrustedProxies, peer: &str, said: &[&str]) -> Source {
        let mut headers = HeaderMap::new();
        for value in said {
            headers.append(FORWARDED_FOR, value.parse().unwrap());
        }
        trusted.source(Peer(peer.parse().unwrap()), &headers)
    }

    fn address(text: &str) -> Source {
        text.parse::<IpAddr>().unwrap().into()
    }

    #[test]
    fn a_proxy_of_this_machine_is_believed_and_nobody_else() {
        let trusted = TrustedProxies::default();

        assert_eq!(source(&trusted, "127.0.0.1", &["203.0.113.9"]), address("203.0.113.9"));
        assert_eq!(
            source(&trusted, "127.0.0.1", &["1.1.1.1, 203.0.113.9"]),
            address("203.0.113.9"),
            "the rest is hearsay"
        );
        assert_eq!(source(&trusted, "127.0.0.1", &["1.1.1.1", "203.0.113.9:4711"]), address("203.0.113.9"));
        assert_eq!(source(&trusted, "127.0.0.1", &["203.0.113.9, 127.0.0.1"]), address("203.0.113.9"));
        assert_eq!(source(&trusted, "127.0.0.1", &["nobody"]), address("127.0.0.1"));
        assert_eq!(source(&trusted, "203.0.113.9", &["1.1.1.1"]), address("203.0.113.9"));
        assert_eq!(source(&trusted, "::ffff:127.0.0.1", &["[2001:db8::1]:80"]), address("2001:db8::1"));
    }

    #[test]
    fn a_network_of_64_bits_is_one_source() {
        assert_eq!(address("2001:db8:0:1::1"), address("2001:db8:0:1:ffff::2"));
        assert_ne!(address("2001:db8:0:1::1"), address("2001:db8:0:2::1"));
        assert_eq!(address("::ffff:203.0.113.9"), address("203.0.113.9"));
    }

    #[test]
    fn proxies_are_read_as_addresses_and_networks() {
        let trusted: TrustedProxies = "10.0.0.0/8, 192.0.2.1 2001:db8::/32".parse().unwrap();

        assert_eq!(source(&trusted, "10.1.2.3", &["203.0.113.9, 192.0.2.1"]), address("203.0.113.9"));
        assert_eq!(source(&trusted, "127.0.0.1", &["203.0.113.9"]), address("127.0.0.1"));
        assert!("10.0.0.0/8 proxy.example".parse::<TrustedProxies>().unwrap_err().starts_with("proxy.example"));
    }
}
