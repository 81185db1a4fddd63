//! Sentence borders, as cases in `tests/sentences/*.txt`.
//!
//! One case a line. `¦` marks each border that must be found and is no part of the text; `\n` is a line break.
//! Every place without the mark is a border that must not be found. Lines that begin with `#` are remarks; a remark that
//! begins with `# FIXME` says that the border marked in the next line is what the program gives, not what is right.

use std::path::Path;

use dateline_core::Text;
use dateline_encode::sentences;

fn check(path: &Path, cases: String) -> datatest_stable::Result<()> {
    let mut wrong = Vec::new();
    let lines = cases
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty());
    for case in lines {
        let case = case
            .replace("\\n", "\n")
            .replace("\\t", "\t")
            .replace("\\r", "\r");
        let wanted: Vec<String> = case.split('¦').map(|part| part.trim().to_owned()).collect();
        let text = Text::from(case.replace('¦', ""));
        let found: Vec<String> = sentences(&text)
            .into_iter()
            .map(|span| text.slice(span).to_owned())
            .collect();
        if found != wanted {
            wrong.push(format!("wanted {wanted:#?}\nfound {found:#?}"));
        }
    }
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(format!("{}:\n{}", path.display(), wrong.join("\n")).into())
    }
}

datatest_stable::harness! {
    { test = check, root = "tests/sentences", pattern = r".*\.txt$" },
}
