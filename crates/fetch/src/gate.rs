//! From the name of a host to the addresses that may be connected to.

use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};

use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use crate::reach::{Reach, reach};

/// Looks names up, and lets through only what may be connected to. The connection is made to the very addresses that were
/// looked at here.
#[derive(Debug)]
pub(crate) struct Gate {
    is_open_inside: bool,
    /// Set once the name was looked up.
    is_inside: Arc<OnceLock<bool>>,
    names: DefaultResolver,
}

impl Gate {
    /// `is_open_inside`: private networks are let through too; `is_inside` is set to whether the host lies on one.
    pub(crate) fn new(is_open_inside: bool, is_inside: Arc<OnceLock<bool>>) -> Self {
        Self {
            is_open_inside,
            is_inside,
            names: DefaultResolver::default(),
        }
    }
}

impl Resolver for Gate {
    fn resolve(
        &self,
        uri: &Uri,
        config: &ureq::config::Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.names.resolve(uri, config, timeout)?;
        let (admitted, is_inside) = admitted(&found, self.is_open_inside)
            .map_err(|refused| ureq::Error::Other(Box::new(refused)))?;
        let _ = self.is_inside.set(is_inside);
        let mut open = self.empty();
        admitted.into_iter().for_each(|at| open.push(at));
        Ok(open)
    }
}

/// Those of the addresses of a name that may be connected to, and whether all of them lie on a private network.
fn admitted(
    found: &[SocketAddr],
    is_open_inside: bool,
) -> Result<(Vec<SocketAddr>, bool), Refused> {
    let mut admitted = Vec::new();
    let mut is_inside = true;
    let mut refused = None;
    for &at in found {
        let (reach, kind) = reach(at.ip());
        if reach == Reach::Public || reach == Reach::Inside && is_open_inside {
            is_inside &= reach == Reach::Inside;
            admitted.push(at);
        } else {
            refused = Some(Refused {
                ip: at.ip().to_string(),
                kind,
                is_inside: reach == Reach::Inside,
            });
        }
    }
    match refused {
        Some(refused) if admitted.is_empty() => Err(refused),
        _ => Ok((admitted, is_inside)),
    }
}

/// An address that must not be connected to.
#[derive(Debug, thiserror::Error)]
#[error("{ip} is {kind}")]
pub(crate) struct Refused {
    pub(crate) ip: String,
    /// "a loopback address".
    pub(crate) kind: &'static str,
    /// Whether it lies on a private network.
    pub(crate) is_inside: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(addresses: &[&str]) -> Vec<SocketAddr> {
        let parsed = addresses.iter().map(|one| (one.parse().unwrap(), 80));
        parsed.map(|(ip, port)| SocketAddr::new(ip, port)).collect()
    }

    #[test]
    fn a_name_that_stands_for_a_private_address_is_refused() {
        for inside in ["127.0.0.1", "10.0.0.1", "fd00::1", "169.254.169.254"] {
            assert!(admitted(&at(&[inside]), false).is_err(), "{inside}");
        }
        assert!(admitted(&at(&["169.254.169.254"]), true).is_err());
    }

    #[test]
    fn of_several_addresses_only_the_public_ones_are_connected_to() {
        let (open, is_inside) = admitted(&at(&["127.0.0.1", "1.1.1.1"]), false).unwrap();
        assert_eq!(open, at(&["1.1.1.1"]));
        assert!(!is_inside);
        // What is also at a public address is not taken for a part of the private network.
        let (open, is_inside) = admitted(&at(&["127.0.0.1", "1.1.1.1"]), true).unwrap();
        assert_eq!(open.len(), 2);
        assert!(!is_inside);
        assert!(admitted(&at(&["127.0.0.1"]), true).unwrap().1);
    }
}
