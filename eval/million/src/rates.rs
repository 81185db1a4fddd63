//! What was chosen, each with its reason; README.md repeats the figures.

use crate::plan::Kind;

/// Reports that a million fills ten years with: 273.8 a day, 158 incidents a day over 40 countries, about four a country and day.
pub const REPORTS_A_DAY: f64 = 1_000_000.0 / 3652.5;
/// Country number r (from 0) has weight 1 / (r + this): the first has a tenth of all incidents, the last a hundredth.
pub const COUNTRY_OFFSET: f64 = 4.0;
/// Town number r of a country has weight (r + `TOWN_OFFSET`)^-`TOWN_SLOPE`, times a factor of its own: near the ranks of cities in GVA
/// (168, 51, 37, 23, 8, 2 and 1 incidents at ranks 1, 2, 8, 16, 64, 256 and 512).
pub const TOWN_OFFSET: f64 = 8.0;
/// See [`TOWN_OFFSET`].
pub const TOWN_SLOPE: f64 = 1.05;
/// Standard deviation of the logarithm of a town's own factor.
pub const TOWN_SPREAD: f64 = 0.8;
/// Standard deviation of the logarithm of how violent a week is in a country.
pub const WEEK_SPREAD: f64 = 0.4;
/// Share of incidents in one of the towns that a country's violence moves to for a week, and how many such towns there are.
pub const HOT: f64 = 0.3;
/// See [`HOT`].
pub const HOT_TOWNS: usize = 6;

/// Share of incidents made after another of the last six days: same town, same type. With those that chance gives, well over 20 % of
/// incidents have such a twin.
pub const LOOK_ALIKE: f64 = 0.25;
/// Share of these on the same day as the other; the rest fall 1 to 6 days later, evenly.
pub const SAME_DAY_LOOK_ALIKE: f64 = 0.15;
/// Share with the same weapon as the other.
pub const SAME_WEAPON: f64 = 0.5;
/// Share with the toll of the other, give or take one.
pub const SIMILAR_TOLL: f64 = 0.4;
/// Share by the same party.
pub const SAME_PARTY: f64 = 0.6;
/// Share at the same facility.
pub const SAME_FACILITY: f64 = 0.1;

/// Of later reports within a day of the first, the share that print another's text. 11 % of all later reports are copies then; GVA has
/// 4 %, but its lists of reports were picked by hand and leave copies out.
pub const COPY: f64 = 0.20;
/// Of reports one day after the first that are no copies, the share that are follow-ups.
pub const NEXT_DAY_FOLLOW_UP: f64 = 0.3;
/// Share of first reports that are flashes where others follow, and where none does.
pub const FLASH: [f64; 2] = [0.5, 0.2];
/// Share of incidents whose toll still rises after the first day, if three or more were harmed.
pub const RISING: f64 = 0.45;
/// Share of reports whose figures differ from what was known then.
pub const OTHER_TOLL: f64 = 0.08;
/// Share of reports that recall an earlier incident of the country, where one drawn from the last sixty days is a week old.
pub const BACKGROUND: f64 = 0.08;
/// Share of reports that do not tell who did it and say that nobody claims it.
pub const UNCLAIMED: f64 = 0.4;
/// Share of reports without a published day.
pub const NO_PUBLISHED: f64 = 0.02;

/// Town told rightly; a town nearby told in its stead; division alone; country alone. The rest tell no place.
pub const PLACE_TOLD: [f64; 4] = [0.965, 0.01, 0.012, 0.003];
/// Town that the reader finds in the gazetteer; told but not resolved; another town of that name or sound. What the text tells.
pub const PLACE_READ: [f64; 3] = [0.94, 0.055, 0.005];

/// Share of reports of a kind that tell when; of these, the share that tell it a day off.
pub fn date_told(kind: Kind) -> f64 {
    match kind {
        Kind::Flash => 0.93,
        Kind::Report | Kind::Copy => 0.97,
        Kind::FollowUp => 0.95,
    }
}
/// See [`date_told`].
pub const DAY_OFF: f64 = 0.01;
/// Of reports that tell no date, the share that yield a claim of the latest possible day.
pub const LATEST_ONLY: f64 = 0.6;
/// Of follow-ups a week late and more, the share that tell the month alone.
pub const MONTH_ONLY: f64 = 0.1;
/// Share of dates that the reader puts a day off, and a week off (weekdays only).
pub const DATE_MISREAD: [f64; 2] = [0.01, 0.015];

/// Share of claims that the reader misses, for types, dates and places, and for all else.
pub const MISSED: [f64; 2] = [0.005, 0.07];
/// Share of types misread as a kindred type.
pub const TYPE_MISREAD: f64 = 0.04;
/// Share of figures misread.
pub const FIGURE_MISREAD: f64 = 0.02;

/// How often a report of a kind tells what its publisher knows.
#[derive(Debug, Clone, Copy)]
pub struct Told {
    /// The facility that it happened at.
    pub facility: f64,
    /// The street.
    pub street: f64,
    /// The weapon.
    pub weapon: f64,
    /// Who did it.
    pub party: f64,
    /// That it was an organisation, where it was one and who did it is told.
    pub organisation: f64,
    /// Number of killed.
    pub killed: f64,
    /// Number of wounded, abducted, arrested.
    pub others: f64,
    /// A victim by name, where anybody was harmed.
    pub victim: f64,
    /// An official by name.
    pub official: f64,
    /// A vehicle.
    pub vehicle: f64,
    /// Who led the attackers.
    pub commander: f64,
    /// Who claims it or is accused, where an organisation did it.
    pub claim: f64,
    /// The country's name.
    pub country: f64,
}

/// What reports of a kind tell. Nobody publishes such figures; flashes tell little, follow-ups more of people and less of means.
pub fn told(kind: Kind) -> Told {
    let report = Told {
        facility: 0.5,
        street: 0.3,
        weapon: 0.7,
        party: 0.8,
        organisation: 0.7,
        killed: 0.95,
        others: 0.8,
        victim: 0.35,
        official: 0.55,
        vehicle: 0.15,
        commander: 0.08,
        claim: 0.35,
        country: 0.6,
    };
    match kind {
        Kind::Flash => Told {
            facility: 0.1,
            street: 0.05,
            weapon: 0.2,
            party: 0.3,
            killed: 0.5,
            others: 0.3,
            victim: 0.0,
            official: 0.1,
            vehicle: 0.0,
            commander: 0.0,
            claim: 0.0,
            ..report
        },
        Kind::Report | Kind::Copy => report,
        Kind::FollowUp => Told {
            facility: 0.35,
            street: 0.2,
            weapon: 0.4,
            party: 0.55,
            victim: 0.6,
            official: 0.65,
            ..report
        },
    }
}
