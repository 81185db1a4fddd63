//! What a document is at its source: its address in one spelling, or the record's own id. Pure.

use dateline_core::Document;

const TRACKING: &str = include_str!("../data/tracking_parameters.txt");

/// What tells that two documents are one at their source, though their texts may differ: the address, else the record's own id, each
/// with the publisher. `None` for a document of which no such thing is known.
pub(crate) fn identity(document: &Document) -> Option<String> {
    let publisher = document.publisher.as_deref().map(str::to_lowercase);
    let address = document.url.as_deref().and_then(canonical);
    let id = || {
        // An id means nothing without whose it is.
        publisher.as_ref()?;
        let id = document.external_id.as_deref()?.trim();
        (!id.is_empty()).then(|| format!("id {id}"))
    };
    let own = address
        .map(|address| format!("address {address}"))
        .or_else(id)?;
    Some(format!("{own}\n{}", publisher.unwrap_or_default()))
}

/// A web address in one spelling: without scheme, `www.`, usual port, fragment, closing slash and parameters that only say who sent the
/// reader. `None` for what is no web address, and for a site's front page, which is another report every day.
fn canonical(url: &str) -> Option<String> {
    let url = url.trim();
    let (scheme, rest) = url.split_once("://")?;
    let usual_port = match scheme.to_ascii_lowercase().as_str() {
        "http" => ":80",
        "https" => ":443",
        _ => return None,
    };
    let rest = rest.split('#').next().unwrap_or_default();
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = place.split_once('/').unwrap_or((place, ""));
    let host = host.to_lowercase();
    let host = host.strip_suffix(usual_port).unwrap_or(&host);
    let host = host.strip_prefix("www.").unwrap_or(host);
    let mut kept: Vec<&str> = query
        .split('&')
        .filter(|pair| !pair.is_empty() && !is_tracking(pair))
        .collect();
    kept.sort_unstable();
    let path = path.trim_end_matches('/');
    if host.is_empty() || (path.is_empty() && kept.is_empty()) {
        return None;
    }
    let query = if kept.is_empty() {
        String::new()
    } else {
        format!("?{}", kept.join("&"))
    };
    Some(format!("{host}/{path}{query}"))
}

fn is_tracking(pair: &str) -> bool {
    let name = pair
        .split('=')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let patterns = TRACKING
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty());
    patterns
        .into_iter()
        .any(|pattern| match pattern.strip_suffix('*') {
            Some(stem) => name.starts_with(stem),
            None => name == pattern,
        })
}

#[cfg(test)]
mod tests {
    use super::canonical;

    #[test]
    fn spellings_of_one_address_are_one_and_others_are_not() {
        let one = canonical("https://www.News.example/2021/05/bomb?id=7&utm_source=feed#top");
        assert_eq!(one.as_deref(), Some("news.example/2021/05/bomb?id=7"));
        for same in [
            "http://news.example/2021/05/bomb/?id=7",
            "https://news.example:443/2021/05/bomb?fbclid=x&id=7",
        ] {
            assert_eq!(canonical(same), one, "{same}");
        }
        for other in [
            "https://news.example/2021/05/bomb?id=8",
            "https://news.example/2021/05/Bomb?id=7",
            "https://sport.news.example/2021/05/bomb?id=7",
        ] {
            assert_ne!(canonical(other), one, "{other}");
        }
    }

    #[test]
    fn a_front_page_and_what_is_no_address_name_no_report() {
        for none in [
            "https://news.example/",
            "news.example",
            "file:///a/b",
            "https://news.example?utm_source=x",
            "",
        ] {
            assert_eq!(canonical(none), None, "{none}");
        }
    }
}
