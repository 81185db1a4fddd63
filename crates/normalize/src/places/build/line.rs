//! Lines of GeoNames' files.

use super::super::table::NO_POINT;

/// Which of GeoNames' files a line is from; they have no header, so that the form of the lines tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// `admin1CodesASCII.txt`: "AF.23", name, name in ASCII, id.
    FirstLevel,
    /// `admin2Codes.txt`: the same with "AF.23.2302".
    SecondLevel,
    /// `XX.txt` and `allCountries.txt`: the dump, 19 columns.
    Dump,
}

/// Columns of a dump.
const COLUMNS: usize = 19;
/// Columns of the lists of divisions.
const LISTED: usize = 4;

impl Form {
    /// The form of the file that a line is from; `None` for a line that fits none.
    pub fn of(line: &str) -> Option<Self> {
        let columns: Vec<&str> = line.split('\t').collect();
        let numbered = |at: usize| columns[at].bytes().all(|byte| byte.is_ascii_digit());
        match columns.len() {
            COLUMNS if numbered(0) => Some(Self::Dump),
            LISTED if numbered(3) => match columns[0].matches('.').count() {
                1 => Some(Self::FirstLevel),
                2 => Some(Self::SecondLevel),
                _ => None,
            },
            _ => None,
        }
    }

    fn columns(self) -> usize {
        match self {
            Self::Dump => COLUMNS,
            Self::FirstLevel | Self::SecondLevel => LISTED,
        }
    }
}

/// Why a line was left out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LineError {
    /// It has too few columns, or too many.
    #[error("has {found} columns, {needed} are needed")]
    Columns {
        /// Columns of the line.
        found: usize,
        /// Columns of its form.
        needed: usize,
    },
    /// A column does not hold what it should.
    #[error("has {column} {found:?}")]
    Value {
        /// Which column.
        column: &'static str,
        /// What it holds.
        found: String,
    },
}

/// What is read of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'a> {
    pub(super) id: u32,
    pub(super) name: &'a str,
    /// Further names, parted by commas.
    pub(super) others: &'a str,
    /// Latitude and longitude in 1e-5 degrees, or [`NO_POINT`] twice.
    pub(super) point: [i32; 2],
    pub(super) feature: &'a str,
    pub(super) country: &'a str,
    /// Code of the first-level division within its country; empty where there is none.
    pub(super) division: &'a str,
    pub(super) population: u32,
}

/// Reads a line of a form.
pub(super) fn read(form: Form, line: &str) -> Result<Line<'_>, LineError> {
    let mut columns = [""; COLUMNS];
    let mut found = 0;
    for column in line.split('\t') {
        if let Some(place) = columns.get_mut(found) {
            *place = column;
        }
        found += 1;
    }
    let needed = form.columns();
    if found != needed {
        return Err(LineError::Columns { found, needed });
    }
    match form {
        Form::Dump => dumped(&columns),
        Form::FirstLevel | Form::SecondLevel => listed(&columns),
    }
}

fn dumped<'a>(columns: &[&'a str; COLUMNS]) -> Result<Line<'a>, LineError> {
    Ok(Line {
        id: id(columns[0])?,
        name: name(columns[1])?,
        others: columns[3],
        point: [
            degrees("latitude", columns[4], 90.0)?,
            degrees("longitude", columns[5], 180.0)?,
        ],
        feature: columns[7],
        country: columns[8],
        // GeoNames writes "00" for "not known in which".
        division: Some(columns[10]).filter(|code| *code != "00").unwrap_or(""),
        population: population(columns[14])?,
    })
}

fn listed<'a>(columns: &[&'a str; COLUMNS]) -> Result<Line<'a>, LineError> {
    let mut codes = columns[0].split('.');
    let (country, division) = (codes.next().unwrap_or(""), codes.next().unwrap_or(""));
    Ok(Line {
        id: id(columns[3])?,
        name: name(columns[1])?,
        others: columns[2],
        point: [NO_POINT as i32; 2],
        feature: if codes.next().is_some() {
            "ADM2"
        } else {
            "ADM1"
        },
        country,
        division,
        population: 0,
    })
}

fn wrong(column: &'static str, found: &str) -> LineError {
    const SHOWN: usize = 40;
    LineError::Value {
        column,
        found: found.chars().take(SHOWN).collect(),
    }
}

fn id(text: &str) -> Result<u32, LineError> {
    let number = text.parse().ok().filter(|number| *number != 0);
    number.ok_or_else(|| wrong("the id", text))
}

fn name(text: &str) -> Result<&str, LineError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(wrong("the name", text));
    }
    Ok(text)
}

fn degrees(column: &'static str, text: &str, most: f64) -> Result<i32, LineError> {
    let angle = text.parse().ok().filter(|angle: &f64| angle.abs() <= most);
    let angle = angle.ok_or_else(|| wrong(column, text))?;
    Ok((angle * 1e5).round() as i32)
}

/// Inhabitants; an empty column means that nobody counted them. Rows of continents exceed 32 bits.
fn population(text: &str) -> Result<u32, LineError> {
    if text.is_empty() {
        return Ok(0);
    }
    let number: u64 = text
        .parse()
        .map_err(|_| wrong("the number of inhabitants", text))?;
    Ok(number.min(u64::from(u32::MAX)) as u32)
}

#[cfg(test)]
mod tests {
    use super::{Form, LineError, read};

    const SEIYUN: &str = "70979\tSayʼūn\tSay'un\tSaywun,Seiyun\t15.943\t48.78733\tP\tPPL\tYE\t\t04\t\t\t\t49845\t\t649\tAsia/Aden\t2017-01-01";

    #[test]
    fn a_row_of_a_dump_is_read() {
        let line = read(Form::Dump, SEIYUN).expect("a sound line");
        assert_eq!((line.id, line.country, line.division), (70979, "YE", "04"));
        assert_eq!(
            (line.point, line.population),
            ([1_594_300, 4_878_733], 49_845)
        );
    }

    #[test]
    fn the_form_of_a_line_tells_its_file() {
        for (line, form) in [
            (SEIYUN, Some(Form::Dump)),
            ("AF.23\tKandahar\tKandahar\t1138335", Some(Form::FirstLevel)),
            (
                "AF.23.2302\tArghandab\tArghandab\t7053307",
                Some(Form::SecondLevel),
            ),
            ("a report\tof four\tcolumns\tin all", None),
            ("", None),
        ] {
            assert_eq!(Form::of(line), form, "{line}");
        }
    }

    #[test]
    fn a_damaged_line_says_what_is_wrong() {
        let told = |line: &str| match read(Form::Dump, line) {
            Ok(line) => panic!("{line:?} was read"),
            Err(error) => error.to_string(),
        };
        assert_eq!(told("1\ta\tb\tc"), "has 4 columns, 19 are needed");
        let off = SEIYUN.replace("15.943", "159.43");
        assert_eq!(told(&off), "has latitude \"159.43\"");
        assert_eq!(
            read(Form::Dump, &SEIYUN.replace("70979", "0")),
            Err(LineError::Value {
                column: "the id",
                found: "0".to_owned()
            })
        );
    }
}
