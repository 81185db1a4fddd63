use proptest::prelude::*;

use super::*;

const BLAST: &str = "A car bomb went off beside the fish market of Balad Ruz on Sunday, killing nine people, said police captain Hatem Jubouri. \
    Stalls burned for an hour before firemen from Baquba came. The market had been hit twice before, by mortars in spring and by a bomb under a cart.";

#[test]
fn a_copy_under_another_masthead_is_known_again() {
    let copy = BLAST
        .to_uppercase()
        .replace("A CAR BOMB", "BAGHDAD (Agency) - A car bomb");
    let cut: String = BLAST.chars().take(220).collect();
    let told_anew = "Nine people died on Sunday when a car packed with explosives blew up at the fish market in Balad Ruz, according to police.";
    let runs = Runs::of(BLAST);
    assert!(runs.containment(&Runs::of(&copy)) > 0.8);
    assert!(runs.containment(&Runs::of(&cut)) > 0.8);
    assert!(runs.containment(&Runs::of(told_anew)) < 0.2);
}

#[test]
fn reports_of_one_incident_are_more_alike_than_reports_of_the_same_kind() {
    let again = Sketch::of(
        "Police captain Hatem Jubouri said that the toll of the blast at the Balad Ruz fish market had risen to twelve.",
    );
    let other = Sketch::of(
        "A car bomb killed nine people at a bus station in Kirkuk on Monday, said police colonel Adnan Yusuf.",
    );
    let first = Sketch::of(BLAST);
    assert!(first.likeness(&again) > 2.0 * first.likeness(&other));
    assert!(first.rare_shared(&again) >= 2.0);
    // Where every tenth report names the town, it says little.
    let common = first.tempered(|_| 1000, 10_000);
    assert!(common.rare_shared(&again) < 0.5);
    assert_eq!(first.tempered(|_| 3, 10_000), first);
}

#[test]
fn a_place_is_found_in_a_text_by_its_name() {
    let sketch = Sketch::of(BLAST);
    assert!(sketch.holds("Balad Ruz"));
    assert!(!sketch.holds("Kirkuk"));
    assert!(!sketch.holds("the"));
}

proptest! {
    #[test]
    fn bytes_lead_back(text in "\\PC{0,400}") {
        let (sketch, runs) = (Sketch::of(&text), Runs::of(&text));
        prop_assert_eq!(&Sketch::from_bytes(&sketch.to_bytes()), &sketch);
        prop_assert_eq!(&Runs::from_bytes(&runs.to_bytes()), &runs);
    }

    #[test]
    fn likeness_is_even_handed(a in "[a-e ]{0,60}", b in "[a-e ]{0,60}") {
        let (a, b) = (Sketch::of(&a), Sketch::of(&b));
        prop_assert!((a.likeness(&b) - b.likeness(&a)).abs() < 1e-5);
        prop_assert!(a.likeness(&b) <= 1.0001);
    }
}

#[test]
fn ages_are_told_from_other_numbers() {
    let told = "A 27-year-old man and Ana Prost, 34, were shot; a boy aged 9 was hurt. Mr Rivel, 51, of Dorva, is 70 years old.";
    assert_eq!(ages(told), [9, 27, 34, 51, 70]);
    let others = "On July 4, 12 people died, 30, or more, were hurt on Route 66. It was 1988, 12, then 14. Of 300-year-old walls 20 fell.";
    assert!(ages(others).is_empty());
}
