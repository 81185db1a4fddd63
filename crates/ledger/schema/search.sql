-- Words of titles and bodies, without those that name private persons; rowid is the document's `seq`.
CREATE VIRTUAL TABLE search USING fts5 (title, body, content = '', tokenize = 'porter unicode61 remove_diacritics 2');
