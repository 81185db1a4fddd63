//! A gazetteer is built from a dump: what it holds is found, what it tells anew replaces, and the layout reads back.
//! The villages are invented, with ids that GeoNames has not given; the towns and divisions are GeoNames' own (CC BY 4.0).

use std::io::Cursor;
use std::sync::LazyLock;

use dateline_core::Text;
use dateline_core::value::PlaceValue;
use dateline_normalize::places::build::{Added, BuildError, Builder, Built, Form};
use dateline_normalize::places::{self, Gazetteer, Place, PlaceContext};

static BUNDLED: LazyLock<Gazetteer> =
    LazyLock::new(|| Gazetteer::bundled().expect("the bundled gazetteer opens"));

/// Id, name, further names, latitude, longitude, code, country, division, inhabitants; the rest of a dump is not read.
fn row(cells: [&str; 9]) -> String {
    let [
        id,
        name,
        others,
        latitude,
        longitude,
        code,
        country,
        division,
        people,
    ] = cells;
    format!(
        "{id}\t{name}\t{name}\t{others}\t{latitude}\t{longitude}\tP\t{code}\t{country}\t\t{division}\t\t\t\t{people}\t\t0\t\t2024-01-01"
    )
}

fn dump() -> Vec<(Form, String)> {
    let rows = [
        [
            "900000001",
            "Kulbe Tsamiya",
            "Kulbi Tsamia,كلب",
            "12.5",
            "7.2",
            "PPL",
            "NG",
            "24",
            "0",
        ],
        [
            "900000002",
            "Dar as Sunbula",
            "",
            "15.1",
            "45.2",
            "PPL",
            "YE",
            "14",
            "120",
        ],
        [
            "900000003",
            "Gidan Marke Air Base",
            "Markewa",
            "12.4",
            "7.4",
            "AIRB",
            "NG",
            "24",
            "0",
        ],
        [
            "900000004",
            "Gidan Marke Primary School",
            "",
            "12.4",
            "7.4",
            "SCH",
            "NG",
            "24",
            "0",
        ],
        [
            "900000005",
            "Kogin Marke",
            "Marke River",
            "12.4",
            "7.4",
            "STM",
            "NG",
            "24",
            "0",
        ],
        // The bundled gazetteer has this town from another source, without id.
        [
            "900000007",
            "Ceel Baraf",
            "",
            "3.2",
            "45.7",
            "PPL",
            "SO",
            "13",
            "0",
        ],
        // What the bundled gazetteer holds: Ma'rib with other people and another spelling, and its governorate.
        [
            "72968",
            "Ma'rib",
            "Mareb,Marib Town",
            "15.46253",
            "45.32578",
            "PPLA",
            "YE",
            "14",
            "16794",
        ],
        [
            "72966",
            "Muḩāfaz̧at Ma'rib",
            "Marib Governorate",
            "15.6",
            "45.5",
            "ADM1",
            "YE",
            "14",
            "238522",
        ],
        [
            "2334797",
            "Katsina State",
            "Katsina",
            "12.25",
            "7.5",
            "ADM1",
            "NG",
            "24",
            "5801584",
        ],
    ];
    let mut lines: Vec<(Form, String)> = vec![(
        Form::SecondLevel,
        "YE.14.9999\tSunbula District\tSunbula District\t900000006".to_owned(),
    )];
    lines.extend(rows.map(|cells| (Form::Dump, row(cells))));
    lines
}

fn built(base: &Gazetteer, lines: &[(Form, String)]) -> Result<(Gazetteer, Built), BuildError> {
    let mut builder = Builder::new(base)?;
    for (form, line) in lines {
        let added = builder.add(*form, line)?;
        assert!(added.is_ok(), "{line}: {added:?}");
    }
    let mut bytes = Cursor::new(Vec::new());
    let built = builder.finish(&mut bytes)?;
    let bytes = bytes.into_inner();
    assert_eq!(built.bytes, bytes.len() as u64);
    let gazetteer = Gazetteer::from_bytes(bytes.into()).expect("what was built opens");
    Ok((gazetteer, built))
}

static FULLER: LazyLock<(Gazetteer, Built)> =
    LazyLock::new(|| built(&BUNDLED, &dump()).expect("the dump is built"));

fn with_id(gazetteer: &Gazetteer, key: &str, id: u32) -> Vec<(String, u32, bool)> {
    let rows = gazetteer.lookup(key).filter(|(place, _)| place.id == id);
    rows.map(|(place, main)| (place.name.to_owned(), place.population, main))
        .collect()
}

fn resolve(gazetteer: &Gazetteer, words: &str, mention: &str) -> PlaceValue {
    let text = Text::from(words);
    let start = words.find(mention).expect("the mention is there");
    let span = text.span_of_bytes(start..start + mention.len());
    let mut mentions = places::find(gazetteer, &text, text.span());
    mentions.retain(|other| !other.overlaps(span));
    mentions.push(span);
    places::resolve(gazetteer, &text, &mentions, &PlaceContext::default())
        .pop()
        .expect("a value for each mention")
}

#[test]
fn a_village_that_only_the_dump_has_is_resolved() {
    let report = "Gunmen killed nine people in the village of Kulbe Tsamiya in Katsina state, Nigerian police said.";
    let unknown = resolve(&BUNDLED, report, "Kulbe Tsamiya");
    assert_eq!((unknown.entry, unknown.coordinates), (None, None));
    let known = resolve(&FULLER.0, report, "Kulbe Tsamiya");
    assert_eq!(
        known.entry.map(|entry| entry.geonames_id),
        Some(900_000_001)
    );
    assert_eq!(known.country_code.as_deref(), Some("NG"));
    assert_eq!(known.division.as_deref(), Some("Katsina"));
}

#[test]
fn a_facility_and_a_river_are_known_by_their_whole_names() {
    let report = "Rockets hit Gidan Marke air base in Katsina state, Nigerian police said.";
    let base = resolve(&FULLER.0, report, "Gidan Marke air base");
    assert_eq!(
        base.entry.map(|entry| entry.feature).as_deref(),
        Some("AIRB")
    );
    assert_eq!(base.precision.to_string(), "exact");
    let report = "Nigerian soldiers found two bodies near the Marke River in Katsina state.";
    let river = resolve(&FULLER.0, report, "Marke River");
    assert_eq!(
        river.entry.map(|entry| entry.feature).as_deref(),
        Some("STM")
    );
    assert!(
        !FULLER.0.knows("markewa"),
        "the bare name is not the base's"
    );
    assert!(!FULLER.0.knows("gidan marke primary school"));
}

#[test]
fn a_row_replaces_the_bundled_one_of_its_id() {
    let (fuller, built) = &*FULLER;
    assert_eq!(built.replaced, 4);
    assert_eq!(built.places, BUNDLED.len() + 5);
    assert_eq!(fuller.len(), built.places);
    // The spellings of both are known, and the place is there once.
    for key in ["marib", "mareb", "marib town"] {
        let found = with_id(fuller, key, 72968);
        assert_eq!(found.len(), 1, "{key}: {found:?}");
        assert_eq!((found[0].0.as_str(), found[0].1), ("Ma'rib", 16794));
    }
    for (place, main) in BUNDLED
        .lookup("maarib")
        .filter(|(place, _)| place.id == 72968)
    {
        let found = with_id(fuller, "maarib", place.id);
        assert_eq!(found.len(), 1, "{main}");
    }
    let governorate = |gazetteer: &Gazetteer| {
        let mut rows = gazetteer.lookup("marib");
        rows.find(|(place, _)| place.is_division())
            .map(|(place, main)| (place.name.to_owned(), place.population, main))
    };
    let (name, _, main) = governorate(&BUNDLED).expect("Marib governorate is bundled");
    assert_eq!(governorate(fuller), Some((name, 238_522, main)));
}

#[test]
fn a_town_without_id_gives_way_to_that_of_the_dump() {
    let towns = |gazetteer: &Gazetteer| {
        let found = gazetteer.lookup("ceel baraf").map(|(place, _)| place);
        let towns = found.filter(|place| place.is_populated() && place.country == "SO");
        towns
            .map(|place| (place.id, place.population))
            .collect::<Vec<_>>()
    };
    let bundled = towns(&BUNDLED);
    assert_eq!((bundled.len(), bundled[0].0), (1, 0));
    // GeoNames counted nobody: the inhabitants stay.
    assert_eq!(towns(&FULLER.0), [(900_000_007, bundled[0].1)]);
}

#[test]
fn a_district_without_a_point_has_its_division() {
    let mut found = FULLER.0.lookup("sunbula");
    let (district, main) = found.next().expect("the district is known");
    assert!(main && district.coordinates.is_none() && district.feature == "ADM2");
    let division = district.division.and_then(|row| FULLER.0.place(row));
    assert_eq!(division.map(|place| place.id), Some(72966));
    assert!(FULLER.0.lookup("sunbula district").next().is_none());
}

/// Everything of a place but its row, and the row of its division.
fn told(gazetteer: &Gazetteer, place: &Place<'_>) -> String {
    let division = place.division.and_then(|row| gazetteer.place(row));
    format!(
        "{} {} {:?} {} {} {} {:?}",
        place.id,
        place.name,
        place.coordinates,
        place.population,
        place.country,
        place.feature,
        division.map(|place| place.id)
    )
}

#[test]
fn the_layout_reads_back_as_it_was() {
    let (same, built) = built(&BUNDLED, &[]).expect("nothing is added");
    assert_eq!((built.places, built.replaced), (BUNDLED.len(), 0));
    for key in [
        "kabul",
        "al fallujah",
        "~hsk",
        "marib",
        "khost",
        "san salvador",
        "no such place",
    ] {
        let rows = |gazetteer: &Gazetteer| {
            let found = gazetteer.lookup(key);
            found
                .map(|(place, main)| (told(gazetteer, &place), main))
                .collect::<Vec<_>>()
        };
        assert_eq!(rows(&same), rows(&BUNDLED), "{key}");
    }
    for code in ["AF", "SV", "YE", "AQ"] {
        let id = |place: Option<Place<'_>>| place.map(|place| place.id);
        assert_eq!(id(same.country(code)), id(BUNDLED.country(code)), "{code}");
        assert_eq!(id(same.capital(code)), id(BUNDLED.capital(code)), "{code}");
    }
}

#[test]
fn a_damaged_line_is_told_and_does_no_harm() {
    let mut builder = Builder::new(&BUNDLED).expect("there is room");
    let mut told = |form, line: &str| {
        let added = builder.add(form, line).expect("there is room");
        added.map_err(|error| error.to_string())
    };
    let error = told(Form::Dump, "900000001\tKulbe Tsamiya\t\t");
    assert_eq!(error, Err("has 4 columns, 19 are needed".to_owned()));
    let country = row(["1", "Nowhere", "", "1", "1", "PPL", "QQ", "", "9"]);
    assert_eq!(told(Form::Dump, &country), Ok(Added::PassedOver));
    assert_eq!(told(Form::Dump, &dump()[1].1), Ok(Added::Kept));
}
