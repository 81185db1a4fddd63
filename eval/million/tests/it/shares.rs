//! The shares that README.md states, measured on a draw.

use std::collections::{BTreeMap, HashMap};

use dateline_core::Slot;
use dateline_core::value::Value;
use dateline_million::incident::Incident;
use dateline_million::plan::{Kind, Plan};
use dateline_million::rates;
use dateline_million::report::Report;
use dateline_million::stream::Stream;
use dateline_million::world::World;

use crate::reports::first;

const SEED: u64 = 3;

/// Incidents of the first reports, without the reports.
fn planned(world: &World) -> BTreeMap<u32, Incident> {
    let plans = Stream::new(world, SEED, rates::REPORTS_A_DAY).take(40_000);
    plans
        .map(|plan| (plan.incident.number, Incident::clone(&plan.incident)))
        .collect()
}

fn incidents(reports: &[(Plan, Report)]) -> BTreeMap<u32, &Incident> {
    let all = reports
        .iter()
        .map(|(plan, _)| (plan.incident.number, &*plan.incident));
    all.collect()
}

/// Share of incidents for which another lies in the same town within six days and is of the same type.
fn look_alikes<'a>(incidents: impl Iterator<Item = &'a Incident>) -> f64 {
    let mut series: HashMap<_, Vec<u32>> = HashMap::new();
    for incident in incidents {
        series
            .entry((incident.town, incident.kind))
            .or_default()
            .push(incident.day);
    }
    let (mut like, mut all) = (0, 0);
    for days in series.values_mut() {
        days.sort_unstable();
        for (at, day) in days.iter().enumerate() {
            let before = at
                .checked_sub(1)
                .is_some_and(|other| days[other] + 6 >= *day);
            let after = days.get(at + 1).is_some_and(|other| *day + 6 >= *other);
            like += usize::from(before || after);
            all += 1;
        }
    }
    f64::from(like as u32) / f64::from(all as u32)
}

#[test]
fn shares_are_as_stated() {
    let world = World::bundled().unwrap();
    let reports = first(&world, SEED, 12_000);
    let incidents = incidents(&reports);
    let share = |wanted: &dyn Fn(&(Plan, Report)) -> bool| {
        reports.iter().filter(|report| wanted(report)).count() as f64 / reports.len() as f64
    };
    let kind = |kind: Kind| share(&|(plan, _)| plan.kind == kind);
    let claims = |slot: Slot| {
        share(&|(_, report)| {
            let mut claims = report.claims.claims.iter();
            !claims.any(|claim| claim.slot == slot && claim.incident == 0)
        })
    };
    let latest_only = share(&|(_, report)| {
        report.claims.claims.iter().any(|claim| {
            matches!(&claim.value, Some(Value::Date(date)) if date.earliest.is_none() && date.latest.is_some())
        })
    });
    let planned = incidents.values().filter(|one| one.like.is_some()).count() as f64;
    let measured = [
        ("look-alikes", look_alikes(incidents.values().copied())),
        ("planned look-alikes", planned / incidents.len() as f64),
        (
            "reports an incident",
            reports.len() as f64 / incidents.len() as f64,
        ),
        ("flashes", kind(Kind::Flash)),
        ("reports", kind(Kind::Report)),
        ("copies", kind(Kind::Copy)),
        ("follow-ups", kind(Kind::FollowUp)),
        (
            "no published day",
            share(&|(_, report)| report.document.published.is_none()),
        ),
        ("no claim of a place", claims(Slot::Place)),
        ("no claim of a date", claims(Slot::Date)),
        ("latest day only", latest_only),
        (
            "recalling",
            share(&|(_, report)| report.claims.incidents().len() > 1),
        ),
    ];
    let bounds = [
        (0.20, 1.0),
        (0.18, 0.30),
        (1.4, 1.75),
        (0.15, 0.30),
        (0.50, 0.70),
        (0.03, 0.08),
        (0.10, 0.30),
        (0.01, 0.03),
        (0.005, 0.04),
        (0.01, 0.06),
        (0.01, 0.06),
        (0.02, 0.10),
    ];
    let seen: Vec<String> = measured
        .iter()
        .map(|(name, share)| format!("{name} {share:.3}"))
        .collect();
    for ((name, share), (low, high)) in measured.into_iter().zip(bounds) {
        assert!(
            low <= share && share <= high,
            "{name}: {share}\n{}",
            seen.join("\n")
        );
    }
}

#[test]
fn look_alikes_are_of_one_town_and_type_and_no_week_apart() {
    let incidents = planned(&World::bundled().unwrap());
    let (mut twins, mut same_day, mut same_means) = (0.0, 0.0, 0.0);
    for incident in incidents.values() {
        let Some(twin) = incident.like.and_then(|number| incidents.get(&number)) else {
            continue;
        };
        assert_eq!((incident.town, incident.kind), (twin.town, twin.kind));
        assert!(incident.day - twin.day <= 6);
        twins += 1.0;
        same_day += f64::from(u8::from(incident.day == twin.day));
        same_means += f64::from(u8::from(incident.means == twin.means));
    }
    assert!(twins > 500.0, "{twins} look-alikes");
    assert!(
        (0.10..0.25).contains(&(same_day / twins)),
        "same day {}",
        same_day / twins
    );
    assert!(
        (0.5..0.9).contains(&(same_means / twins)),
        "same weapon {}",
        same_means / twins
    );
}

#[test]
fn tolls_rise_and_never_fall_with_what_is_known() {
    let incidents = planned(&World::bundled().unwrap());
    let rising = incidents.values().filter(|one| one.early < 1.0);
    let rising = rising.inspect(|one| {
        for days in 0..5 {
            assert!(one.known(one.killed, days) <= one.known(one.killed, days + 1));
        }
        assert_eq!(one.known(one.killed, 3), one.killed);
    });
    assert!(rising.count() > 1000);
}
