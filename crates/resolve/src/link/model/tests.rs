use super::*;

fn found(told: &[(&str, f32, f32)]) -> Vec<Reason> {
    let of = |name: &str| told.iter().find(|(told, ..)| *told == name);
    let values: Vec<f32> = FEATURES
        .iter()
        .map(|name| of(name).map_or(0.0, |one| one.1))
        .collect();
    let moves: Vec<f32> = FEATURES
        .iter()
        .map(|name| of(name).map_or(0.0, |one| one.2))
        .collect();
    reasons(&values, &moves)
}

#[test]
fn an_aspect_is_one_reason_and_bears_the_name_of_what_holds() {
    let found = found(&[
        ("place_same", 1.0, 0.25),
        ("town_shared", 1.0, 0.5),
        ("place_far", 0.0, 1.0),
        ("date_gap", 5.0, -0.5),
        ("killed_rose", 1.0, 0.125),
        ("text", 0.4, 0.0),
        ("type_same", 1.0, 0.0),
        ("type_other", 0.0, 0.0625),
    ]);
    let told: Vec<(&str, bool, f32)> = found
        .iter()
        .map(|one| (one.feature, one.holds, one.weight))
        .collect();
    assert_eq!(
        told,
        [
            ("town_shared", true, 1.75),
            ("date_gap", false, -0.5),
            ("killed_rose", true, 0.125),
            ("type_same", true, 0.0625)
        ]
    );
}
