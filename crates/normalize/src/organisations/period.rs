//! Days, months and years of the register: "2012-02-09", "2012-02", "2012".

use jiff::civil::Date;

/// First and last day of what the words name; none for an empty cell.
pub(super) fn read(words: &str) -> Option<(Date, Date)> {
    let mut parts = words.split('-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next().map(str::parse).transpose().ok()?;
    let day = parts.next().map(str::parse).transpose().ok()?;
    let first = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
    let last = match (month, day) {
        (_, Some(_)) => first,
        (Some(_), None) => first.last_of_month(),
        (None, None) => first.last_of_year(),
    };
    Some((first, last))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_period_lasts_as_long_as_its_words_say() {
        let days = |words| read(words).map(|(first, last)| format!("{first} {last}"));
        assert_eq!(days("2012").as_deref(), Some("2012-01-01 2012-12-31"));
        assert_eq!(days("2012-02").as_deref(), Some("2012-02-01 2012-02-29"));
        assert_eq!(days("2012-02-09").as_deref(), Some("2012-02-09 2012-02-09"));
        assert_eq!(days(""), None);
        assert_eq!(days("2012-13"), None);
    }
}
