//! An incident of local news without a place of its own happened in the town that the report is about.

use dateline_core::TimeFrame;

use super::{Draft, Reading};
use crate::setting::{Located, can_be_same_place, coarseness};

impl Reading<'_> {
    /// Whether a place is the report's town, taken for want of one that is told of the act.
    pub(crate) fn is_home(&self, place: &Located) -> bool {
        self.home
            .is_some_and(|home| std::ptr::eq(&home.place, place))
    }
}

/// Gives a current incident that no finer place is told of the report's town, unless the report tells of other places, too, and
/// no force of the town answers for it.
pub(super) fn take_home<'a>(reading: &'a Reading<'a>, drafts: &mut [Draft<'a>]) {
    let Some(home) = reading.home else { return };
    let town = &home.place.value;
    let is_fine = |draft: &Draft<'_>| {
        draft
            .places
            .iter()
            .any(|place| coarseness(&place.value) <= 2)
    };
    let is_at_home = |draft: &Draft<'_>| {
        let mut fine = draft
            .places
            .iter()
            .filter(|place| coarseness(&place.value) <= 2);
        fine.all(|place| can_be_same_place(&place.value, town))
    };
    let is_single = drafts.iter().all(is_at_home);
    for draft in drafts.iter_mut() {
        let is_open = draft.time_frame == TimeFrame::Current && draft.is_whole() && !is_fine(draft);
        let fits = draft
            .places
            .iter()
            .all(|place| can_be_same_place(&place.value, town));
        if is_open && fits && (is_single || home.is_local()) {
            draft.places.push(&home.place);
        }
    }
}
