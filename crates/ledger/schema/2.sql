-- Schema 2: which document had been recorded last when a decision was made, so that merges and splits hold from then on, in a rebuild
-- too; and where each page of a document begins, a JSON list of characters of `text` before it, null for what has no pages.

ALTER TABLE documents ADD COLUMN pages TEXT;
ALTER TABLE decisions ADD COLUMN after_document INTEGER NOT NULL DEFAULT 0;
INSERT INTO erasing (open) VALUES (1);
UPDATE decisions SET after_document =
    coalesce((SELECT d.seq FROM documents d WHERE d.ingested <= decisions.decided ORDER BY d.ingested DESC, d.seq DESC LIMIT 1), 0);
DELETE FROM erasing;
