//! Whom and what an incident harmed.

use dateline_core::*;

use crate::told::*;

#[test]
fn a_name_has_its_office_as_description_and_the_kind_of_the_office() {
    let told = Told::new(
        "GUNMEN SHOT THE MAYOR OF RIO SECO, ADELMO QUINTANAR PAZ, AND TWO PEASANTS IN RIO SECO.",
    )
    .person("ADELMO QUINTANAR PAZ")
    .kind(IncidentType::ArmedAssault)
    .victim(
        "ADELMO QUINTANAR PAZ",
        PersonKind::Unknown,
        Some(FigureKind::Killed),
    )
    .victim(
        "TWO PEASANTS",
        PersonKind::Civilian,
        Some(FigureKind::Wounded),
    );
    let made = told.only();
    assert_eq!(made.victims, [["ADELMO QUINTANAR PAZ"]]);
    assert_eq!(made.victim_description[0].value, ["MAYOR OF RIO SECO"]);
    assert_eq!(made.victim_description[0].of, ["ADELMO QUINTANAR PAZ"]);
    assert_eq!(made.victim_description[1].value, ["TWO PEASANTS"]);
    assert!(
        made.victim_description[1].of.is_empty(),
        "people without a name stand for themselves"
    );
    let kinds: Vec<&str> = made
        .victim_type
        .iter()
        .map(|fill| fill.value.as_str())
        .collect();
    assert_eq!(kinds, ["GOVERNMENT OFFICIAL", "CIVILIAN"]);
    let numbers: Vec<&str> = made
        .victim_number
        .iter()
        .map(|fill| fill.value.as_str())
        .collect();
    assert_eq!(numbers, ["1", "2"]);
    let effects: Vec<&str> = made
        .victim_effect
        .iter()
        .map(|fill| fill.value.as_str())
        .collect();
    assert_eq!(effects, ["DEATH", "INJURY"]);
}

#[test]
fn a_surname_is_completed_from_the_rest_of_the_report() {
    let told = Told::new("QUINTANAR WAS KIDNAPPED. THE FAMILY OF ADELMO QUINTANAR IS WAITING.")
        .person("QUINTANAR")
        .person("ADELMO QUINTANAR")
        .kind(IncidentType::Abduction)
        .victim("QUINTANAR", PersonKind::Unknown, None);
    assert_eq!(told.only().victims, [["ADELMO QUINTANAR"]]);
}

#[test]
fn targets_have_kind_number_nation_and_effect() {
    let told = Told::new("A BOMB WENT OFF AT THE SWEDISH EMBASSY IN BOGOTA; AT LEAST 20 SHOPS AND THE HOUSE OF A SENATOR WERE HIT.")
        .kind(IncidentType::Bombing)
        .place("BOGOTA", "CO", PlacePrecision::Locality)
        .target("THE SWEDISH EMBASSY")
        .target("AT LEAST 20 SHOPS")
        .target("THE HOUSE OF A SENATOR");
    let made = told.only();
    assert_eq!(
        made.targets,
        [["SWEDISH EMBASSY"], ["20 SHOPS"], ["HOUSE OF A SENATOR"]]
    );
    let values = |fills: &[dateline_export::muc4::Fill<String, String>]| {
        fills
            .iter()
            .map(|fill| fill.value.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        values(&made.target_type),
        [
            "DIPLOMAT OFFICE OR RESIDENCE",
            "COMMERCIAL",
            "GOVERNMENT OFFICE OR RESIDENCE"
        ]
    );
    assert_eq!(values(&made.target_number), ["1", "20-", "1"]);
    assert_eq!(values(&made.target_nation), ["SWEDEN"]);
    assert_eq!(values(&made.target_effect), ["SOME DAMAGE"; 3]);
    assert_eq!(made.location.as_deref(), Some("COLOMBIA: BOGOTA (CITY)"));
    assert_eq!(
        made.date.as_deref(),
        Some("- 14 MAR 90"),
        "no date told: not later than the report"
    );
    assert_eq!(made.instrument_type[0].value, "BOMB");
}

#[test]
fn what_an_article_or_a_preposition_opens_is_no_name_of_a_person() {
    let told = |words: &str| {
        Told::new(&format!("GUNMEN KILLED {words} YESTERDAY."))
            .kind(IncidentType::ArmedAssault)
            .victim(words, PersonKind::Civilian, Some(FigureKind::Killed))
            .only()
    };
    let members = told("FIVE MEMBERS OF THE RED CROSS");
    assert!(members.victims.is_empty());
    assert_eq!(
        members.victim_description[0].value,
        ["FIVE MEMBERS OF THE RED CROSS"]
    );
    let mayor = told("MAYOR ADELMO QUINTANAR");
    assert_eq!(mayor.victims, [["ADELMO QUINTANAR"]]);
}

#[test]
fn names_with_and_in_them_are_one_thing_and_up_to_is_no_set_fire_to() {
    let number = |before: &str, words: &str| {
        let told = Told::new(&format!("GUERRILLAS {before} {words} YESTERDAY."))
            .kind(IncidentType::Arson)
            .target(words)
            .only();
        told.target_number[0].value.clone()
    };
    assert_eq!(
        number("BURNED", "THE AGRICULTURE AND LIVESTOCK MINISTRY"),
        "1"
    );
    assert_eq!(number("SET FIRE TO", "THREE TRUCKS"), "3");
    assert_eq!(number("BURNED UP TO", "THREE TRUCKS"), "-3");
}

#[test]
fn a_blast_hurts_and_nobody_is_hurt_where_the_report_says_so() {
    let effects = |text: &str| {
        let told = Told::new(text)
            .kind(IncidentType::Bombing)
            .target("A BRIDGE")
            .only();
        told.victim_effect
            .into_iter()
            .map(|fill| fill.value)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        effects("A BOMB WENT OFF ON A BRIDGE; NO CASUALTIES WERE REPORTED."),
        ["NO INJURY OR DEATH"]
    );
    assert!(effects("A BOMB WENT OFF ON A BRIDGE.").is_empty());
}

#[test]
fn people_told_of_again_in_fewer_words_are_the_same_people() {
    let told = |others: &str| {
        let text =
            format!("A BOMB HURT THE BISHOP'S COOKS IN LIMA; {others} WERE TAKEN TO A HOSPITAL.");
        let made = Told::new(&text)
            .kind(IncidentType::Bombing)
            .victim("THE BISHOP'S COOKS", PersonKind::Civilian, None)
            .victim(others, PersonKind::Civilian, None)
            .only();
        let all = made.victim_description.into_iter();
        all.map(|fill| fill.value).collect::<Vec<_>>()
    };
    assert_eq!(told("THE COOKS"), [["BISHOP'S COOKS"]]);
    assert_eq!(told("TWO NURSES"), [["BISHOP'S COOKS"], ["TWO NURSES"]]);
}

#[test]
fn an_office_ends_before_a_dash_and_a_police_rank_is_of_the_police() {
    let described = |text: &str| {
        let told = Told::new(text)
            .person("ADELMO QUINTANAR")
            .kind(IncidentType::ArmedAssault)
            .victim("ADELMO QUINTANAR", PersonKind::Unknown, None)
            .only();
        let fill = &told.victim_description[0];
        (fill.value[0].clone(), told.victim_type[0].value.clone())
    };
    let (words, kind) = described("THE MAFIA -- POLICE COLONEL ADELMO QUINTANAR WAS ATTACKED.");
    assert_eq!(words, "POLICE COLONEL");
    assert_eq!(kind, "LAW ENFORCEMENT");
    let (_, kind) = described("YESTERDAY ARMY COLONEL ADELMO QUINTANAR WAS ATTACKED.");
    assert_eq!(kind, "ACTIVE MILITARY");
}

#[test]
fn a_nation_is_told_by_a_word_for_it_and_no_other() {
    let nations = |words: &str| {
        let told = Told::new(&format!("A BOMB DAMAGED {words} IN BOGOTA."))
            .kind(IncidentType::Bombing)
            .place("BOGOTA", "CO", PlacePrecision::Locality)
            .target(words)
            .only();
        let fills = told.target_nation.into_iter();
        fills.map(|fill| fill.value).collect::<Vec<_>>()
    };
    assert_eq!(nations("THE POLISH EMBASSY"), ["POLAND"]);
    assert_eq!(nations("AN AMERICAN SCHOOL"), ["UNITED STATES"]);
    assert!(nations("TWO POWER POLES").is_empty());
    assert!(nations("A CENTRAL AMERICAN BANK").is_empty(), "a region");
    assert!(nations("THE COLOMBIAN CONGRESS").is_empty(), "not foreign");
}
