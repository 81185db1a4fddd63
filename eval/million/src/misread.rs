//! What a reader gets wrong that the text has right.

use dateline_core::value::{Bounds, DateValue, Figure, Value};
use dateline_core::{DatePrecision, IncidentType, Slot, TimeFrame};
use fastrand::Rng;
use jiff::ToSpan;

use crate::draw::{Weighted, chance};
use crate::rates;
use crate::world::World;

/// The value as read; nothing where the reader misses it. The places' own misreadings are made where they are told.
pub(crate) fn read(world: &World, rng: &mut Rng, value: Value) -> Option<Value> {
    let basic = matches!(value.slot(), Slot::Type | Slot::Date | Slot::Place);
    let always = matches!(
        value,
        Value::TimeFrame(TimeFrame::Background | TimeFrame::Current)
    );
    if !always && chance(rng, rates::MISSED[usize::from(!basic)]) {
        return None;
    }
    Some(match value {
        Value::Type(kind) if chance(rng, rates::TYPE_MISREAD) => Value::Type(kindred(kind)),
        Value::Date(date) => Value::Date(misdated(rng, date)),
        Value::Figure(figure) if chance(rng, rates::FIGURE_MISREAD) => {
            Value::Figure(miscounted(rng, figure))
        }
        Value::Weapon(mut weapon) if chance(rng, rates::TYPE_MISREAD) => {
            weapon.kind = world.tables.means[rng.usize(..world.tables.means.len())].kind;
            Value::Weapon(weapon)
        }
        other => other,
    })
}

/// The type that it is most easily taken for.
fn kindred(kind: IncidentType) -> IncidentType {
    use IncidentType as T;
    match kind {
        T::Bombing | T::Assassination | T::Execution | T::Battle | T::Robbery => T::ArmedAssault,
        T::ArmedAssault => T::Battle,
        T::Shelling => T::AirStrike,
        T::AirStrike => T::Shelling,
        T::Raid => T::Arrest,
        T::Riot => T::Protest,
        T::Arson => T::Sabotage,
        other => other,
    }
}

/// A day off, or, for weekdays, a week.
fn misdated(rng: &mut Rng, mut date: DateValue) -> DateValue {
    let [day, week] = rates::DATE_MISREAD;
    let is_weekday = date.words.ends_with("day") && date.precision == DatePrecision::Day;
    let days = match Weighted::new([1.0 - day - week, day, week]).pick(rng) {
        1 if date.precision == DatePrecision::Day => 1,
        2 if is_weekday => 7,
        _ => return date,
    };
    let shift = |day: jiff::civil::Date| day.saturating_sub(i64::from(days).days());
    date.earliest = date.earliest.map(shift);
    date.latest = date.latest.map(shift);
    date
}

/// A count of something else in the sentence.
fn miscounted(rng: &mut Rng, figure: Figure) -> Figure {
    let best = figure.bounds.best().unwrap_or(1);
    let other = if best > 1 && rng.bool() {
        best / 2
    } else {
        best + 1 + rng.u64(..10)
    };
    Figure {
        bounds: Bounds::exact(other),
        class: dateline_core::WordingClass::Exact,
        ..figure
    }
}
