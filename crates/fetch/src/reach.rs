//! Which network addresses may be connected to.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::LazyLock;

const TABLE: &str = include_str!("../data/special_addresses.tsv");

/// Whether an address may be connected to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// By anyone.
    Public,
    /// Where the user allows private networks.
    Inside,
    /// Never.
    Never,
}

/// An address's reach, and what it is in words: "a loopback address".
///
/// What stands for an IPv4 address in IPv6 (mapped, or translated by NAT64) is what that address is.
pub(crate) fn reach(address: IpAddr) -> (Reach, &'static str) {
    let address = match address {
        IpAddr::V6(v6) => embedded(v6).map_or(address, IpAddr::V4),
        IpAddr::V4(_) => address,
    };
    let rules = RULES.iter().filter(|rule| rule.prefix.holds(address));
    match rules.max_by_key(|rule| rule.prefix.length) {
        Some(rule) => (rule.reach, rule.kind),
        None => (Reach::Never, "an unknown address"),
    }
}

fn embedded(address: Ipv6Addr) -> Option<Ipv4Addr> {
    const NAT64: [u16; 6] = [0x64, 0xff9b, 0, 0, 0, 0];
    let parts = address.segments();
    let translated = parts[..6] == NAT64;
    let [.., a, b, c, d] = address.octets();
    address
        .to_ipv4_mapped()
        .or_else(|| translated.then(|| Ipv4Addr::new(a, b, c, d)))
}

struct Rule {
    prefix: Prefix,
    reach: Reach,
    kind: &'static str,
}

/// The first bits that addresses have in common.
struct Prefix {
    bits: u128,
    length: u32,
    is_v4: bool,
}

impl Prefix {
    fn holds(&self, address: IpAddr) -> bool {
        let (bits, is_v4) = bits(address);
        let rest = 128 - self.length;
        // All addresses share no bits, and a number cannot be shifted by its whole width.
        let same = |bits: u128| bits.checked_shr(rest).unwrap_or(0);
        is_v4 == self.is_v4 && same(bits) == same(self.bits)
    }

    fn parse(text: &str) -> Option<Self> {
        let (address, length) = text.split_once('/')?;
        let (bits, is_v4) = bits(address.parse().ok()?);
        let length = length.parse().ok()?;
        (length <= if is_v4 { 32 } else { 128 }).then_some(Self {
            bits,
            length,
            is_v4,
        })
    }
}

/// The bits of an address, flush left.
fn bits(address: IpAddr) -> (u128, bool) {
    match address {
        IpAddr::V4(v4) => (u128::from(v4.to_bits()) << 96, true),
        IpAddr::V6(v6) => (v6.to_bits(), false),
    }
}

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| lines().filter_map(rule).collect());

fn lines() -> impl Iterator<Item = &'static str> {
    TABLE.lines().filter(|line| !line.starts_with('#'))
}

fn rule(line: &'static str) -> Option<Rule> {
    let mut cells = line.split('\t');
    let (prefix, reach, kind) = (cells.next()?, cells.next()?, cells.next()?);
    Some(Rule {
        prefix: Prefix::parse(prefix)?,
        reach: match reach {
            "public" => Reach::Public,
            "inside" => Reach::Inside,
            "never" => Reach::Never,
            _ => return None,
        },
        kind,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(address: &str) -> Reach {
        reach(address.parse().unwrap()).0
    }

    #[test]
    fn every_line_of_the_table_is_a_rule() {
        assert_eq!(RULES.len(), lines().count());
    }

    #[test]
    fn public_addresses_are_reached() {
        for address in [
            "1.1.1.1",
            "9.255.255.255",
            "11.0.0.0",
            "172.32.0.1",
            "192.167.255.255",
            "2606:4700::1111",
            "::ffff:1.1.1.1",
            "64:ff9b::1.1.1.1",
        ] {
            assert_eq!(of(address), Reach::Public, "{address}");
        }
    }

    #[test]
    fn private_networks_are_inside() {
        for address in [
            "127.0.0.1",
            "10.20.30.40",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "100.64.0.1",
            "::1",
            "fd12:3456::1",
            "::ffff:127.0.0.1",
            "::ffff:7f00:1",
            "64:ff9b::10.0.0.1",
        ] {
            assert_eq!(of(address), Reach::Inside, "{address}");
        }
    }

    #[test]
    fn some_addresses_are_never_reached() {
        for address in [
            "0.0.0.0",
            "0.1.2.3",
            "169.254.169.254",
            "100.100.100.200",
            "168.63.129.16",
            "192.0.0.192",
            "198.18.0.1",
            "203.0.113.7",
            "224.0.0.1",
            "239.255.255.250",
            "255.255.255.255",
            "::",
            "::7f00:1",
            "fe80::1",
            "fd00:ec2::254",
            "ff02::1",
            "2002:7f00:1::",
            "2001:0:4136:e378::",
            "::ffff:169.254.169.254",
            "64:ff9b::a9fe:a9fe",
            "4000::1",
        ] {
            assert_eq!(of(address), Reach::Never, "{address}");
        }
    }

    proptest::proptest! {
        /// However an IPv4 address is dressed up, it is what it is.
        #[test]
        fn a_mapped_address_is_no_other(bits: u32) {
            let plain = Ipv4Addr::from_bits(bits);
            let dressed = IpAddr::V6(plain.to_ipv6_mapped());
            proptest::prop_assert_eq!(reach(dressed), reach(IpAddr::V4(plain)));
        }
    }
}
