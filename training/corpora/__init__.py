"""One module per corpus; each yields `document.Document`s from the corpus folder."""
