//! Templates from claims, as a researcher who knows the key of MUC-4 would fill them.

mod confidence;
mod harmed;
mod perpetrators_and_setting;
mod told;
