//! What was measured in corpora of real reports; nothing here is chosen.
//!
//! GVA: 4,782 news reports of 2,756 incidents of gun violence in the United States, and 3,467 incident records (Gun Violence Archive, by way of
//! the LongTailQA task of SemEval-2018). FA-KES: 425 articles on the war in Syria with the number of killed.

/// GVA: how many reports an incident has, with the share of incidents; 1.735 on average.
pub const REPORTS: [(u32, f64); 13] = [
    (1, 0.5522),
    (2, 0.2823),
    (3, 0.1060),
    (4, 0.0327),
    (5, 0.0142),
    (6, 0.0051),
    (7, 0.0022),
    (8, 0.0018),
    (9, 0.0011),
    (10, 0.0015),
    (11, 0.0004),
    (12, 0.0004),
    (17, 0.0004),
];

/// GVA: days from an incident to its first report, both ends included, with the share of 2,580 incidents. The 1.5 % of reports
/// that are dated before their incident count as of the same day.
pub const FIRST_LAG: [(u32, u32, f64); 12] = [
    (0, 0, 0.5031),
    (1, 1, 0.3271),
    (2, 2, 0.0667),
    (3, 3, 0.0326),
    (4, 7, 0.0275),
    (8, 14, 0.0120),
    (15, 30, 0.0105),
    (31, 60, 0.0054),
    (61, 90, 0.0016),
    (91, 180, 0.0027),
    (181, 365, 0.0039),
    (366, 730, 0.0070),
];

/// GVA: days from an incident's first report to each later one, both ends included, with the share of 1,950 later reports.
pub const LATER_LAG: [(u32, u32, f64); 12] = [
    (0, 0, 0.3200),
    (1, 1, 0.2538),
    (2, 2, 0.0733),
    (3, 3, 0.0472),
    (4, 7, 0.0759),
    (8, 14, 0.0462),
    (15, 30, 0.0436),
    (31, 60, 0.0292),
    (61, 90, 0.0185),
    (91, 180, 0.0318),
    (181, 365, 0.0318),
    (366, 730, 0.0287),
];

/// GVA: killed, injured, number of incidents, for every pair that occurs more than once, and the rarer ones with five killed and more.
pub const TOLLS: [(u32, u32, u32); 52] = [
    (0, 1, 1134),
    (1, 0, 850),
    (0, 4, 286),
    (1, 3, 178),
    (0, 2, 157),
    (0, 5, 116),
    (1, 1, 107),
    (1, 4, 66),
    (2, 0, 57),
    (2, 2, 53),
    (3, 0, 44),
    (0, 6, 39),
    (3, 1, 37),
    (0, 3, 36),
    (4, 0, 36),
    (2, 3, 23),
    (0, 7, 23),
    (2, 1, 22),
    (1, 2, 21),
    (5, 0, 20),
    (1, 6, 19),
    (1, 5, 19),
    (3, 2, 18),
    (4, 1, 13),
    (2, 4, 12),
    (2, 5, 9),
    (0, 8, 6),
    (3, 4, 4),
    (1, 8, 4),
    (1, 7, 3),
    (3, 3, 3),
    (6, 1, 3),
    (0, 0, 2),
    (6, 0, 2),
    (8, 0, 2),
    (1, 9, 2),
    (6, 2, 2),
    (3, 5, 2),
    (4, 4, 2),
    (5, 1, 2),
    (3, 9, 2),
    (1, 11, 2),
    (0, 9, 2),
    (5, 6, 1),
    (7, 0, 1),
    (8, 1, 1),
    (9, 0, 1),
    (9, 18, 1),
    (10, 9, 1),
    (11, 3, 1),
    (16, 19, 1),
    (50, 53, 1),
];

/// FA-KES: killed (civilians and others together), both ends included, with the share of 425 articles. The greatest is 1,500.
pub const FAKES_KILLED: [(u32, u32, f64); 15] = [
    (0, 0, 0.0024),
    (1, 1, 0.0188),
    (2, 2, 0.0329),
    (3, 3, 0.0329),
    (4, 4, 0.0376),
    (5, 5, 0.0353),
    (6, 7, 0.0471),
    (8, 9, 0.0212),
    (10, 14, 0.1106),
    (15, 19, 0.1224),
    (20, 29, 0.1529),
    (30, 49, 0.1482),
    (50, 99, 0.1153),
    (100, 199, 0.0541),
    (200, 1500, 0.0682),
];
