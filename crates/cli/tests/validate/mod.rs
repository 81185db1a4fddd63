//! Whether JSON output fits its schema.

/// Panics, with what is wrong, if the instance does not fit the schema of the output.
pub(crate) fn check_against_schema(instance: &serde_json::Value) {
    let schema = serde_json::from_str(&dateline_cli::wire::schema()).unwrap();
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    compiler
        .add_resource("dateline.schema.json", schema)
        .unwrap();
    let index = compiler
        .compile("dateline.schema.json", &mut schemas)
        .unwrap();
    if let Err(error) = schemas.validate(instance, index) {
        panic!("{error:#}");
    }
}
