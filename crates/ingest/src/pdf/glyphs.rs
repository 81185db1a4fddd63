//! From the glyphs that a page draws to lines of text.

use hayro_interpret::font::{Glyph, GlyphRun, PositionedGlyph};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::xref::XRef;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, SoftMask, TransformExt, interpret_page,
};

/// Units of a glyph's own space to its font's size.
const UNITS_PER_EM: f64 = 1000.0;

/// A gap between two glyphs that stands for a space, as a share of the font's size: the narrowest space of a
/// justified line is about 0.2, kerning stays below 0.1.
const SPACE: f64 = 0.15;

/// How far, as a share of the font's size, the next glyph of a line may lie above or below, or before its end.
const OFF_LINE: f64 = 0.5;
const BACKWARD: f64 = 1.0;

/// A digit this much smaller and this much higher than its line is the mark of a footnote.
const NOTE_SIZE: f64 = 0.8;
const NOTE_RISE: f64 = 0.15;

/// Characters of a page beyond which the rest is not kept.
const MAX_CHARS: usize = 1_000_000;

/// One line of text; lengths in points, from the page's upper left corner.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) baseline: f64,
    /// Size of its font.
    pub(super) size: f64,
}

impl Line {
    pub(super) fn chars(&self) -> usize {
        self.text.chars().count()
    }
}

/// The lines of `page`, in the order in which they are drawn.
pub(super) fn lines<'a>(
    page: &Page<'a>,
    xref: &'a XRef,
    cache: &InterpreterCache<'a>,
    settings: &InterpreterSettings,
) -> Vec<Line> {
    let (width, height) = page.render_dimensions();
    let area = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let upright = page.initial_transform(true).to_kurbo();
    let mut context = Context::new(upright, area, cache, xref, settings.clone());
    let mut words = Words::default();
    interpret_page(page, &mut context, &mut words);
    words.end_line();
    words.lines
}

/// Gathers what is drawn as text, and nothing else.
#[derive(Default)]
struct Words {
    lines: Vec<Line>,
    line: Option<Open>,
    chars: usize,
}

/// A line that goes on.
struct Open {
    line: Line,
    /// Where the last glyph was drawn.
    last: Point,
    last_text: String,
    /// Where it ends, by either measure of its width.
    ends: [f64; 2],
    /// Sizes of its letters, and how many letters have each; the line has the size of most.
    sizes: Vec<(f64, usize)>,
}

impl Open {
    fn count(&mut self, glyph: &Drawn) {
        let known = self.sizes.iter_mut().find(|(size, _)| *size == glyph.size);
        let count = match known {
            Some((_, count)) => {
                *count += 1;
                *count
            }
            None => {
                self.sizes.push((glyph.size, 1));
                1
            }
        };
        let most = self.sizes.iter().all(|&(_, other)| other <= count);
        if most && glyph.size != self.line.size {
            self.line.size = glyph.size;
            self.line.baseline = glyph.at.y;
        }
    }
}

/// One drawn glyph.
struct Drawn {
    text: String,
    at: Point,
    /// Where it ends, with its width measured along its own axis and by the size of its font; the two differ where a
    /// font is stretched, and where another stands in for one that the file lacks.
    ends: [f64; 2],
    size: f64,
}

impl Words {
    fn draw(&mut self, glyph: Drawn) {
        if self.chars > MAX_CHARS {
            return;
        }
        let Some(open) = &self.line else {
            return self.begin(glyph);
        };
        let size = open.line.size.max(glyph.size);
        let again = glyph.text == open.last_text && glyph.at.distance(open.last) < 0.1 * size;
        if again {
            return; // Drawn twice to look bold, or once filled and once in outline.
        }
        let drop = glyph.at.y - open.line.baseline;
        let gap = glyph.at.x - open.line.right;
        if drop.abs() > OFF_LINE * size || gap < -BACKWARD * size {
            self.end_line();
            return self.begin(glyph);
        }
        self.go_on(glyph);
    }

    fn begin(&mut self, glyph: Drawn) {
        if glyph.text.trim().is_empty() {
            return;
        }
        self.chars += glyph.text.len();
        self.line = Some(Open {
            last: glyph.at,
            last_text: glyph.text.clone(),
            ends: glyph.ends,
            sizes: vec![(glyph.size, 1)],
            line: Line {
                left: glyph.at.x,
                right: glyph.ends[0],
                baseline: glyph.at.y,
                size: glyph.size,
                text: glyph.text,
            },
        });
    }

    fn go_on(&mut self, glyph: Drawn) {
        let Some(open) = &mut self.line else { return };
        let gaps = open.ends.map(|end| glyph.at.x - end);
        let gap = gaps[0].abs().min(gaps[1].abs());
        let forward = gaps[0].max(gaps[1]) > 0.0;
        let note = glyph.size < NOTE_SIZE * open.line.size
            && open.line.baseline - glyph.at.y > NOTE_RISE * open.line.size
            && glyph.text.chars().all(|c| c.is_ascii_digit());
        let space = forward && gap > SPACE * glyph.size.max(open.line.size);
        if space && !open.line.text.ends_with(' ') {
            open.line.text.push(' ');
        }
        if !note {
            open.line.text.push_str(&glyph.text);
            self.chars += glyph.text.len();
            open.count(&glyph);
        }
        open.line.right = open.line.right.max(glyph.ends[0]);
        open.last = glyph.at;
        open.last_text = glyph.text;
        open.ends = glyph.ends;
    }

    fn end_line(&mut self) {
        let Some(Open { mut line, .. }) = self.line.take() else {
            return;
        };
        line.text = spelled(&line.text);
        if !line.text.is_empty() {
            self.lines.push(line);
        }
    }
}

/// White space made single, and ligatures spelled out; a soft hyphen stays where it ends the line.
fn spelled(text: &str) -> String {
    let mut spelled = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'ﬀ' => spelled.push_str("ff"),
            'ﬁ' => spelled.push_str("fi"),
            'ﬂ' => spelled.push_str("fl"),
            'ﬃ' => spelled.push_str("ffi"),
            'ﬄ' => spelled.push_str("ffl"),
            'ﬅ' | 'ﬆ' => spelled.push_str("st"),
            c => spelled.push(c),
        }
    }
    let soft = spelled.trim_end().ends_with('\u{ad}');
    let mut line = crate::paragraph::one_line(&spelled);
    if soft {
        line.push('\u{ad}');
    }
    line
}

fn drawn(glyph: &PositionedGlyph<'_>, place: Affine) -> Option<Drawn> {
    let text = match glyph.as_unicode()? {
        BfString::Char(c) => c.to_string(),
        BfString::String(string) => string,
    };
    let at = place * Point::ZERO;
    let across = (place * Point::new(UNITS_PER_EM, 0.0)) - at;
    let up = (place * Point::new(0.0, UNITS_PER_EM)) - at;
    let runs_right = across.x > 0.0 && across.y.abs() < 0.2 * across.x;
    if !runs_right || !at.is_finite() || !up.is_finite() || up.hypot() == 0.0 {
        return None;
    }
    let width = match &**glyph {
        Glyph::Outline(outline) => outline.advance_width(),
        Glyph::Type3(drawing) => drawing.advance_width(),
    };
    let ems = f64::from(width.unwrap_or(500.0)) / UNITS_PER_EM;
    Some(Drawn {
        text,
        ends: [at.x + ems * across.x, at.x + ems * up.hypot()],
        at,
        size: up.hypot(),
    })
}

impl Device<'_> for Words {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, mode: &DrawMode) {
        // Text that is filled and outlined is drawn twice.
        if matches!(mode, DrawMode::Stroke(_)) && self.repeats(run, props.transform) {
            return;
        }
        for glyph in run.glyphs() {
            if let Some(glyph) = drawn(glyph, props.transform * glyph.transform()) {
                self.draw(glyph);
            }
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

impl Words {
    /// Whether the run ends with the glyph that was drawn last.
    fn repeats(&self, run: &GlyphRun<'_, '_>, transform: Affine) -> bool {
        let last = run.glyphs().last();
        let last = last.map(|glyph| transform * glyph.transform() * Point::ZERO);
        let open = self.line.as_ref();
        last.zip(open)
            .is_some_and(|(last, open)| last.distance(open.last) < 0.1 * open.line.size)
    }
}
