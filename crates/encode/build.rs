//! Notes whether the weights lie in `models/minilm`, so that the crate builds, and says so, without them.

use std::path::Path;

/// Files of a model folder; the same list as in `src/network.rs`.
const FILES: [&str; 7] = [
    "encoder-f16.onnx",
    "tokens-f16.bin",
    "labels.json",
    "tokenizer.json",
    "spans-f16.onnx",
    "incidents-f16.onnx",
    "incidents.json",
];

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/minilm");
    println!("cargo::rustc-check-cfg=cfg(bundled_weights)");
    println!("cargo::rerun-if-changed=build.rs");
    let mut complete = true;
    for file in FILES {
        let path = folder.join(file);
        println!("cargo::rerun-if-changed={}", path.display());
        complete &= path.is_file();
    }
    if complete {
        println!("cargo::rustc-cfg=bundled_weights");
    } else {
        println!(
            "cargo::warning=models/minilm lacks {}: Network::bundled() will return an error",
            FILES.join(", ")
        );
    }
}
