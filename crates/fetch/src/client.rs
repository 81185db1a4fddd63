//! One request and its answer.

use std::io::Read;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822;
use serde::{Deserialize, Serialize};
use ureq::http::{HeaderMap, Uri};
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body};

use crate::USER_AGENT;
use crate::address::Address;
use crate::error::FetchError;
use crate::fetcher::Settings;
use crate::gate::{Gate, Refused};

/// Feeds first, then pages, then whatever there is.
const ACCEPT: &str =
    "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/html;q=0.9, */*;q=0.5";

/// Longest header of an answer that is kept: longer ones are no names of a version.
const LONGEST_VALIDATOR: usize = 1024;

/// By what a server tells whether something has changed since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validators {
    /// The address that they are about: the last one of a chain of redirects.
    of: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    etag: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last_modified: Option<String>,
}

impl Validators {
    fn from(headers: &HeaderMap, address: &Address) -> Option<Self> {
        let kept = |name| header(headers, name).filter(|value| value.len() <= LONGEST_VALIDATOR);
        let found = Self {
            of: address.to_string(),
            etag: kept("etag"),
            last_modified: kept("last-modified"),
        };
        (found.etag.is_some() || found.last_modified.is_some()).then_some(found)
    }
}

/// What came back.
pub(crate) enum Reply {
    Found(Box<Page>),
    Unchanged,
    Redirect { location: String, is_inside: bool },
}

/// Something that was found.
pub(crate) struct Page {
    /// At most as many as were asked for.
    pub(crate) bytes: Vec<u8>,
    /// Whether there were more.
    pub(crate) is_cut: bool,
    pub(crate) content_type: Option<String>,
    pub(crate) validators: Option<Validators>,
    /// Whether the host lies on a private network.
    pub(crate) is_inside: bool,
}

/// Makes requests, each over a connection of its own.
pub(crate) struct Client {
    config: ureq::config::Config,
    timeout: Duration,
    allow_private: bool,
}

impl Client {
    pub(crate) fn new(settings: &Settings) -> Self {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = TlsConfig::builder()
            .root_certs(authorities())
            .unversioned_rustls_crypto_provider(provider)
            .build();
        let config = Agent::config_builder()
            .user_agent(USER_AGENT)
            .accept(ACCEPT)
            .tls_config(tls)
            // A proxy would look names up by itself, so that nobody here could say where the connection leads.
            .proxy(None)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .max_idle_connections(0)
            .timeout_global(Some(settings.timeout))
            .build();
        Self {
            config,
            timeout: settings.timeout,
            allow_private: settings.allow_private,
        }
    }

    /// Asks for `address`, unless it is as `known`; takes in `limit` bytes, unpacked.
    ///
    /// # Errors
    /// Whatever keeps the whole from being had.
    pub(crate) fn ask(
        &self,
        address: &Address,
        known: Option<&Validators>,
        limit: u64,
    ) -> Result<Reply, FetchError> {
        let failed = |error| self.failure(address, error);
        let uri = address.as_str().parse::<Uri>();
        let uri = uri.map_err(|error| failed(ureq::Error::BadUri(error.to_string())))?;
        let is_inside = Arc::new(OnceLock::new());
        let gate = Gate::new(
            self.allow_private && address.may_be_inside(),
            Arc::clone(&is_inside),
        );
        let agent = Agent::with_parts(self.config.clone(), DefaultConnector::default(), gate);
        let mut request = agent.get(uri).header("Accept-Language", "en");
        let known = known.filter(|known| known.of == address.as_str());
        if let Some(etag) = known.and_then(|known| known.etag.as_ref()) {
            request = request.header("If-None-Match", etag);
        }
        if let Some(day) = known.and_then(|known| known.last_modified.as_ref()) {
            request = request.header("If-Modified-Since", day);
        }
        let response = request.call().map_err(failed)?;
        let (head, body) = response.into_parts();
        let is_inside = is_inside.get().copied().unwrap_or(false);
        match head.status.as_u16() {
            200..=299 => {
                let page = self.page(address, &head.headers, body, limit, is_inside)?;
                Ok(Reply::Found(Box::new(page)))
            }
            304 if known.is_some() => Ok(Reply::Unchanged),
            301 | 302 | 303 | 307 | 308 => match header(&head.headers, "location") {
                Some(location) => Ok(Reply::Redirect {
                    location,
                    is_inside,
                }),
                None => Err(FetchError::NoLocation {
                    url: address.to_string(),
                }),
            },
            status => Err(FetchError::Status {
                url: address.to_string(),
                status,
                retry_after: retry_after(&head.headers, Timestamp::now()),
            }),
        }
    }

    fn page(
        &self,
        address: &Address,
        headers: &HeaderMap,
        body: Body,
        limit: u64,
        is_inside: bool,
    ) -> Result<Page, FetchError> {
        if let Some(packing) = header(headers, "content-encoding").filter(|how| how != "identity") {
            return Err(FetchError::Packed {
                url: address.to_string(),
                packing,
            });
        }
        let content_type = header(headers, "content-type");
        if let Some(kind) = content_type.clone().filter(|kind| has_no_text(kind)) {
            let url = address.to_string();
            return Err(FetchError::NoText { url, kind });
        }
        let mut bytes = Vec::new();
        let mut reader = body.into_reader().take(limit.saturating_add(1));
        let read = reader.read_to_end(&mut bytes);
        read.map_err(|error| self.failure(address, ureq::Error::from(error)))?;
        let is_cut = bytes.len() as u64 > limit;
        bytes.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(Page {
            bytes,
            is_cut,
            content_type,
            validators: Validators::from(headers, address),
            is_inside,
        })
    }

    fn failure(&self, address: &Address, error: ureq::Error) -> FetchError {
        let url = address.to_string();
        let timed_out = |url| FetchError::TimedOut {
            url,
            seconds: self.timeout.as_secs(),
        };
        match error {
            ureq::Error::Timeout(_) => timed_out(url),
            ureq::Error::Io(error) if error.kind() == std::io::ErrorKind::TimedOut => {
                timed_out(url)
            }
            ureq::Error::Io(error) => FetchError::Unreachable {
                url,
                message: error.to_string(),
            },
            ureq::Error::Other(inner) => match inner.downcast::<Refused>() {
                Ok(refused) => FetchError::NotPublic {
                    url,
                    ip: refused.ip,
                    kind: refused.kind,
                    could_be_allowed: refused.is_inside && !self.allow_private,
                },
                Err(other) => FetchError::Unreachable {
                    url,
                    message: other.to_string(),
                },
            },
            other => FetchError::Unreachable {
                url,
                message: other.to_string(),
            },
        }
    }
}

/// The authorities that this machine trusts.
fn authorities() -> RootCerts {
    let found = rustls_native_certs::load_native_certs();
    // Where none is found no certificate is trusted, and the error of the first request over https says so.
    let certificates = found.certs.iter();
    RootCerts::from(certificates.map(|one| Certificate::from_der(one).to_owned()))
}

fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    let value = headers.get(name)?.to_str().ok()?.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

fn has_no_text(kind: &str) -> bool {
    let kind = kind.to_ascii_lowercase();
    ["audio/", "image/", "video/", "font/"]
        .iter()
        .any(|known| kind.starts_with(known))
}

/// How long a server asks to be left alone, in seconds or until a time.
fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let value = header(headers, "retry-after")?;
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = rfc2822::DateTimeParser::new()
        .parse_timestamp(&value)
        .ok()?;
    Some(Duration::try_from(until.duration_since(now)).unwrap_or(Duration::ZERO))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_says_in_seconds_or_as_a_time_when_to_come_back() {
        let now: Timestamp = "2015-10-21T07:20:00Z".parse().unwrap();
        let of = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert("retry-after", value.parse().unwrap());
            retry_after(&headers, now)
        };
        assert_eq!(of("120"), Some(Duration::from_secs(120)));
        assert_eq!(
            of("Wed, 21 Oct 2015 07:28:00 GMT"),
            Some(Duration::from_secs(480))
        );
        assert_eq!(of("Wed, 21 Oct 2015 07:00:00 GMT"), Some(Duration::ZERO));
        assert_eq!(of("soon"), None);
    }
}
