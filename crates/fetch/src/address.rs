//! Web addresses.

use std::fmt;

use url::{Position, Url};

use crate::error::FetchError;

/// Names of parameters that say where a reader came from, and nothing of what is read.
const TRACKING: [&str; 3] = ["utm_", "fbclid", "gclid"];

/// An address that may be fetched: http or https, with a host, without a password or a fragment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    url: Url,
    /// Whether it may lie on a private network, if such are allowed at all: the user gave it, or it was found on one.
    may_be_inside: bool,
}

impl Address {
    /// An address that the user gave.
    ///
    /// # Errors
    /// [`FetchError::NoAddress`], [`FetchError::Password`].
    pub fn given(text: &str) -> Result<Self, FetchError> {
        let url = Url::parse(text.trim()).map_err(|error| no_address(text, &error))?;
        Self::of(url, true)
    }

    /// The address that a link names which was found under this one; `is_inside`: on a private network.
    ///
    /// # Errors
    /// As [`Address::given`].
    pub(crate) fn link(&self, link: &str, is_inside: bool) -> Result<Self, FetchError> {
        let url = self.url.join(link.trim());
        Self::of(url.map_err(|error| no_address(link, &error))?, is_inside)
    }

    /// Where a redirect leads.
    ///
    /// # Errors
    /// As [`Address::given`], and [`FetchError::Downgrade`] from https to http.
    pub(crate) fn redirected(&self, location: &str, is_inside: bool) -> Result<Self, FetchError> {
        let to = self.link(location, is_inside)?;
        if self.url.scheme() == "https" && to.url.scheme() != "https" {
            return Err(FetchError::Downgrade {
                url: self.to_string(),
                to: to.to_string(),
            });
        }
        Ok(to)
    }

    fn of(mut url: Url, may_be_inside: bool) -> Result<Self, FetchError> {
        if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
            return Err(FetchError::NoAddress {
                text: url.to_string(),
                message: "only http and https are fetched".to_owned(),
            });
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(FetchError::Password {
                host: host_of(&url),
            });
        }
        url.set_fragment(None);
        Ok(Self { url, may_be_inside })
    }

    /// As it is asked for.
    pub fn as_str(&self) -> &str {
        self.url.as_str()
    }

    /// The same without what tells only where a reader came from (`utm_source` and its kind).
    pub fn plain(&self) -> String {
        let mut plain = self.url.clone();
        let is_tracking = |name: &str| TRACKING.iter().any(|known| name.starts_with(known));
        // The parameters that stay are left as they are written.
        let kept: Vec<&str> = (self.url.query().unwrap_or_default().split('&'))
            .filter(|part| !is_tracking(part))
            .collect();
        plain.set_query(Some(kept.join("&").as_str()).filter(|query| !query.is_empty()));
        plain.to_string()
    }

    /// Host and port, which share pauses and rests.
    pub fn host(&self) -> String {
        host_of(&self.url)
    }

    /// Scheme, host and port, which share a robots.txt.
    pub(crate) fn origin(&self) -> String {
        self.url[..Position::BeforePath].to_owned()
    }

    /// Where the host keeps its robots.txt.
    pub(crate) fn robots(&self) -> Self {
        let mut url = self.url.clone();
        url.set_path("/robots.txt");
        url.set_query(None);
        Self {
            url,
            may_be_inside: self.may_be_inside,
        }
    }

    pub(crate) fn url(&self) -> &Url {
        &self.url
    }

    pub(crate) fn may_be_inside(&self) -> bool {
        self.may_be_inside
    }
}

impl fmt::Display for Address {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.url.as_str())
    }
}

fn host_of(url: &Url) -> String {
    url[Position::BeforeHost..Position::AfterPort].to_owned()
}

fn no_address(text: &str, error: &url::ParseError) -> FetchError {
    FetchError::NoAddress {
        text: text.trim().to_owned(),
        message: error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(text: &str) -> Result<Address, FetchError> {
        Address::given(text)
    }

    #[test]
    fn only_the_web_is_fetched() {
        for text in [
            "ftp://wire.example/feed",
            "file:///etc/passwd",
            "data:text/html,x",
            "javascript:alert(1)",
            "news",
            "http://",
            "gopher://wire.example",
        ] {
            assert!(
                matches!(given(text), Err(FetchError::NoAddress { .. })),
                "{text}"
            );
        }
        assert!(given(" https://wire.example/feed ").is_ok());
    }

    #[test]
    fn a_password_is_not_sent_and_not_told() {
        let error = given("https://desk:secret@wire.example/feed").unwrap_err();
        assert!(!error.to_string().contains("secret"), "{error}");
    }

    #[test]
    fn https_never_leads_to_http() {
        let feed = given("https://wire.example/feed").unwrap();
        assert!(matches!(
            feed.redirected("http://wire.example/feed", false),
            Err(FetchError::Downgrade { .. })
        ));
        assert!(feed.redirected("//other.example/", false).is_ok());
        let open = given("http://wire.example/feed").unwrap();
        assert!(open.redirected("https://wire.example/feed", false).is_ok());
    }

    #[test]
    fn numbers_in_disguise_are_addresses() {
        for text in ["http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/"] {
            assert_eq!(given(text).unwrap().host(), "127.0.0.1", "{text}");
        }
    }

    #[test]
    fn where_a_reader_came_from_is_no_part_of_the_article() {
        let plain = |text| given(text).unwrap().plain();
        assert_eq!(
            plain("https://wire.example/a?id=7&utm_source=rss&utm_medium=feed#top"),
            "https://wire.example/a?id=7"
        );
        assert_eq!(
            plain("https://wire.example/a?utm_source=rss"),
            "https://wire.example/a"
        );
        assert_eq!(
            plain("https://wire.example/a?q=a%20b&x"),
            "https://wire.example/a?q=a%20b&x"
        );
    }

    proptest::proptest! {
        /// Whatever a feed calls a link: an address of the web, without a password, or an error of one line.
        #[test]
        fn any_link(link in "(https?:|//|ftp:|\\?utm_=|#|@|:|\\PC){0,12}") {
            let feed = given("https://wire.example/news/feed").unwrap();
            match feed.link(&link, false) {
                Ok(address) => {
                    proptest::prop_assert!(address.as_str().starts_with("http"));
                    proptest::prop_assert!(!address.as_str().contains('#'));
                    proptest::prop_assert!(address.url().password().is_none());
                    proptest::prop_assert!(given(&address.plain()).is_ok());
                }
                Err(error) => proptest::prop_assert!(!error.to_string().contains('\n')),
            }
        }
    }
}
